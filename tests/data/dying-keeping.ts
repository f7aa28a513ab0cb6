import pg from 'pg';
import { backupTo } from '../../data/backup/backup-file.ts';
import { restoreFrom } from '../../data/backup/restore.ts';
import { openDatabase } from '../../data/database.ts';
import { readLock } from '../../data/embedded-lock.ts';
import { migrate, readMigrations } from '../../data/migrate.ts';
import type { DatabasePlace } from '../databases.ts';
import { LATER } from './later-migration.ts';

/**
 * A backup, restore or migration that is killed at one of its statements (SIGKILL, by its own hand, so that the moment
 * is known), with the embedded database where it runs one: as when the machine loses its power. Arguments: the place
 * of the database as JSON, the verb, the file, the start of the statement (`A > B`: of the next B after an A), and
 * whether that was just `sent` or is `done`.
 */
const [placeText, verb, file, statement, when] = process.argv.slice(2) as [
  string,
  'backup' | 'restore' | 'migrate',
  string,
  string,
  'sent' | 'done',
];
const place = JSON.parse(placeText) as DatabasePlace;
const opened = await openDatabase(place, { join: false });
if (!opened.ok) throw new Error(JSON.stringify(opened));
const { database } = opened;

function die(): void {
  const holder = place.databaseUrl === null ? readLock(place.dataDir) : null;
  if (holder) process.kill(holder.pid, 'SIGKILL');
  process.kill(process.pid, 'SIGKILL');
}

/** Long enough to begin at the database, too short to end what takes long; a commit takes no time at all. */
const ON_ITS_WAY_MS = 5;

type Query = (this: pg.Client, text: unknown, ...rest: unknown[]) => Promise<unknown> | undefined;
const [first, second] = statement.split(' > ');
let isNext = second === undefined;

const prototype = pg.Client.prototype as unknown as { query: Query };
const ask = prototype.query;
prototype.query = function (text, ...rest) {
  const begins = (start: string) => typeof text === 'string' && text.trimStart().startsWith(start);
  const isIt = isNext && begins(second ?? (first as string));
  if (begins(first as string)) isNext = true;
  if (!isIt) return ask.call(this, text, ...rest);
  if (when === 'sent' && text !== 'commit') setTimeout(die, ON_ITS_WAY_MS);
  const last = rest.at(-1);
  if (when === 'done' && typeof last === 'function') return ask.call(this, text, ...rest.slice(0, -1), die);
  const answer = ask.call(this, text, ...rest);
  if (when === 'sent' && text === 'commit') setImmediate(die);
  if (when === 'done') void answer?.then(die);
  return answer;
};

const options = {
  passphrase: null,
  actor: { kind: 'terminal', id: 'root', name: 'root' } as const,
  address: 'terminal',
  now: new Date('2026-11-24T10:00:00Z'),
};
if (verb === 'backup') await backupTo(database, file, options);
else if (verb === 'restore') await restoreFrom(database, file, { ...options, replace: true });
else await migrate(database, [...readMigrations(), LATER]);
process.stdout.write('survived\n');
await database.close();
