import pg from 'pg';
import type { Config } from './config.ts';
import { type EmbeddedStep, findEmbedded, startEmbedded } from './embedded.ts';
import type { LockHolder } from './embedded-lock.ts';

/** One pool of plain `pg` clients, to the embedded database and to a server alike. */
export interface Database {
  engine: 'embedded' | 'server';
  /** Version of PostGIS, as `3.6.2`. */
  postgis: string;
  pool: pg.Pool;
  /** Where it is, so that a process of ours can open the same one. */
  place: DatabasePlace;
  /** Runs `work` in a transaction: committed when it returns, rolled back when it throws. */
  transaction<T>(work: (client: pg.ClientBase) => Promise<T>): Promise<T>;
  /** Closes the pool, and the embedded database where this process started it. */
  close(): Promise<void>;
}

export type DatabasePlace = Pick<Config, 'dataDir' | 'databaseUrl'>;

/** Either a pool or a client inside a transaction: what the functions of `data/` take. */
export type Queryable = Pick<pg.ClientBase, 'query'>;

export type OpenResult =
  | { ok: true; database: Database; joined: boolean }
  | { ok: false; reason: 'embedded-in-use'; holder: LockHolder }
  | { ok: false; reason: 'embedded-failed' | 'unreachable'; message: string }
  | { ok: false; reason: 'no-postgis' | 'too-old'; found: string };

const CONNECT_WITHIN_MS = 15_000;
const LEAST_POSTGRES = 140000;
const LEAST_POSTGIS = [3, 3] as const;

// Days travel as text (`2018-04-30`): a Date would shift with the time zone. Big integers fit a number here.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/**
 * Opens the database that the configuration names.
 *
 * @param options.join join the embedded database of a running server instead of refusing (command line).
 * @param options.onStep told of the slow steps of an embedded start.
 * @param options.onLost told when an idle connection breaks; the pool connects anew by itself.
 */
export async function openDatabase(
  config: DatabasePlace,
  options: { join: boolean; onStep?: (step: EmbeddedStep) => void; onLost?: (error: Error) => void },
): Promise<OpenResult> {
  const onLost = options.onLost ?? (() => {});
  if (config.databaseUrl !== null) {
    const pool = new pg.Pool({
      connectionString: config.databaseUrl,
      max: 10,
      // A machine that does not answer at all would keep every request waiting.
      connectionTimeoutMillis: CONNECT_WITHIN_MS,
      keepAlive: true,
    });
    pool.on('error', onLost);
    return check('server', placeOf(config), pool, false, async () => {});
  }
  const running = options.join ? findEmbedded(config.dataDir) : null;
  if (running) return check('embedded', placeOf(config), embeddedPool(running, onLost), true, async () => {});
  let started: Awaited<ReturnType<typeof startEmbedded>>;
  try {
    started = await startEmbedded(config.dataDir, options.onStep);
  } catch (error) {
    return { ok: false, reason: 'embedded-failed', message: (error as Error).message };
  }
  if (started.status === 'refused') return { ok: false, reason: 'embedded-in-use', holder: started.holder };
  return check('embedded', placeOf(config), embeddedPool(started.address, onLost), false, started.stop);
}

function placeOf({ dataDir, databaseUrl }: DatabasePlace): DatabasePlace {
  return { dataDir, databaseUrl };
}

function embeddedPool(address: { host: string; port: number }, onLost: (error: Error) => void): pg.Pool {
  const pool = new pg.Pool({ ...address, user: 'postgres', database: 'postgres', max: 8 });
  pool.on('error', onLost);
  // All clients share one session there, and the socket server keeps only transactions apart: the unnamed
  // statement of one client could be replaced by another's before its values have arrived.
  const plain = pool.query.bind(pool) as (query: Statement, values?: unknown[]) => Promise<pg.QueryResult>;
  pool.query = ((query: Statement, values?: unknown[]) =>
    hasValues(query, values)
      ? inTransaction(pool, (client) => client.query(query as string, values))
      : plain(query)) as typeof pool.query;
  return pool;
}

type Statement = string | pg.QueryConfig;

/** Without values a statement travels as one message, which nothing can come between. */
function hasValues(query: Statement, values?: unknown[]): boolean {
  return values !== undefined || (typeof query === 'object' && query.values !== undefined);
}

async function inTransaction<T>(pool: pg.Pool, work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  // A connection that breaks between two statements has nobody to tell; the next statement fails and says so.
  const ignore = () => {};
  client.on('error', ignore);
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    client.off('error', ignore);
    client.release();
    return result;
  } catch (error) {
    // A client that can't even roll back is of no use to the next one.
    const broken = await client.query('rollback').then(
      () => false,
      () => true,
    );
    client.off('error', ignore);
    client.release(broken);
    throw error;
  }
}

async function check(
  engine: Database['engine'],
  place: DatabasePlace,
  pool: pg.Pool,
  joined: boolean,
  stop: () => Promise<void>,
): Promise<OpenResult> {
  const close = async () => {
    await pool.end();
    await stop();
  };
  try {
    const version = await pool.query<{ n: number }>(`select current_setting('server_version_num')::int as n`);
    if (version.rows[0].n < LEAST_POSTGRES) {
      await close();
      return { ok: false, reason: 'too-old', found: `PostgreSQL ${version.rows[0].n}` };
    }
    const found = await preparePostgis(pool);
    if (!found.ok) {
      await close();
      return found;
    }
    const database: Database = {
      engine,
      place,
      postgis: found.version,
      pool,
      transaction: (work) => inTransaction(pool, work),
      close,
    };
    return { ok: true, database, joined };
  } catch (error) {
    await close();
    return { ok: false, reason: 'unreachable', message: (error as Error).message };
  }
}

async function preparePostgis(
  pool: pg.Pool,
): Promise<{ ok: true; version: string } | { ok: false; reason: 'no-postgis' | 'too-old'; found: string }> {
  try {
    // Two processes that start at once would collide in `create extension if not exists`.
    await pool.query(`
      do $$ begin
        perform pg_advisory_xact_lock(${SETUP_LOCK});
        create extension if not exists postgis;
      end $$`);
  } catch (error) {
    return { ok: false, reason: 'no-postgis', found: (error as Error).message };
  }
  const { rows } = await pool.query<{ version: string }>('select postgis_lib_version() as version');
  const version = rows[0].version;
  const [major, minor] = version.split('.').map(Number);
  if (major < LEAST_POSTGIS[0] || (major === LEAST_POSTGIS[0] && minor < LEAST_POSTGIS[1])) {
    return { ok: false, reason: 'too-old', found: `PostGIS ${version}` };
  }
  return { ok: true, version };
}

/** Advisory lock of everything that sets the database up: extension, migrations, reference tables. */
export const SETUP_LOCK = 7_300_001;
