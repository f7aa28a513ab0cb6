import type { CorridorPost } from '../domain/geocoding/types.ts';
import type { CorridorTraits } from '../domain/network/line.ts';
import type { Mode } from '../domain/network/modes.ts';
import { createRailNetwork, type RailNetwork } from '../domain/network/rail.ts';
import type { Queryable } from './database.ts';

export interface CorridorRow extends CorridorTraits {
  id: string;
  name: string;
  operator: string;
  lengthKm: number;
}

/** The corridors in their order, south to north. */
async function readCorridorRows(db: Queryable): Promise<CorridorRow[]> {
  const { rows } = await db.query<CorridorRow>(
    `select corridor_id as id, name, operator, length_km as "lengthKm", mode,
       accuracy_m as "accuracyM", origin
     from corridor order by seq, corridor_id`,
  );
  return rows;
}

/** The corridors of a network with their names, in its order. */
export async function readCorridorNames(
  db: Queryable,
  { corridorIds }: RailNetwork,
): Promise<{ corridorId: string; name: string }[]> {
  const { rows } = await db.query<{ corridorId: string; name: string }>(
    `select id as "corridorId", coalesce(c.name, id) as name
     from unnest($1::text[]) with ordinality as asked (id, at) left join corridor c on c.corridor_id = id
     order by at`,
    [corridorIds],
  );
  return rows;
}

/** The posts of all corridors, corridor by corridor, km rising. */
async function readCorridorPostRows(db: Queryable): Promise<CorridorPost[]> {
  const { rows } = await db.query<CorridorPost>(
    `select corridor_id as "corridorId", km, lon, lat, place, state_code as "stateCode",
       is_station as "isStation"
     from corridor_post p join corridor c using (corridor_id)
     order by c.seq, c.corridor_id, p.seq`,
  );
  return rows;
}

/** The corridors and the network of their lines, as they are now. */
export async function readNetwork(
  db: Queryable,
): Promise<{ corridors: CorridorRow[]; posts: CorridorPost[]; network: RailNetwork }> {
  const corridors = await readCorridorRows(db);
  const posts = await readCorridorPostRows(db);
  return {
    corridors,
    posts,
    network: createRailNetwork(posts, new Map(corridors.map((row) => [row.id, row]))),
  };
}

/** Tells whether the network is another one than before: changes with every load of lines and of shipped tables. */
export async function readNetworkVersion(db: Queryable): Promise<string> {
  const { rows } = await db.query<{ version: string }>(
    `select coalesce((select max(load_id) from network_load), 0) || ' ' ||
       coalesce((select checksum from reference_table where name = 'corridor'), '') as version`,
  );
  return rows[0].version;
}

/** Was the shipped network of this mode replaced by a user's? */
export async function isShippedReplaced(db: Queryable, mode: Mode): Promise<boolean> {
  const { rows } = await db.query<{ action: string }>(
    `select action from network_load where mode = $1 and action <> 'add' order by load_id desc limit 1`,
    [mode],
  );
  return rows[0]?.action === 'replace';
}
