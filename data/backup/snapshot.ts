import { createHash } from 'node:crypto';
import type { Database, Queryable } from '../database.ts';
import { type BackupHeader, type BackupSummary, createTally, FORMAT, type TableEnd } from './format.ts';
import { handlingOf, quoted, readMigrationList, readSequences, readTables, type Table } from './tables.ts';

/** What one FETCH should bring: memory stays the same whatever the size of rows. */
const FETCH_BYTES = 1_000_000;
const FIRST_FETCH_ROWS = 100;
const MOST_FETCH_ROWS = 5000;

/**
 * The lines of a backup, each with its line break, from one consistent snapshot. A server goes on reading and writing
 * meanwhile; the embedded database has one session, so its other clients wait until this has ended.
 *
 * @param summary filled as the lines pass.
 */
export async function* snapshotLines(
  database: Database,
  now: Date,
  summary: (whole: BackupSummary) => void,
): AsyncGenerator<string> {
  const client = await database.pool.connect();
  const whole = createHash('sha256');
  const line = (value: unknown): string => {
    const text = `${typeof value === 'string' ? value : JSON.stringify(value)}\n`;
    whole.update(text);
    return text;
  };
  try {
    await client.query('begin transaction isolation level repeatable read read only');
    // Whatever the server's settings, values have one text form.
    await client.query(
      `set local timezone = 'UTC'; set local datestyle = 'ISO'; set local intervalstyle = 'postgres';
       set local bytea_output = 'hex'; set local extra_float_digits = 1`,
    );
    const tables = (await readTables(client)).filter(({ name }) => handlingOf(name) !== 'emptied');
    const header: BackupHeader = {
      vigia: 'backup',
      format: FORMAT,
      madeAt: now.toISOString(),
      engine: database.engine,
      postgis: database.postgis,
      migrations: await readMigrationList(client),
      tables: tables.map(({ name, columns }) => ({ name, columns: columns.map((column) => column.name) })),
    };
    yield line(header);
    const ends: TableEnd[] = [];
    for (const table of tables) {
      yield line({ table: table.name });
      const tally = createTally();
      for await (const row of rowsOf(client, table)) {
        tally.add(row);
        yield line(row);
      }
      const end = tally.end(table.name);
      ends.push(end);
      yield line(end);
    }
    yield line({ sequences: await readSequences(client) });
    const rows = ends.reduce((sum, end) => sum + end.rows, 0);
    summary({ header, tables: ends, rows });
    yield `${JSON.stringify({ done: true, rows, sha256: whole.digest('hex') })}\n`;
  } finally {
    // Also where whoever reads the lines gave up.
    const broken = await client.query('rollback').then(
      () => false,
      () => true,
    );
    client.release(broken);
  }
}

async function* rowsOf(client: Queryable, { name, columns }: Table): AsyncGenerator<string> {
  const values = columns.map((column) => `${quoted(column.name)}::text`).join(', ');
  await client.query(
    `declare backup_rows no scroll cursor for select json_build_array(${values})::text as row from ${quoted(name)}`,
  );
  let fetchRows = FIRST_FETCH_ROWS;
  for (;;) {
    const { rows } = await client.query<{ row: string }>(`fetch ${fetchRows} from backup_rows`);
    let bytes = 0;
    for (const { row } of rows) {
      bytes += row.length;
      yield row;
    }
    if (rows.length < fetchRows) break;
    const fitting = Math.floor((FETCH_BYTES * rows.length) / Math.max(bytes, 1));
    fetchRows = Math.max(1, Math.min(MOST_FETCH_ROWS, fitting, fetchRows * 4));
  }
  await client.query('close backup_rows');
}
