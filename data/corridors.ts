import type { CorridorPost } from '../domain/geocoding/types.ts';
import type { Queryable } from './database.ts';

export interface CorridorRow {
  id: string;
  name: string;
  operator: string;
  lengthKm: number;
}

/** The corridors in their order, south to north. */
export async function readCorridorRows(db: Queryable): Promise<CorridorRow[]> {
  const { rows } = await db.query<CorridorRow>(
    `select corridor_id as id, name, operator, length_km as "lengthKm" from corridor order by seq`,
  );
  return rows;
}

/** The posts of all corridors, corridor by corridor, km rising. */
export async function readCorridorPostRows(db: Queryable): Promise<CorridorPost[]> {
  const { rows } = await db.query<CorridorPost>(
    `select corridor_id as "corridorId", km, lon, lat, place, state_code as "stateCode",
       is_station as "isStation"
     from corridor_post p join corridor c using (corridor_id)
     order by c.seq, p.seq`,
  );
  return rows;
}
