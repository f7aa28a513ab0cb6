import { connect } from 'node:net';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LOAD_LIMITS } from '../../api/overload.ts';
import { type Database, openDatabase } from '../../data/database.ts';
import { copyServer } from '../databases.ts';
import { startServer, type TestServer } from '../server.ts';

const LIMITS = {
  load: {
    ...LOAD_LIMITS,
    atOnce: 2,
    waiting: 2,
    waitMs: 700,
    refusedAfterMs: 300,
    heldRefusals: 6,
    unsent: 50,
  },
  connection: { headersMs: 1500, requestMs: 60_000, idleMs: 3500, keepAliveMs: 1000, lookEveryMs: 100 },
};

/** More than can be done, slow ones, silent ones, and no database: with small limits; at size in `bench -- load`. */
describe('under load', () => {
  let database: Database;
  let server: TestServer;
  let remove: () => Promise<void>;

  beforeAll(async () => {
    const made = await copyServer();
    remove = made.remove;
    const opened = await openDatabase(made.place, { join: false });
    if (!opened.ok) throw new Error(JSON.stringify(opened));
    database = opened.database;
    server = await startServer(
      database,
      undefined,
      { trustedProxies: ['loopback'] },
      undefined,
      pino({ level: 'silent' }),
      0,
      LIMITS,
    );
    await server.fetchAs('planner', '/api/states');
    await server.fetchAs('administrator', '/api/me');
  });
  afterAll(async () => {
    await server?.stop();
    await database?.close();
    await remove?.();
  });

  /** Everything that reads sessions waits until the returned function is called. */
  const blockDatabase = async () => {
    const client = await database.pool.connect();
    await client.query('begin');
    await client.query('lock table user_session in access exclusive mode');
    return async () => {
      await client.query('rollback');
      client.release();
    };
  };
  const codeOf = async (response: Response) => {
    const code = response.ok ? 'ok' : (await response.json()).error.code;
    return `${response.status} ${code} ${response.headers.get('retry-after')}`;
  };

  it('what is too much is refused with 503 and Retry-After, a while later, and the liveness is told still', async () => {
    const release = await blockDatabase();
    const began = performance.now();
    const tookMs: number[] = [];
    const asked = Array.from({ length: 12 }, async () => {
      const code = await codeOf(await server.fetchAs('planner', '/api/states'));
      tookMs.push(performance.now() - began);
      return code;
    });
    const first = await Promise.race(asked);
    expect(first).toBe('503 overloaded 5');
    expect((await fetch(`${server.url}/api/health`)).status).toBe(200);
    // Those that waited were not served in time.
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await release();
    const codes = await Promise.all(asked);
    expect(codes.filter((code) => code === '200 ok null')).toHaveLength(2);
    expect(codes.filter((code) => code === '503 overloaded 5')).toHaveLength(10);
    // Whoever asks again as soon as it is refused is slowed down: all but two were told later.
    expect(tookMs.filter((ms) => ms < LIMITS.load.refusedAfterMs - 10).length).toBeLessThanOrEqual(2);
    expect(await server.fetchAs('planner', '/api/states').then(codeOf)).toBe('200 ok null');
  });

  it('whoever gives up keeps no place, neither waiting nor worked on, once the work is over', async () => {
    const release = await blockDatabase();
    const giveUp = new AbortController();
    const asked = Array.from({ length: 4 }, () =>
      server.fetchAs('planner', '/api/states', { signal: giveUp.signal }).catch(() => null),
    );
    await new Promise((resolve) => setTimeout(resolve, 200));
    giveUp.abort();
    await Promise.all(asked);
    await release();
    const after = await Promise.all([1, 2].map(() => server.fetchAs('planner', '/api/states').then(codeOf)));
    expect(after).toEqual(['200 ok null', '200 ok null']);
  });

  it('whoever gives up before it is known who asks, again and again, is answered still', async () => {
    for (let round = 0; round < 7; round++) {
      const release = await blockDatabase();
      const giveUp = new AbortController();
      const asked = [1, 2].map(() =>
        server.fetchAs('planner', '/api/states', { signal: giveUp.signal }).catch(() => null),
      );
      await new Promise((resolve) => setTimeout(resolve, 50));
      giveUp.abort();
      await Promise.all(asked);
      await new Promise((resolve) => setTimeout(resolve, 50));
      await release();
    }
    expect(await server.fetchAs('planner', '/api/states').then(codeOf)).toBe('200 ok null');
  });

  it('who asks for much makes room for who asks for little', async () => {
    const release = await blockDatabase();
    const planners = Array.from({ length: 4 }, () => server.fetchAs('planner', '/api/states').then(codeOf));
    await new Promise((resolve) => setTimeout(resolve, 100));
    const other = server.fetchAs('administrator', '/api/me').then(codeOf);
    expect(await Promise.race(planners)).toBe('503 overloaded 5');
    await release();
    expect(await other).toBe('200 ok null');
    const codes = await Promise.all(planners);
    expect(codes.filter((code) => code === '200 ok null')).toHaveLength(3);
  });

  it('streams of events take no place', async () => {
    const streams = await Promise.all(
      Array.from({ length: 4 }, () => server.fetchAs('planner', '/api/events')),
    );
    expect(await server.fetchAs('planner', '/api/states').then(codeOf)).toBe('200 ok null');
    await Promise.all(streams.map((stream) => stream.body?.cancel()));
  });

  /** What comes back on a connection on which only this is said. */
  const said = (text: string): Promise<string> =>
    new Promise((resolve) => {
      const socket = connect(Number(new URL(server.url).port), '127.0.0.1', () => socket.write(text));
      let heard = '';
      socket.on('data', (data) => {
        heard += data;
      });
      socket.on('close', () => resolve(heard));
      socket.on('error', () => resolve(heard));
    });

  it.each([
    ['silence', '', /^$|408/],
    ['half a head', 'GET /api/health HTTP/1.1\r\nhost: localhost\r\nx-a: ', /408[\s\S]*"too_slow"/],
    ['what is no HTTP', 'HELO mail.example.org\r\n\r\n', /400[\s\S]*"bad_request"/],
    [
      'a head of 100 kB',
      `GET / HTTP/1.1\r\na: ${'x'.repeat(100_000)}\r\n\r\n`,
      /431[\s\S]*"headers_too_large"|^$/,
    ],
  ])('%s is ended in time and in the one shape', async (_what, text, expected) => {
    const quiet = Array.from({ length: 20 }, () => said(text));
    expect((await fetch(`${server.url}/api/health`)).status).toBe(200);
    for (const heard of await Promise.all(quiet)) expect(heard).toMatch(expected);
  });

  it('a body that trickles in holds no turn: others are served', async () => {
    const head = `POST /api/session HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{`;
    const slow = Array.from({ length: 10 }, () => said(head));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await server.fetchAs('planner', '/api/states').then(codeOf)).toBe('200 ok null');
    await Promise.all(slow);
  });

  it('a database that is gone is said with 503, and all goes on when it is back', async () => {
    const { query } = database.pool;
    const refuse = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    database.pool.query = (() => Promise.reject(refuse)) as typeof query;
    expect(await server.fetchAs('planner', '/api/states').then(codeOf)).toBe('503 database_unavailable 5');
    const full = Object.assign(new Error('could not extend file'), { code: '53100' });
    database.pool.query = (() => Promise.reject(full)) as typeof query;
    expect(await server.fetchAs('planner', '/api/states').then(codeOf)).toBe('503 disk_full 30');
    database.pool.query = query;
    expect(await server.fetchAs('planner', '/api/states').then(codeOf)).toBe('200 ok null');
  });

  it('connections that the server of the database cuts are made anew', async () => {
    await database.pool
      .query('select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()')
      .catch(() => {});
    await expect
      .poll(() => server.fetchAs('planner', '/api/states').then(codeOf), { timeout: 10_000 })
      .toBe('200 ok null');
  });
});
