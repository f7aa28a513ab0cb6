import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { createApp } from '../api/app.ts';
import { createContext } from '../api/context.ts';
import { listen } from '../api/server.ts';
import { WEB_DIR } from '../cli/page-build.ts';
import { readAuditKey } from '../data/audit-key.ts';
import type { Database } from '../data/database.ts';
import type { Role } from '../domain/access/permissions.ts';

export interface TestServer {
  /** Without a slash at the end. */
  url: string;
  /** A request of somebody with that role; a path starts with a slash. Until accounts exist everybody is the same. */
  fetchAs(role: Role, path: string, init?: RequestInit): Promise<Response>;
  stop(): Promise<void>;
}

/** The real server on a free port of loopback, over an open database. */
export async function startServer(
  database: Database,
  now: () => Date = () => new Date('2026-11-23T12:00:00Z'),
): Promise<TestServer> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vigia-server-'));
  const read = readAuditKey({ dataDir: folder, auditKeyFile: null });
  rmSync(folder, { recursive: true });
  if (!read.ok) throw new Error(read.reason);
  const context = await createContext(database, pino({ level: 'silent' }), now, read.key);
  const listening = await listen(createApp(context, WEB_DIR), '127.0.0.1', 0);
  if (!listening.ok) throw new Error(listening.message);
  const { stop } = listening.server;
  const url = listening.server.url.replace(/\/$/, '');
  return { url, stop, fetchAs: (_role, path, init) => fetch(`${url}${path}`, init) };
}
