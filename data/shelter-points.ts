import type { Queryable } from './database.ts';
import { bumpDataVersion } from './versions.ts';

/** A row of a file of shelters that is no point; `values` never leave the database. */
export interface HeldShelterRow {
  row: number;
  values: Readonly<Record<string, string>>;
  problems: readonly { column: string; reason: string }[];
}

/** All that may be told of shelters: how many. */
export interface ShelterCounts {
  points: number;
  /** Rows held back: shelters whose surroundings are not kept free yet. */
  held: number;
}

/**
 * Where the shelters are, in degrees. For the solver alone: nothing that answers, exports or logs may call this, and
 * tests/attack/attack.test.ts asks every route whether it tells.
 */
export async function shelterPoints(db: Queryable): Promise<{ lon: number; lat: number }[]> {
  const { rows } = await db.query<{ lon: number; lat: number }>(
    'select lon, lat from shelter_point order by lon, lat',
  );
  return rows;
}

/** How many shelters are known, and how many rows are held back. */
export async function countShelters(db: Queryable): Promise<ShelterCounts> {
  const { rows } = await db.query<ShelterCounts>(
    `select (select count(*) from shelter_point)::int as points,
       (select count(*) from shelter_row_held)::int as held`,
  );
  return rows[0];
}

/**
 * Adds the points of a file, in a transaction of the caller's; one that is known stays as it is. What the same file
 * held back before gives way to what it holds back now.
 *
 * @param replace takes all that was known away first.
 */
export async function putShelters(
  db: Queryable,
  file: {
    name: string;
    points: readonly { lon: number; lat: number }[];
    held: readonly HeldShelterRow[];
    replace: boolean;
  },
  now: Date,
): Promise<{ added: number }> {
  if (file.replace) await db.query('delete from shelter_point');
  await db.query('delete from shelter_row_held where $1 or file_name = $2', [file.replace, file.name]);
  const { rowCount } = await db.query(
    `insert into shelter_point (lon, lat, loaded_at)
     select lon, lat, $2 from jsonb_to_recordset($1::jsonb) as x (lon float8, lat float8)
     on conflict do nothing`,
    [JSON.stringify(file.points), now],
  );
  await db.query(
    `insert into shelter_row_held (file_name, row_number, row_values, problems, loaded_at)
     select $2, "row", "values", problems, $3
     from jsonb_to_recordset($1::jsonb) as x ("row" int, "values" jsonb, problems jsonb)`,
    [JSON.stringify(file.held), file.name, now],
  );
  // Plans follow from the points: what was computed before is of another version.
  await bumpDataVersion(db);
  return { added: rowCount ?? 0 };
}

/** Forgets all shelters and rows held back, in a transaction of the caller's. */
export async function removeShelters(db: Queryable): Promise<ShelterCounts> {
  const before = await countShelters(db);
  await db.query('delete from shelter_point');
  await db.query('delete from shelter_row_held');
  await bumpDataVersion(db);
  return before;
}
