import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { copyFolder } from './kept-folder.ts';

/** A throw-away PostgreSQL server with PostGIS from Debian's packages, on a Unix socket only. */
export interface Cluster {
  /** Connection string of a database of the cluster. */
  url(database: string): string;
  stop(): void;
  /** Shuts down in order and leaves the data; their folder. */
  stopAndKeep(): string;
}

const VERSIONS_DIR = '/usr/lib/postgresql';

/** Folder of the newest installed PostgreSQL that has PostGIS, or null. */
export function findPostgres(): string | null {
  if (!existsSync(VERSIONS_DIR)) return null;
  const versions = readdirSync(VERSIONS_DIR).sort((a, b) => Number(b) - Number(a));
  const withPostgis = versions.find((version) =>
    existsSync(`/usr/share/postgresql/${version}/extension/postgis.control`),
  );
  return withPostgis ? path.join(VERSIONS_DIR, withPostgis, 'bin') : null;
}

/**
 * Makes and starts a cluster in a temporary folder; durability is off, it lives for one run of the tests.
 *
 * @param template data of a cluster that was shut down in order; without it, an empty cluster.
 */
export function startCluster(template?: string): Cluster {
  const bin = findPostgres();
  if (bin === null) throw new Error('no PostgreSQL with PostGIS; npm test installs it or says how');
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vigia-pg-'));
  chmodSync(folder, 0o777);
  const data = path.join(folder, 'data');
  if (template !== undefined) copyFolder(template, data);
  else {
    asPostgres(path.join(bin, 'initdb'), [
      '-D',
      data,
      '-U',
      'postgres',
      '-A',
      'trust',
      '-E',
      'UTF8',
      '--no-sync',
    ]);
  }
  const settings = `-k ${folder} -c listen_addresses='' -c fsync=off -c full_page_writes=off -c max_connections=60`;
  asPostgres(path.join(bin, 'pg_ctl'), [
    '-D',
    data,
    '-w',
    '-l',
    path.join(folder, 'log'),
    '-o',
    settings,
    'start',
  ]);
  const stop = (mode: string) => asPostgres(path.join(bin, 'pg_ctl'), ['-D', data, '-m', mode, '-w', 'stop']);
  return {
    url: (database) => `postgresql://postgres@localhost/${database}?host=${encodeURIComponent(folder)}`,
    stop: () => {
      stop('immediate');
      rmSync(folder, { recursive: true, force: true });
    },
    stopAndKeep: () => {
      stop('fast');
      return data;
    },
  };
}

/** PostgreSQL refuses to run as root. */
function asPostgres(command: string, args: string[]): void {
  const root = process.getuid?.() === 0;
  const [file, rest] = root ? ['runuser', ['-u', 'postgres', '--', command, ...args]] : [command, args];
  execFileSync(file, rest, { stdio: ['ignore', 'ignore', 'pipe'], cwd: os.tmpdir() });
}
