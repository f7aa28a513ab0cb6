import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import autocannon from 'autocannon';
import { type CapacityRole, type CapacityWorld, openCapacityWorld, pause } from './capacity-world.ts';

const READS: [CapacityRole, string][] = [
  ['planner', '/api/states'],
  ['planner', '/api/cells?resolution=4'],
  ['planner', '/api/cells?resolution=5&crime=kidnapping,robbery'],
  ['planner', '/api/coverage'],
  ['planner', '/api/status'],
  ['analyst', '/api/states?from=2024-01-01&to=2025-06-30'],
  ['analyst', '/api/patterns?dimensions=state,crime'],
  ['analyst', '/api/incidents?limit=2000'],
  ['recipient', '/api/alerts'],
  ['recipient', '/api/basemap'],
  ['steward', '/api/review/quarantine'],
  ['steward', '/api/files'],
];

/**
 * Mixed reads, overload, slow and silent clients, a database that goes away and a full disk, over 100,000 incidents on
 * both databases, with the product in a process of its own: `npm run bench -- capacity [--incidents=N] [--seconds=N]
 * [--engine=embedded|server]`.
 */
export async function run(flags: string[]): Promise<void> {
  const flag = (name: string) => flags.find((one) => one.startsWith(`--${name}=`))?.split('=')[1];
  const seconds = Number(flag('seconds') ?? 20);
  const incidents = Number(flag('incidents') ?? 100_000);
  print(`capacity, node ${process.version}, ${availableParallelism()} cores, ${incidents} incidents`);
  for (const engine of ['embedded', 'server'] as const) {
    if ((flag('engine') ?? engine) !== engine) continue;
    const world = await openCapacityWorld(engine, incidents);
    try {
      await ask(world, 8, 5);
      print(`${engine}: ${told(await ask(world, 20, seconds), seconds)}; ${world.rssMb()} MB`);
      await overload(world, seconds);
      await slowOnes(world, seconds);
      await databaseGone(world);
    } finally {
      await world.close();
    }
  }
  if ((flag('engine') ?? 'embedded') === 'embedded') await diskFull();
}

interface Asked {
  times: number[];
  statuses: Map<number, number>;
  failed: number;
}

/** Mixed reads of several roles, each by many people, over so many connections. */
async function ask(world: CapacityWorld, connections: number, duration: number): Promise<Asked> {
  let nth = 0;
  const asked: Asked = { times: [], statuses: new Map(), failed: 0 };
  let settle = (_result: autocannon.Result) => {};
  const over = new Promise<autocannon.Result>((resolve) => {
    settle = resolve;
  });
  const options: autocannon.Options = {
    url: world.url,
    connections,
    duration,
    timeout: 30,
    requests: [
      {
        setupRequest: (request) => {
          nth += 1;
          const [role, path] = READS[nth % READS.length];
          const cookies = world.cookies.get(role) ?? [];
          const office = nth % 500;
          const headers = {
            cookie: cookies[nth % cookies.length],
            'x-forwarded-for': `10.1.${office >> 8}.${office & 255}`,
          };
          return { ...request, method: 'GET', path, headers };
        },
      },
    ],
  };
  // With a callback it gives the instance, which tells every answer; without one only sums.
  const run = autocannon(options, (_error, result) => settle(result));
  run.on('response', (_client, status, _bytes, ms) => {
    asked.statuses.set(status, (asked.statuses.get(status) ?? 0) + 1);
    if (status === 200) asked.times.push(ms);
  });
  const result = await over;
  asked.failed = result.errors + result.timeouts;
  return asked;
}

function told({ times, statuses, failed }: Asked, seconds: number): string {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) =>
    `${(sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN).toFixed(0)} ms`;
  const all = [...statuses].map(([status, n]) => `${status}: ${n}`).join(', ');
  const rate = (times.length / seconds).toFixed(0);
  return `${rate} answers/s, p50 ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)} (${all}; ${failed} without answer)`;
}

async function overload(world: CapacityWorld, seconds: number): Promise<void> {
  const before = world.rssMb();
  let most = before;
  const health: number[] = [];
  let isOver = false;
  const watch = (async () => {
    while (!isOver) {
      const start = performance.now();
      await fetch(`${world.url}/api/health`).then((response) => response.text());
      health.push(performance.now() - start);
      most = Math.max(most, world.rssMb());
      await pause(250);
    }
  })();
  const asked = await ask(world, 1000, seconds);
  isOver = true;
  await watch;
  health.sort((a, b) => a - b);
  print(
    `${world.engine}, 1,000 connections: ${told(asked, seconds)}; memory ${before} MB, at most ${most} MB; ` +
      `/api/health meanwhile median ${health[health.length >> 1]?.toFixed(0)} ms, worst ${health.at(-1)?.toFixed(0)} ms`,
  );
}

