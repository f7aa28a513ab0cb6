import { readFileSync } from 'node:fs';
import { createServer, connect as dial, type Socket } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../data/database.ts';
import type { Role } from '../../domain/access/permissions.ts';
import { readIngestTools } from '../../etl/ingest-tools.ts';
import { describeOnBothDatabases } from '../databases.ts';
import { emptyDisk, fillDisk } from '../full-disk.ts';
import { csvOf, load } from '../review-world.ts';
import { startServer, type TestServer } from '../server.ts';

const VIEW = { name: 'Chiapas', path: '/', search: '' };
const clock = { at: new Date('2026-11-23T12:00:00Z') };

async function told(response: Response): Promise<string> {
  const text = await response.text();
  const code = response.ok ? 'ok' : JSON.parse(text).error.code;
  return `${response.status} ${code} ${response.headers.get('retry-after')}`;
}

const post = (server: TestServer, role: Role, url: string, body: unknown) =>
  server
    .fetchAs(role, url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    .then(told);

describeOnBothDatabases('a database whose disk is full', (db) => {
  let server: TestServer;
  const get = (role: Role, url: string) => server.fetchAs(role, url).then(told);
  const views = async () => (await (await server.fetchAs('planner', '/api/views')).json()).views.length;

  beforeAll(async () => {
    const rows = ['Palenque', 'Arriaga'].map((lugar) => ({ lugar, fecha_del_hecho: '2026-11-10' }));
    await load(db.database, await readIngestTools(db.database.pool), csvOf('lleno', rows), 'lleno');
    server = await startServer(db.database, () => clock.at);
    for (const role of ['planner', 'analyst', 'recipient'] as const) {
      expect(await get(role, '/api/me')).toBe('200 ok null');
    }
    expect(await post(server, 'planner', '/api/views', VIEW)).toBe('201 ok null');
    await fillDisk(db.database.pool);
    // Late enough for each session to be noted as seen again, which there is no room for.
    clock.at = new Date(clock.at.getTime() + 10 * 60_000);
  });
  afterAll(() => server?.stop());

  it('answers whoever reads counts, releases and alerts as ever', async () => {
    for (const url of [
      '/api/states',
      '/api/cells?resolution=5',
      '/api/alerts',
      '/api/today',
      '/api/release',
    ]) {
      expect(await get('planner', url), url).toBe('200 ok null');
    }
    expect(await get('recipient', '/api/release')).toBe('200 ok null');
    expect(await views()).toBe(1);
  });

  it('says so to whoever wants something kept, and when to ask again', async () => {
    expect(await post(server, 'planner', '/api/views', VIEW)).toBe('503 disk_full 30');
    expect(await views()).toBe(1);
  });

  it('shows no single incident of which the audit can not be told', async () => {
    expect(await get('analyst', '/api/incidents')).toBe('503 disk_full 30');
  });

  it('and keeps again what it is given as soon as there is room', async () => {
    await emptyDisk(db.database.pool);
    expect(await post(server, 'planner', '/api/views', { ...VIEW, name: 'Oaxaca' })).toBe('201 ok null');
    expect(await views()).toBe(2);
    expect(await get('analyst', '/api/incidents')).toBe('200 ok null');
  });
});

describeOnBothDatabases('a database that goes and comes back', (db) => {
  let server: TestServer;
  let database: Database;
  let cut: () => Promise<void>;
  const closing: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    if (db.engine === 'server') {
      const line = await lineTo(db.place.databaseUrl ?? '');
      closing.push(line.close);
      const opened = await openDatabase({ ...db.place, databaseUrl: line.url }, { join: false });
      if (!opened.ok) throw new Error(JSON.stringify(opened));
      database = opened.database;
      closing.push(() => opened.database.close());
      cut = line.cut;
    } else {
      database = db.database;
      const { pid } = JSON.parse(readFileSync(path.join(db.place.dataDir, 'embedded.lock'), 'utf8'));
      cut = async () => void process.kill(pid, 'SIGKILL');
    }
    server = await startServer(database);
    closing.push(() => server.stop());
  });
  afterAll(async () => {
    for (const close of closing.reverse()) await close();
  });

  it('is said with 503 and a time to ask again while it is gone; nothing confirmed is lost, and all goes on', async () => {
    expect(await post(server, 'planner', '/api/views', VIEW)).toBe('201 ok null');
    await cut();
    expect(await post(server, 'planner', '/api/views', VIEW)).toBe('503 database_unavailable 5');
    expect((await fetch(`${server.url}/api/health`)).status).toBe(200);
    const read = () => server.fetchAs('planner', '/api/views');
    await expect.poll(async () => (await read()).status, { timeout: 60_000, interval: 200 }).toBe(200);
    expect((await (await read()).json()).views).toHaveLength(1);
    expect(await post(server, 'planner', '/api/views', { ...VIEW, name: 'Oaxaca' })).toBe('201 ok null');
  });
});

/** A line to a server of a database that can be cut: what is under way breaks off, and for a second nobody answers. */
async function lineTo(databaseUrl: string) {
  const there = new URL(databaseUrl);
  const folder = there.searchParams.get('host') ?? '';
  const open = new Set<Socket>();
  const server = createServer((near) => {
    const far = dial(`${folder}/.s.PGSQL.${there.searchParams.get('port') ?? 5432}`);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ]) {
      open.add(from);
      from.pipe(to);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        open.delete(from);
        to.destroy();
      });
    }
  });
  const listen = (port: number) =>
    new Promise<number>((done) => {
      server.listen(port, '127.0.0.1', () => done((server.address() as { port: number }).port));
    });
  const stop = () =>
    new Promise<void>((done) => {
      server.close(() => done());
      for (const socket of open) socket.destroy();
    });
  const port = await listen(0);
  const url = `postgresql://postgres@127.0.0.1:${port}${there.pathname}`;
  const cut = async () => {
    await stop();
    setTimeout(() => void listen(port), 1000);
  };
  return { url, cut, close: stop };
}
