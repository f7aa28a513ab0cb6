import type { Queryable } from '../database.ts';

/** A table with its columns in the order of their making; `type` is PostgreSQL's own name for it. */
export interface Table {
  name: string;
  columns: { name: string; type: string }[];
}

/** Not in a backup: what lives for one load, and what must not live again. Emptied by a restore. */
const LEFT_OUT = new Set([
  'staged_report',
  'staged_quarantine',
  // A session that was ended since, or a link that was used, would open doors again.
  'user_session',
  'sign_in_link',
  'sign_in_failure',
]);
/** Says which program the database is for; a restore compares it and leaves it. */
const SCHEMA_TABLE = 'schema_migration';
/** Never emptied: a restore adds to them. */
const AUDIT_TABLES = new Set(['audit_chain', 'audit_entry', 'audit_checkpoint']);
/** What a new database holds before anybody has used it. */
const FILLED_WHEN_NEW = new Set([
  'reference_table',
  'state',
  'municipality',
  'gazetteer_place',
  'corridor',
  'corridor_post',
  'data_version',
  'enforcement_measure',
  'case_outcome',
]);

export type TableHandling = 'replaced' | 'emptied' | 'merged';

export const handlingOf = (table: string): TableHandling =>
  AUDIT_TABLES.has(table) ? 'merged' : LEFT_OUT.has(table) ? 'emptied' : 'replaced';

/** Whether rows in it mean that somebody works with this database. */
export const meansUse = (table: string): boolean =>
  handlingOf(table) === 'replaced' && !FILLED_WHEN_NEW.has(table);

/** Our tables: those of the schema but for what extensions made, by name. */
export async function readTables(db: Queryable): Promise<Table[]> {
  const { rows } = await db.query<Table>(
    `select c.relname as name, jsonb_agg(jsonb_build_object('name', a.attname,
       'type', format_type(a.atttypid, a.atttypmod)) order by a.attnum) as columns
     from pg_class c
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname <> '${SCHEMA_TABLE}'
       and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
     group by c.relname order by c.relname collate "C"`,
  );
  return rows;
}

/** Our sequences, with the number that each gives next. */
export async function readSequences(db: Queryable): Promise<{ name: string; next: number }[]> {
  const { rows } = await db.query<{ name: string }>(
    `select sequencename as name from pg_sequences where schemaname = 'public' order by sequencename collate "C"`,
  );
  const sequences: { name: string; next: number }[] = [];
  for (const { name } of rows) {
    const found = await db.query<{ next: number }>(
      `select last_value + case when is_called then 1 else 0 end as next from ${quoted(name)}`,
    );
    sequences.push({ name, next: found.rows[0].next });
  }
  return sequences;
}

export async function readMigrationList(
  db: Queryable,
): Promise<{ version: number; name: string; checksum: string }[]> {
  const { rows } = await db.query<{ version: number; name: string; checksum: string }>(
    `select version, name, checksum from ${SCHEMA_TABLE} order by version`,
  );
  return rows;
}

/** A name as it may stand in SQL. Only names from the catalogue of the open database are ever put there. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
