import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { AuditActor } from '../../domain/audit/entry.ts';
import { appendAudit } from '../audit.ts';
import { type Database, type Queryable, SETUP_LOCK } from '../database.ts';
import { INGEST_LOCK } from '../staging.ts';
import { bumpDataVersion, readDataVersion } from '../versions.ts';
import { type BackupHeader, BackupProblem, type BackupProblemReason, type BackupSummary } from './format.ts';
import { readBackup } from './read-backup.ts';
import {
  handlingOf,
  meansUse,
  quoted,
  readMigrationList,
  readSequences,
  readTables,
  type Table,
} from './tables.ts';

export type RestoreResult =
  | { ok: true; summary: BackupSummary }
  | { ok: false; reason: BackupProblemReason | 'file-missing'; detail: string };

export interface RestoreOptions {
  passphrase: string | null;
  /** Take the place of what is there. */
  replace: boolean;
  actor: AuditActor;
  address: string;
  now: Date;
  /** Told once the database is held and the header fits. */
  onStart?: (header: BackupHeader) => void;
}

/**
 * Puts a backup in the place of what the database holds, in one transaction: all of it or nothing, whatever is wrong
 * with the file and whenever the process dies. The audit of the database stays: the chains of the backup come beside
 * it, and the restore is its next entry. Loads that were under way when the backup was made count as broken off.
 */
export async function restoreFrom(
  database: Database,
  file: string,
  options: RestoreOptions,
): Promise<RestoreResult> {
  const found = await stat(file).catch(() => null);
  if (!found?.isFile()) return { ok: false, reason: 'file-missing', detail: file };
  try {
    const summary = await database.transaction((client) => restoreInto(client, file, options));
    return { ok: true, summary };
  } catch (error) {
    if (error instanceof BackupProblem) return { ok: false, reason: error.reason, detail: error.detail };
    const { code = '', message } = error as { code?: string; message: string };
    // Values that their column does not take, or keys that don't fit: no backup of ours holds them.
    if (/^2[23]/.test(code)) return { ok: false, reason: 'damaged', detail: message };
    throw error;
  }
}

async function restoreInto(client: Queryable, file: string, options: RestoreOptions): Promise<BackupSummary> {
  let tables = new Map<string, Table>();
  let foreignKeys: ForeignKey[] = [];
  let dataVersion = 0;
  const summary = await readBackup(file, options.passphrase, {
    header: async (header) => {
      await client.query(
        `select pg_advisory_xact_lock(${SETUP_LOCK}), pg_advisory_xact_lock(${INGEST_LOCK})`,
      );
      await client.query('lock table ingest_run in access exclusive mode');
      tables = new Map((await readTables(client)).map((table) => [table.name, table]));
      await refuseWhatDoesNotFit(client, header, tables);
      if (!options.replace) await refuseUsed(client, [...tables.keys()]);
      await refuseRunningIngest(client);
      options.onStart?.(header);
      dataVersion = await readDataVersion(client);
      foreignKeys = await dropForeignKeys(client);
      const emptied = [...tables.keys()].filter((name) => handlingOf(name) !== 'merged').map(quoted);
      await client.query(`truncate ${emptied.join(', ')}`);
    },
    rows: (name, lines) => insertRows(client, tables.get(name), lines),
    sequences: async (sequences) => {
      const here = (await readSequences(client)).map(({ name }) => name);
      for (const { name, next } of sequences.filter((one) => here.includes(one.name))) {
        // Unlike setval this is undone with the transaction.
        await client.query(`alter sequence ${quoted(name)} restart with ${next}`);
      }
    },
  });
  for (const { table, name, definition } of foreignKeys) {
    await client.query(`alter table ${table} add constraint ${quoted(name)} ${definition}`);
  }
  await client.query(`update ingest_run set status = 'abandoned', ended_at = $1 where status = 'running'`, [
    options.now,
  ]);
  // Higher than both: nobody may take what they remember for what is there now.
  await client.query('update data_version set version = greatest(version, $1)', [dataVersion]);
  await bumpDataVersion(client);
  await appendAudit(
    client,
    {
      action: 'restored',
      actor: options.actor,
      address: options.address,
      rows: summary.rows,
      details: {
        file: path.basename(file),
        sha256: await sha256Of(file),
        madeAt: summary.header.madeAt,
        engine: summary.header.engine,
        replaced: options.replace,
      },
    },
    options.now,
  );
  return summary;
}

