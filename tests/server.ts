import { pino } from 'pino';
import { createApp } from '../api/app.ts';
import { createContext } from '../api/context.ts';
import { listen } from '../api/server.ts';
import { WEB_DIR } from '../cli/page-build.ts';
import type { Database } from '../data/database.ts';

/** The real server on a free port of loopback, over an open database. */
export async function startServer(
  database: Database,
  now: () => Date = () => new Date('2026-11-23T12:00:00Z'),
): Promise<{ url: string; stop: () => Promise<void> }> {
  const context = await createContext(database, pino({ level: 'silent' }), now);
  const listening = await listen(createApp(context, WEB_DIR), '127.0.0.1', 0);
  if (!listening.ok) throw new Error(listening.message);
  const { url, stop } = listening.server;
  return { url: url.replace(/\/$/, ''), stop };
}
