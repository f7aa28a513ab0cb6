import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { acknowledgePurpose } from '../../data/access/acknowledgements.ts';
import { beginSession } from '../../data/access/sessions.ts';
import { addUser } from '../../data/access/users.ts';
import { type Database, type DatabasePlace, openDatabase } from '../../data/database.ts';
import { migrate } from '../../data/migrate.ts';
import { loadReference } from '../../data/reference-load.ts';
import { PURPOSE_NOTICE_VERSION } from '../../domain/access/purpose-notice.ts';
import { parseSignInName } from '../../domain/access/sign-in-name.ts';
import { loadSampleOnce } from '../../etl/sample.ts';
import { findPostgres, startCluster } from '../setup/postgres-cluster.ts';
import { copyIncidents } from './alerts.ts';

/** A session may ask 1,200 times a minute: more people, so that no limit but the machine's is met. */
const PEOPLE_A_ROLE = 150;
export const CAPACITY_ROLES = ['analyst', 'planner', 'recipient', 'steward'] as const;
export type CapacityRole = (typeof CAPACITY_ROLES)[number];

/** The product as `npm start` runs it, in a process of its own, over 100,000 incidents and with people signed in. */
export interface CapacityWorld {
  engine: 'embedded' | 'server';
  url: string;
  cookies: ReadonlyMap<CapacityRole, readonly string[]>;
  /** Resident memory of the server's process in MB. */
  rssMb(): number;
  /** Takes the database away at once, as a crash does, and brings it back where it does not come by itself. */
  breakDatabase(downMs: number): Promise<void>;
  /** Entries of the audit with that action. */
  countAudit(action: string): Promise<number>;
  dataDir: string;
  close(): Promise<void>;
}

export async function openCapacityWorld(
  engine: 'embedded' | 'server',
  incidents: number,
  dataDir = mkdtempSync(path.join(os.tmpdir(), 'vigia-capacity-')),
): Promise<CapacityWorld> {
  const cluster = engine === 'server' ? startCluster() : null;
  const place: DatabasePlace = { databaseUrl: cluster?.url('postgres') ?? null, dataDir };
  const port = await freePort();
  const cookies = await fill(place, incidents, `vigia-${port}`);
  const child = spawn(process.execPath, ['cli/start.mjs', 'serve'], {
    env: {
      ...process.env,
      VIGIA_PORT: String(port),
      VIGIA_DATA_DIR: dataDir,
      VIGIA_SAMPLE: 'off',
      VIGIA_TRUSTED_PROXY: 'loopback',
      VIGIA_LOG_LEVEL: 'silent',
      ...(place.databaseUrl ? { VIGIA_DATABASE_URL: place.databaseUrl } : {}),
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const url = `http://127.0.0.1:${port}`;
  await untilAnswered(`${url}/api/health`, child);
  return {
    engine,
    url,
    cookies,
    dataDir,
    rssMb: () => {
      const [, kb] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8')) ?? [];
      return Math.round(Number(kb) / 1024);
    },
    breakDatabase: async (downMs) => {
      if (cluster) return breakServer(cluster.url('postgres'), downMs);
      const { pid } = JSON.parse(readFileSync(path.join(dataDir, 'embedded.lock'), 'utf8')) as {
        pid: number;
      };
      process.kill(pid, 'SIGKILL');
    },
    countAudit: async (action) => {
      const opened = await openDatabase(place, { join: true });
      if (!opened.ok) throw new Error(JSON.stringify(opened));
      const { rows } = await opened.database.pool.query<{ n: number }>(
        'select count(*) as n from audit_entry where action = $1',
        [action],
      );
      await opened.database.close();
      return rows[0].n;
    },
    close: async () => {
      const over = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await over;
      cluster?.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function fill(
  place: DatabasePlace,
  incidents: number,
  cookieName: string,
): Promise<Map<CapacityRole, string[]>> {
  const opened = await openDatabase(place, { join: false });
  if (!opened.ok) throw new Error(JSON.stringify(opened));
  const { database } = opened;
  await migrate(database);
  await loadReference(database);
  await loadSampleOnce(database, '2026-11-23', () => {});
  if (incidents > 0) await copyIncidents(database, incidents);
  const cookies = new Map<CapacityRole, string[]>();
  for (const role of CAPACITY_ROLES) cookies.set(role, await signIn(database, role, cookieName));
  await database.close();
  return cookies;
}

async function signIn(database: Database, role: CapacityRole, cookieName: string): Promise<string[]> {
  const name = parseSignInName(`capacity ${role}`);
  if (name === null) throw new Error('no name');
  return database.transaction(async (db) => {
    const now = new Date();
    const added = await addUser(db, { name, roles: [role], hasOversight: false, agencyId: null }, now);
    if (!added.ok) throw new Error(added.reason);
    const { userId } = added.user;
    await acknowledgePurpose(db, userId, { version: PURPOSE_NOTICE_VERSION, language: 'es' }, now);
    const made: string[] = [];
    for (let i = 0; i < PEOPLE_A_ROLE; i++) {
      const { token } = await beginSession(
        db,
        userId,
        'link',
        { address: '127.0.0.1', device: 'bench' },
        now,
      );
      made.push(`${cookieName}=${token}`);
    }
    return made;
  });
}

/** Stopped as by a crash, and started again after a while. */
async function breakServer(url: string, downMs: number): Promise<void> {
  const folder = new URL(url).searchParams.get('host') ?? '';
  const data = path.join(folder, 'data');
  const run = (...words: string[]) => {
    const command = [path.join(findPostgres() ?? '', 'pg_ctl'), '-D', data, '-w', ...words];
    const all = process.getuid?.() === 0 ? ['runuser', '-u', 'postgres', '--', ...command] : command;
    execFileSync(all[0], all.slice(1), { stdio: 'ignore', cwd: os.tmpdir() });
  };
  run('-m', 'immediate', 'stop');
  await pause(downMs);
  run(
    '-l',
    path.join(folder, 'log'),
    '-o',
    `-k ${folder} -c listen_addresses='' -c max_connections=60`,
    'start',
  );
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

async function untilAnswered(url: string, child: ChildProcess): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`);
    if (
      await fetch(url)
        .then(({ ok }) => ok)
        .catch(() => false)
    )
      return;
    await pause(200);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0));
    });
  });
}