/** 10,000 sockets that say nothing, 300 heads and 300 bodies that trickle, 100 readers that don't read. */
async function slowOnes(world: CapacityWorld, seconds: number): Promise<void> {
  const sockets: Socket[] = [];
  const open = (text: string) =>
    new Promise<void>((resolve) => {
      const socket = connect(Number(new URL(world.url).port), '127.0.0.1', () => {
        socket.write(text);
        resolve();
      });
      socket.on('error', () => resolve());
      sockets.push(socket);
    });
  const many = async (n: number, text: string) => {
    for (let i = 0; i < n; i += 500)
      await Promise.all(Array.from({ length: Math.min(500, n - i) }, () => open(text)));
  };
  const cookie = (world.cookies.get('analyst') ?? [])[0];
  const head = 'host: localhost\r\nx-forwarded-for: 10.9.9.9\r\n';
  await many(10_000, '');
  await many(300, `GET /api/states HTTP/1.1\r\n${head}x-slow: `);
  await many(
    300,
    `POST /api/session HTTP/1.1\r\n${head}content-type: application/json\r\ncontent-length: 90\r\n\r\n{`,
  );
  await many(100, `GET /api/incidents HTTP/1.1\r\n${head}cookie: ${cookie}\r\n\r\n`);
  for (const socket of sockets.slice(-100)) socket.pause();
  const asked = await ask(world, 10, seconds);
  const left = sockets.filter(({ destroyed, readyState }) => !destroyed && readyState === 'open').length;
  print(
    `${world.engine}, beside 10,000 idle sockets, 300 slow heads, 300 slow bodies, 100 slow readers: ` +
      `${told(asked, seconds)}; ${world.rssMb()} MB; ${left} of ${sockets.length} still open`,
  );
  for (const socket of sockets) socket.destroy();
}

/** Writes all the time while the database goes and comes; everything that was confirmed must be there. */
async function databaseGone(world: CapacityWorld): Promise<void> {
  const before = await world.countAudit('report-opened');
  const { codes, confirmed, backAfterMs } = await writeThrough(world, () => world.breakDatabase(4000));
  await pause(1000);
  const kept = (await world.countAudit('report-opened')) - before;
  print(
    `${world.engine}, database gone: ${codes}; first answer after ${(backAfterMs / 1000).toFixed(1)} s; ` +
      `${confirmed} writes confirmed, ${kept} kept: ${kept >= confirmed ? 'none lost' : 'LOST'}`,
  );
}

/** Opens reports with a reason, which the audit keeps before it answers. */
async function writeThrough(world: CapacityWorld, breakIt: () => Promise<void>) {
  const cookies = world.cookies.get('analyst') ?? [];
  const counts = new Map<string, number>();
  let confirmed = 0;
  let brokenAt = 0;
  let backAt = 0;
  let isOver = false;
  const write = async (n: number) => {
    for (let i = n; !isOver; i += 4) {
      const response = await fetch(`${world.url}/api/incidents/${(i % 900) + 1}/reports/open`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          cookie: cookies[i % cookies.length],
          origin: world.url,
          'x-forwarded-for': `10.2.0.${i % 200}`,
        },
        body: JSON.stringify({ reason: 'se mide si algo confirmado se pierde' }),
      });
      const body = await response.json();
      const code = response.ok ? 'confirmed' : `${response.status} ${body.error.code}`;
      counts.set(code, (counts.get(code) ?? 0) + 1);
      if (response.ok) {
        confirmed += 1;
        if (brokenAt > 0 && backAt === 0 && counts.size > 1) backAt = performance.now();
      }
      await pause(20);
    }
  };
  const writers = [0, 1, 2, 3].map(write);
  await pause(3000);
  brokenAt = performance.now();
  await breakIt();
  while (backAt === 0 && performance.now() - brokenAt < 60_000) await pause(200);
  await pause(2000);
  isOver = true;
  await Promise.all(writers);
  const codes = [...counts].map(([code, n]) => `${code}: ${n}`).join(', ');
  return { codes, confirmed, backAfterMs: backAt - brokenAt };
}

/** The embedded database on a small file system that is filled and emptied again. */
async function diskFull(): Promise<void> {
  if (process.getuid?.() !== 0)
    return print('disk full: only root can mount a small file system; not measured');
  const mount = mkdtempSync(path.join(tmpdir(), 'vigia-small-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=260m', 'tmpfs', mount]);
  try {
    const world = await openCapacityWorld('embedded', 0, path.join(mount, 'data'));
    const filler = path.join(mount, 'filler');
    const fill = async () => {
      const { bavail, bsize } = statfsSync(mount);
      writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - 64 * 1024)));
      await pause(8000);
      const reading = await fetch(`${world.url}/api/states`, {
        headers: { cookie: (world.cookies.get('planner') ?? [''])[0] },
      });
      print(`disk full: a read is answered with ${reading.status}`);
      rmSync(filler);
    };
    const before = await world.countAudit('report-opened');
    const { codes, confirmed } = await writeThrough(world, fill);
    const kept = (await world.countAudit('report-opened')) - before;
    print(
      `disk full: ${codes}; ${confirmed} writes confirmed, ${kept} kept: ${kept >= confirmed ? 'none lost' : 'LOST'}`,
    );
    await world.close();
  } finally {
    execFileSync('umount', ['-l', mount]);
    rmSync(mount, { recursive: true, force: true });
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
