import type { Queryable } from './database.ts';

export interface AgencyRow {
  id: string;
  name: string;
  /** Ids of the sources that belong to it. */
  sources: string[];
}

/** All agencies with their sources, by name. */
export async function listAgencies(db: Queryable): Promise<AgencyRow[]> {
  const { rows } = await db.query<AgencyRow>(
    `select a.agency_id as id, a.name,
       array(select source_id from source s where s.agency_id = a.agency_id order by source_id) as sources
     from agency a order by a.name, a.agency_id`,
  );
  return rows;
}

/** Makes an agency, or gives one another name. */
export async function putAgency(db: Queryable, id: string, name: string, now: Date): Promise<void> {
  await db.query(
    `insert into agency (agency_id, name, created_at) values ($1, $2, $3)
     on conflict (agency_id) do update set name = excluded.name`,
    [id, name, now],
  );
}

export type SourceChange =
  | { ok: true; before: string | null }
  | { ok: false; reason: 'no-such-source' | 'no-such-agency' };

/** Gives a source to an agency, or (null) to nobody in particular: then every reader of reports may read it. */
export async function giveSource(
  db: Queryable,
  sourceId: string,
  agencyId: string | null,
): Promise<SourceChange> {
  const source = await db.query<{ before: string | null }>(
    'select agency_id as before from source where source_id = $1 for update',
    [sourceId],
  );
  if (source.rows.length === 0) return { ok: false, reason: 'no-such-source' };
  if (agencyId !== null && !(await isAgency(db, agencyId))) return { ok: false, reason: 'no-such-agency' };
  await db.query('update source set agency_id = $2 where source_id = $1', [sourceId, agencyId]);
  return { ok: true, before: source.rows[0].before };
}

/** Whether there is an agency of that id. */
export async function isAgency(db: Queryable, id: string): Promise<boolean> {
  const { rowCount } = await db.query('select from agency where agency_id = $1', [id]);
  return rowCount === 1;
}
