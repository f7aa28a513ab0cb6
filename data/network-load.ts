import type { CorridorPost } from '../domain/geocoding/types.ts';
import type { Mode } from '../domain/network/modes.ts';
import { readNetwork } from './corridors.ts';
import type { Database, Queryable } from './database.ts';
import { refreshReferences } from './linear-references.ts';
import { loadShippedCorridors } from './reference-load.ts';
import { INGEST_LOCK } from './staging.ts';
import { bumpDataVersion } from './versions.ts';

/** Lines ready to be stored. */
export interface LoadedLines {
  mode: Mode;
  /** Names the load: the same again replaces what it brought before. */
  origin: string;
  accuracyM: number;
  joinM: number;
  fileName: string;
  fileSha256: string;
  corridors: readonly { id: string; name: string; operator: string }[];
  /** Corridor by corridor, km rising. */
  posts: readonly CorridorPost[];
}

export interface LoadOutcome {
  /** Corridors that had to go. */
  removed: number;
  /** Incidents that lie elsewhere on the network than before, or no longer on it. */
  moved: number;
}

const BATCH_POSTS = 5000;

/** Stores lines beside those of their mode, or instead of them, and puts all incidents on the new network. */
export async function storeLines(
  database: Database,
  lines: LoadedLines,
  replace: boolean,
): Promise<LoadOutcome> {
  return database.transaction(async (client) => {
    await beginChange(client);
    const gone = await client.query('delete from corridor where mode = $1 and ($2 or origin = $3)', [
      lines.mode,
      replace,
      lines.origin,
    ]);
    await insertCorridors(client, lines);
    await client.query(
      `insert into network_load (mode, action, file_name, file_sha256, join_m, corridors)
       values ($1, $2, $3, $4, $5, $6)`,
      [
        lines.mode,
        replace ? 'replace' : 'add',
        lines.fileName,
        lines.fileSha256,
        lines.joinM,
        lines.corridors.length,
      ],
    );
    return { removed: gone.rowCount ?? 0, moved: await endChange(client) };
  });
}

/** Takes a mode back to the lines that ship with the product: the freight corridors, or none. */
export async function resetMode(database: Database, mode: Mode): Promise<LoadOutcome> {
  return database.transaction(async (client) => {
    await beginChange(client);
    const gone = await client.query('delete from corridor where mode = $1', [mode]);
    if (mode === 'rail') await loadShippedCorridors(client);
    await client.query(
      `insert into network_load (mode, action, corridors)
       select $1, 'reset', count(*) from corridor where mode = $1`,
      [mode],
    );
    return { removed: gone.rowCount ?? 0, moved: await endChange(client) };
  });
}

/** No ingest may put reports on the old network meanwhile. */
async function beginChange(client: Queryable): Promise<void> {
  await client.query(`select pg_advisory_xact_lock(${INGEST_LOCK})`);
}

async function endChange(client: Queryable): Promise<number> {
  const { network } = await readNetwork(client);
  const moved = await refreshReferences(client, network);
  await bumpDataVersion(client);
  return moved;
}

async function insertCorridors(client: Queryable, lines: LoadedLines): Promise<void> {
  const rows = lines.corridors.map((corridor) => ({ ...corridor, posts: [] as CorridorPost[] }));
  const byId = new Map(rows.map((row) => [row.id, row]));
  for (const post of lines.posts) byId.get(post.corridorId)?.posts.push(post);
  for (const { id, name, operator, posts } of rows) {
    const line = posts.map(({ lon, lat }) => `${lon} ${lat}`).join(',');
    await client.query(
      `insert into corridor (corridor_id, seq, name, operator, length_km, geom, mode, accuracy_m, origin)
       values ($1, (select coalesce(max(seq), -1) + 1 from corridor), $2, $3, $4,
         ST_GeomFromText($5, 4326), $6, $7, $8)`,
      [
        id,
        name,
        operator,
        posts[posts.length - 1].km - posts[0].km,
        `LINESTRING(${line})`,
        lines.mode,
        lines.accuracyM,
        lines.origin,
      ],
    );
  }
  for (let from = 0; from < lines.posts.length; from += BATCH_POSTS) {
    const batch = lines.posts.slice(from, from + BATCH_POSTS).map((post, i) => ({ ...post, seq: from + i }));
    await client.query(
      `insert into corridor_post (corridor_id, seq, km, lon, lat, place, state_code, is_station)
       select "corridorId", seq, km, lon, lat, place, '', "isStation"
       from jsonb_to_recordset($1::jsonb) as x("corridorId" text, seq int, km float8, lon float8, lat float8,
         place text, "isStation" boolean)`,
      [JSON.stringify(batch)],
    );
  }
  await client.query(
    `update corridor_post p
     set state_code = coalesce((
       select s.code from state s
       where ST_Intersects(s.geom, ST_SetSRID(ST_MakePoint(p.lon, p.lat), 4326)) order by s.code limit 1), '')
     from corridor c where c.corridor_id = p.corridor_id and c.origin = $1 and p.place <> ''`,
    [lines.origin],
  );
}

export interface ModeStatus {
  mode: Mode;
  corridors: number;
  lengthKm: number;
  stations: number;
  /** Names of the loads that brought its lines; `shipped` for our own. */
  origins: string[];
}

/** What the network holds, mode by mode; a mode without lines is not listed. */
export async function readModeStatus(db: Queryable): Promise<ModeStatus[]> {
  const { rows } = await db.query<ModeStatus>(
    `select mode, count(*) as corridors, sum(length_km) as "lengthKm",
       (select count(*) from corridor_post p join corridor o using (corridor_id)
        where o.mode = c.mode and p.is_station) as stations,
       array_agg(distinct origin order by origin) as origins
     from corridor c group by mode order by array_position(array['rail', 'highway', 'path'], mode)`,
  );
  return rows;
}
