import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { openDatabase } from '../../data/database.ts';
import { migrate } from '../../data/migrate.ts';
import { loadReference } from '../../data/reference-load.ts';
import type { Role } from '../../domain/access/permissions.ts';
import { type RandomStream, randomStream } from '../../domain/random.ts';
import { normalTwoSided } from '../../domain/statistics/special/normal.ts';
import { openAttacked } from '../attack/world.ts';
import type { FuzzRequest } from '../fuzz/requests.ts';
import { RIGHT_BODIES } from '../fuzz/right.ts';
import { startCluster } from '../setup/postgres-cluster.ts';

/** One world with the secrets, one without, and another without: what differs between those two is no secret. */
const WORLDS = ['without', 'control', 'beside'] as const;
const WARM_UP = 30;

const get = (url: string): FuzzRequest => ({ method: 'GET', url, contentType: null, body: null });
/** What would be asked of somebody who wonders: the state, day and number of a secret. */
const ASKED: readonly [Role | null, FuzzRequest][] = [
  ['recipient', get('/api/release?state=03&from=2026-08&to=2026-08')],
  ['recipient', get('/api/release/export?format=csv&from=2026-08&to=2026-08')],
  ['recipient', get('/api/alerts?stateCode=07')],
  ['recipient', get('/api/today')],
  ['recipient', get('/api/incidents/140')],
  [null, get('/api/incidents/140')],
  [
    'recipient',
    {
      method: 'POST',
      url: '/api/reports/check',
      contentType: 'application/json',
      body: JSON.stringify(RIGHT_BODIES['POST /api/reports/check']?.[0]),
    },
  ],
  ['planner', get('/api/states')],
  ['planner', get('/api/cells?resolution=5')],
];

/**
 * Whether the time of an answer tells that a secret is there: the same requests to a world with the secrets and to two
 * without, in random order, compared by rank (Mann and Whitney 1947). `npm run bench -- timing --pairs=300 --seed=1`.
 */
export async function run(flags: string[]): Promise<void> {
  const number = (name: string, usual: number) =>
    Number(flags.find((flag) => flag.startsWith(`--${name}=`))?.split('=')[1] ?? usual);
  const pairs = number('pairs', 300);
  const random = randomStream(number('seed', 1));
  const cluster = startCluster();
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'vigia-timing-bench-'));
  const closing: (() => Promise<void>)[] = [];
  try {
    const worlds = [];
    for (const name of WORLDS) {
      const client = new pg.Client({ connectionString: cluster.url('postgres') });
      await client.connect();
      await client.query(`create database ${name}`);
      await client.end();
      const opened = await openDatabase({ databaseUrl: cluster.url(name), dataDir }, { join: false });
      if (!opened.ok) throw new Error(JSON.stringify(opened));
      await migrate(opened.database);
      await loadReference(opened.database);
      const world = await openAttacked(opened.database);
      closing.push(async () => {
        await world.server.stop();
        await opened.database.close();
      });
      worlds.push(world);
    }
    await worlds[2].plantFresh();
    await worlds[2].plantLonely();
    print(
      `${pairs} answers of each world to each question; p with Holm's correction; AUC .5: cannot be told apart`,
    );
    const rows = [];
    for (const [role, request] of ASKED) {
      const ms: number[][] = WORLDS.map(() => []);
      for (let nth = -WARM_UP; nth < pairs; nth++) {
        for (const at of shuffled(random)) {
          const start = performance.now();
          const response = await worlds[at].send(role, request);
          await response.text();
          if (nth >= 0) ms[at].push(performance.now() - start);
        }
      }
      const name = `${role ?? 'nobody'}: ${request.method} ${request.url}`;
      const [without, control, beside] = ms;
      rows.push({ name, ms, secret: mannWhitney(without, beside), control: mannWhitney(without, control) });
    }
    const adjusted = holm(rows.map(({ secret }) => secret.p));
    rows.forEach(({ name, ms, secret, control }, at) => {
      const medians = ms.map((one) => median(one).toFixed(2)).join(' / ');
      const verdict = adjusted[at] > 0.01 ? 'not told apart' : 'DIFFERS';
      print(
        `${name}\n  median ms without / control / beside ${medians}; AUC ${secret.auc.toFixed(3)} (control ${control.auc.toFixed(3)}), p ${secret.p.toPrecision(2)} -> ${adjusted[at].toPrecision(2)} (control ${control.p.toPrecision(2)}): ${verdict}`,
      );
    });
  } finally {
    for (const close of closing) await close();
    cluster.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function shuffled(random: RandomStream): number[] {
  return WORLDS.map((_, at) => ({ at, key: random.uniform() }))
    .sort((a, b) => a.key - b.key)
    .map(({ at }) => at);
}

/** Two-sided, by the normal approximation with correction for ties; AUC is P(b > a) + P(b = a) / 2. */
function mannWhitney(a: readonly number[], b: readonly number[]): { auc: number; p: number } {
  const all = [...a.map((ms) => ({ ms, isB: false })), ...b.map((ms) => ({ ms, isB: true }))];
  all.sort((x, y) => x.ms - y.ms);
  let rankSum = 0;
  let ties = 0;
  for (let from = 0; from < all.length; ) {
    let to = from;
    while (to < all.length && all[to].ms === all[from].ms) to++;
    const rank = (from + 1 + to) / 2;
    for (let at = from; at < to; at++) if (all[at].isB) rankSum += rank;
    ties += (to - from) ** 3 - (to - from);
    from = to;
  }
  const [n, m] = [a.length, b.length];
  const u = rankSum - (m * (m + 1)) / 2;
  const total = n + m;
  const sd = Math.sqrt(((n * m) / 12) * (total + 1 - ties / (total * (total - 1))));
  const z = sd === 0 ? 0 : (u - (n * m) / 2) / sd;
  return { auc: u / (n * m), p: normalTwoSided(z) };
}

function holm(ps: readonly number[]): number[] {
  const order = ps.map((p, at) => ({ p, at })).sort((a, b) => a.p - b.p);
  const adjusted = ps.map(() => 1);
  let largest = 0;
  order.forEach(({ p, at }, nth) => {
    largest = Math.max(largest, Math.min(1, p * (ps.length - nth)));
    adjusted[at] = largest;
  });
  return adjusted;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
