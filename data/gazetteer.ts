import type { MunicipalityName, Toponym } from '../domain/geocoding/types.ts';
import type { Database, Queryable } from './database.ts';

/** Every place the geocoder knows: the shipped table and what the user loaded. */
export async function readToponyms(db: Queryable): Promise<Toponym[]> {
  const { rows } = await db.query<Toponym & { extentM: number | null }>(
    `select id, name, other_names as "otherNames", lon, lat, population, country_code as "countryCode",
       state_code as "stateCode", municipality_code as "municipalityCode", kind, extent_m as "extentM"
     from gazetteer_place order by id`,
  );
  return rows.map(({ extentM, ...place }) => (extentM === null ? place : { ...place, extentM }));
}

/** The names of the municipalities, by code. */
export async function readMunicipalityRows(db: Queryable): Promise<MunicipalityName[]> {
  const { rows } = await db.query<MunicipalityName>(
    `select code, state_code as "stateCode", name from municipality order by code`,
  );
  return rows;
}

const BATCH_PLACES = 5000;

/**
 * Adds places of the user's, all or none; a place whose id is known is replaced.
 *
 * @param origin the file they come from, as it will be told.
 * @returns how many of them are new.
 */
export async function addToponyms(
  database: Database,
  toponyms: readonly Toponym[],
  origin: string,
): Promise<number> {
  return database.transaction(async (client) => {
    const added = await insertToponyms(client, toponyms, origin);
    await client.query(
      `insert into reference_table (name, checksum) values ('gazetteer_place (user)', md5($1))
       on conflict (name) do update set checksum = excluded.checksum, loaded_at = clock_timestamp()`,
      [origin],
    );
    return added;
  });
}

/** Changes whenever a reference table is loaded, by the program or by the user. */
export async function readReferenceVersion(db: Queryable): Promise<string> {
  const { rows } = await db.query<{ version: string }>(
    `select string_agg(name || '@' || extract(epoch from loaded_at), ' ' order by name) ||
       ' network@' || (select coalesce(max(load_id), 0) from network_load) as version
     from reference_table`,
  );
  return rows[0].version;
}

/** The same inside a transaction of the caller's. */
export async function insertToponyms(
  client: Queryable,
  toponyms: readonly Toponym[],
  origin: string,
): Promise<number> {
  let added = 0;
  for (let from = 0; from < toponyms.length; from += BATCH_PLACES) {
    const batch = JSON.stringify(toponyms.slice(from, from + BATCH_PLACES));
    const { rows } = await client.query<{ added: number }>(INSERT_PLACES, [batch, origin]);
    added += rows[0].added;
  }
  return added;
}

const INSERT_PLACES = `
  with given as (
    select * from jsonb_to_recordset($1::jsonb) as x(id text, name text, "otherNames" jsonb, lon float8,
      lat float8, population int, "countryCode" text, "stateCode" text, "municipalityCode" text, kind text,
      "extentM" float8)
  ), known as (
    select count(*) as n from given join gazetteer_place using (id)
  ), put as (
    insert into gazetteer_place (id, name, other_names, lon, lat, population, country_code, state_code,
      municipality_code, kind, extent_m, origin)
    select id, name, array(select jsonb_array_elements_text("otherNames")), lon, lat, population,
      "countryCode", "stateCode", "municipalityCode", kind, "extentM", $2
    from given
    on conflict (id) do update set name = excluded.name, other_names = excluded.other_names,
      lon = excluded.lon, lat = excluded.lat, population = excluded.population,
      state_code = excluded.state_code, municipality_code = excluded.municipality_code,
      kind = excluded.kind, extent_m = excluded.extent_m, origin = excluded.origin
  )
  select (select count(*) from given) - (select n from known) as added`;
