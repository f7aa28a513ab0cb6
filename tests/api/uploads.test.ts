import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { request } from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { LoadedFiles, UploadState } from '../../api/contract-intake.ts';
import { describeOnBothDatabases } from '../databases.ts';
import { sessionCookie, startServer, type TestServer } from '../server.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const HEADER = 'folio,fecha_del_hecho,lugar,delitos,resumen';
const SMALL = `${HEADER}
U1,2018-03-12,"Chahuites, Oaxaca",robo,
U2,ayer,"Celaya, Guanajuato",robo,
U3,2018-04,"Arriaga, Chiapas",secuestro,"Habló Juan Pérez López"
`;

/** Rows enough that a load is still reading when it is called off. */
function many(count: number): string {
  const rows = Array.from(
    { length: count },
    (_, i) => `M${i},2018-03-${10 + (i % 20)},"Celaya, Guanajuato",robo,`,
  );
  return `${HEADER}\n${rows.join('\n')}\n`;
}

describeOnBothDatabases('files that are sent', (db) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer(db.database);
  });
  afterAll(() => server?.stop());

  const call = async <T>(route: string, init?: RequestInit): Promise<T> => {
    const answer = await server.fetchAs('steward', route, init);
    expect(answer.status, await answer.clone().text()).toBe(200);
    return (await answer.json()) as T;
  };
  const send = (name: string, content: string | Buffer) =>
    call<UploadState>(`/api/uploads?name=${encodeURIComponent(name)}`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: typeof content === 'string' ? content : new Uint8Array(content),
    });
  const post = (route: string, body: unknown) =>
    call<UploadState>(route, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const until = async (id: string, isSo: (state: UploadState) => boolean): Promise<UploadState> => {
    for (const endMs = Date.now() + 120_000; ; ) {
      const state = await call<UploadState>(`/api/uploads/${id}`);
      if (isSo(state)) return state;
      if (Date.now() > endMs) throw new Error(`never so: ${JSON.stringify(state)}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const load = async (id: string, body: object): Promise<UploadState> => {
    await post(`/api/uploads/${id}/load`, body);
    return until(id, ({ state }) => state === 'done' || state === 'failed');
  };
  const reports = async (sourceId: string): Promise<number> =>
    (await db.database.pool.query('select from report where source_id = $1', [sourceId])).rowCount ?? 0;
  const folder = () => path.join(db.place.dataDir, 'uploads', String(process.pid));
  const runOf = async (sha256: string) =>
    (await call<LoadedFiles>('/api/files')).files.filter((file) => file.sha256 === sha256);

  vi.setConfig({ testTimeout: 300_000 });

  it('are recognised, tried without a trace, loaded once, and remembered with who and when', async () => {
    const sent = await send('marzo.csv', SMALL);
    expect(sent).toMatchObject({
      state: 'ready',
      recognised: { format: 'camrd', container: 'csv' },
      firstLoadedAt: null,
    });
    const file = path.join(folder(), sent.id);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(folder()).mode & 0o777).toBe(0o700);

    const tried = await load(sent.id, { dryRun: true, sourceId: 'marzo' });
    expect(tried.report).toMatchObject({
      rowsRead: 3,
      loaded: 2,
      quarantined: 1,
      dryRun: true,
      file: 'marzo.csv',
    });
    expect(tried.report?.quarantinedBy).toEqual({ 'date-unreadable': 1 });
    expect(tried.report?.personalData).toMatchObject({ rows: 1, found: { name: 1 } });
    expect(await reports('marzo')).toBe(0);

    const loaded = await load(sent.id, { dryRun: false, sourceId: 'marzo' });
    expect(loaded).toMatchObject({ state: 'done', isThere: false, report: { loaded: 2, quarantined: 1 } });
    expect(await reports('marzo')).toBe(2);
    expect(existsSync(file)).toBe(false);
    expect(await runOf(sent.sha256)).toMatchObject([
      {
        status: 'done',
        fileName: 'marzo.csv',
        startedBy: expect.stringMatching(/./),
        sourceId: 'marzo',
        loaded: 2,
        quarantined: 1,
      },
      { status: 'cancelled' },
    ]);

    const again = await send('otro-nombre.csv', SMALL);
    expect(again.firstLoadedAt).not.toBeNull();
    expect((await load(again.id, { dryRun: false, sourceId: 'marzo' })).report).toMatchObject({
      loaded: 0,
      alreadyKnown: 2,
    });
    expect(await reports('marzo')).toBe(2);
  });

  it('of another form are loaded by a mapping, and a mapping that is none says where it is wrong', async () => {
    const sent = await send('acled.csv', readFileSync(path.join(ROOT, 'tests/fixtures/mapped/acled.csv')));
    expect(sent).toMatchObject({ recognised: null, problem: { reason: 'format-unknown' } });
    const mapping = JSON.parse(readFileSync(path.join(ROOT, 'docs/examples/acled.json'), 'utf8'));
    const wrong = await load(sent.id, {
      dryRun: false,
      mapping: { ...mapping, crimes: 7 },
      mappingName: 'm.json',
    });
    expect(wrong.failure).toMatchObject({ reason: 'mapping-wrong' });
    expect(wrong.failure?.detail).toContain('$.crimes');
    const loaded = await load(sent.id, { dryRun: false, mapping, sourceId: 'acled' });
    expect(loaded.report?.loaded).toBeGreaterThan(0);
    expect(await reports('acled')).toBe(loaded.report?.loaded);
  });

  it('that are called off while they load leave nothing, and can be loaded after all', async () => {
    const sent = await send('largo.csv', many(12_000));
    await post(`/api/uploads/${sent.id}/load`, { dryRun: false, sourceId: 'largo' });
    const seen = await until(sent.id, ({ progress, state }) => progress !== null || state === 'failed');
    expect(seen.progress).toMatchObject({ step: 'reading' });
    await post(`/api/uploads/${sent.id}/cancel`, {});
    const ended = await until(sent.id, ({ state }) => state !== 'running');
    expect(ended).toMatchObject({ state: 'failed', failure: { reason: 'cancelled' }, isThere: true });
    expect(await reports('largo')).toBe(0);
    const { rowCount } = await db.database.pool.query('select from staged_report');
    expect(rowCount).toBe(0);
    expect(await runOf(sent.sha256)).toMatchObject([{ status: 'cancelled' }]);
    await call(`/api/uploads/${sent.id}`, { method: 'DELETE' });
    expect((await server.fetchAs('steward', `/api/uploads/${sent.id}`)).status).toBe(404);
    expect(existsSync(path.join(folder(), sent.id))).toBe(false);
  });

  it('whose process is killed leave nothing, and the load is named as broken off', async () => {
    // Not the file of another test: runs are told apart by what was in them.
    const count = 6_001;
    const sent = await send('muerto.csv', many(count));
    await post(`/api/uploads/${sent.id}/load`, { dryRun: false, sourceId: 'muerto' });
    // One question, and killed on its answer: every further one may wait, on the embedded database, until the
    // load is over.
    let pid = 0;
    const isStaging = async () => {
      const { rows } = await db.database.pool.query<{ pid: number }>(
        `select pid from ingest_run
         where status = 'running' and file_sha256 = $1 and exists (select from staged_report)`,
        [sent.sha256],
      );
      pid = rows[0]?.pid ?? 0;
      return pid > 0;
    };
    await expect.poll(isStaging, { timeout: 60_000, interval: 20 }).toBe(true);
    expect(pid).not.toBe(process.pid);
    process.kill(pid, 'SIGKILL');
    const ended = await until(sent.id, ({ state }) => state !== 'running');
    expect(ended).toMatchObject({ state: 'failed', failure: { reason: 'process-died' } });
    expect(await runOf(sent.sha256)).toMatchObject([{ status: 'abandoned' }]);
    expect(await reports('muerto')).toBe(0);
    expect((await db.database.pool.query('select from staged_report')).rowCount).toBe(0);
    // What was broken off once loads like any other.
    expect((await load(sent.id, { dryRun: false, sourceId: 'muerto' })).report?.loaded).toBe(count);
  });

  it('that are too large, break off on the way, or are no file of reports are refused', async () => {
    const { hostname, port } = new URL(server.url);
    const { name, value } = await sessionCookie(server.url, 'steward');
    const headers = {
      'content-type': 'application/octet-stream',
      cookie: `${name}=${value}`,
      origin: server.url,
    };
    const start = (more: object) =>
      request({
        hostname,
        port,
        path: '/api/uploads?name=x.csv',
        method: 'POST',
        headers: { ...headers, ...more },
      });
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const large = start({ 'content-length': String(50 * 2 ** 30) });
      large.once('response', (response) => resolve(response.statusCode));
      large.once('error', reject);
      large.write('folio');
    });
    expect(status).toBe(413);

    const before = readdirSync(folder());
    const broken = start({ 'content-length': '1000000' });
    broken.on('error', () => {});
    broken.write(SMALL);
    const soon = { timeout: 30_000 };
    await expect.poll(() => readdirSync(folder()).length, soon).toBe(before.length + 1);
    broken.destroy();
    await expect.poll(() => readdirSync(folder()), soon).toEqual(before);

    const none = await send('nota.txt', 'Nada que leer\n');
    expect(none).toMatchObject({ recognised: null, problem: { reason: 'format-unknown' } });
    expect((await load(none.id, { dryRun: false })).failure).toMatchObject({ reason: 'format-unknown' });
    const asJson = await server.fetchAs('steward', '/api/uploads?name=x.csv', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    expect(asJson.status).toBe(415);
    expect(
      (await server.fetchAs('steward', '/api/uploads?name=..%2Fx', { method: 'POST', headers })).status,
    ).toBe(400);
  });
});