async function refuseWhatDoesNotFit(
  client: Queryable,
  header: BackupHeader,
  tables: ReadonlyMap<string, Table>,
): Promise<void> {
  const here = await readMigrationList(client);
  const name = (list: readonly { name: string; checksum: string }[]) =>
    list.map((one) => `${one.name} ${one.checksum}`);
  const [ours, theirs] = [name(here), name(header.migrations)];
  const differing = [
    ...theirs.filter((one) => !ours.includes(one)).map((one) => `+${one.split(' ')[0]}`),
    ...ours.filter((one) => !theirs.includes(one)).map((one) => `-${one.split(' ')[0]}`),
  ];
  if (differing.length > 0) throw new BackupProblem('schema-differs', differing.join(' '));
  const expected = [...tables.values()].filter((table) => handlingOf(table.name) !== 'emptied');
  const shape = (list: readonly { name: string; columns: readonly string[] }[]) =>
    JSON.stringify(list.map((table) => [table.name, ...table.columns]));
  const columns = expected.map((table) => ({ name: table.name, columns: table.columns.map((c) => c.name) }));
  if (shape(columns) !== shape(header.tables)) throw new BackupProblem('schema-differs', 'tables');
}

async function refuseUsed(client: Queryable, names: readonly string[]): Promise<void> {
  for (const name of names.filter(meansUse)) {
    const { rowCount } = await client.query(`select from ${quoted(name)} limit 1`);
    if (rowCount) throw new BackupProblem('not-empty', name);
  }
}

/** What such a load has staged would be gone, and it would not notice. */
async function refuseRunningIngest(client: Queryable): Promise<void> {
  const { rows } = await client.query<{ file_name: string }>(
    `select file_name from ingest_run where status = 'running' limit 1`,
  );
  if (rows.length > 0) throw new BackupProblem('ingest-running', rows[0].file_name);
}

interface ForeignKey {
  table: string;
  name: string;
  definition: string;
}

/** Rows come table by table in alphabetical order; the keys are made again, and checked, once all are there. */
async function dropForeignKeys(client: Queryable): Promise<ForeignKey[]> {
  const { rows } = await client.query<ForeignKey>(
    `select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as definition
     from pg_constraint
     where contype = 'f' and connamespace = 'public'::regnamespace and conparentid = 0 order by 1, 2`,
  );
  for (const { table, name } of rows)
    await client.query(`alter table ${table} drop constraint ${quoted(name)}`);
  return rows;
}

async function insertRows(
  client: Queryable,
  table: Table | undefined,
  lines: readonly string[],
): Promise<void> {
  if (!table) throw new BackupProblem('damaged', 'rows of no table');
  const json = `[${lines.join(',')}]`;
  const names = table.columns.map(({ name }) => quoted(name)).join(', ');
  const values = table.columns.map(({ name, type }, i) =>
    // The chain that is written on here stays this database's own.
    table.name === 'audit_chain' && name === 'is_current' ? 'false' : `(r ->> ${i})::${type}`,
  );
  const isMerged = handlingOf(table.name) === 'merged';
  if (table.name === 'audit_entry') await refuseOtherAudit(client, table, json);
  const { rowCount } = await client.query(
    `insert into ${quoted(table.name)} (${names}) overriding system value
     select ${values.join(', ')} from jsonb_array_elements($1::jsonb) as r
     on conflict do nothing`,
    [json],
  );
  // A row that is there twice must not pass, nor end the transaction with an error of SQL.
  if (!isMerged && rowCount !== lines.length)
    throw new BackupProblem('damaged', `rows of ${table.name} are lost`);
}

/** One number of one chain is one entry: two that differ mean that one of both was written anew. */
async function refuseOtherAudit(client: Queryable, table: Table, json: string): Promise<void> {
  const at = (name: string) => table.columns.findIndex((column) => column.name === name);
  const { rows } = await client.query<{ place: string }>(
    `select e.chain_id || ' ' || e.seq as place
     from jsonb_array_elements($1::jsonb) as r
     join audit_entry e on e.chain_id = r ->> ${at('chain_id')} and e.seq = (r ->> ${at('seq')})::bigint
     where e.hash <> r ->> ${at('hash')} limit 1`,
    [json],
  );
  if (rows.length > 0) throw new BackupProblem('audit-differs', rows[0].place);
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
