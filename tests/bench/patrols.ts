import { availableParallelism } from 'node:os';
import type { PatrolResult } from '../../api/contract-patrols.ts';
import { controlOf } from '../../api/jobs/control.ts';
import { createWorkerPool } from '../../api/jobs/pool.ts';
import { loadCoverSolver, solveCover } from '../../api/jobs/solve-cover.ts';
import { makePatrolPlan, type PatrolContext } from '../../api/patrols/plan.ts';
import { readNetwork } from '../../data/corridors.ts';
import { readStatus } from '../../data/status.ts';
import { buildNetworkGraph } from '../../domain/network/graph.ts';
import type { CoverProblem } from '../../domain/patrols/covering.ts';
import type { PatrolRequest } from '../../domain/patrols/request.ts';
import { patrolSites } from '../../domain/patrols/sites.ts';
import { exactCover } from '../../domain/patrols/solve.ts';
import { randomStream } from '../../domain/random.ts';
import { openSampleDatabase } from './sample-database.ts';

const DEMANDS = 500;
const SITES = 500;
const UNITS = 20;
const LIMIT_S = 10;
const INSTANCES = 10;

/**
 * How long exact plans take: 500 demand stretches, 500 sites, 20 units, on seeded problems of two kinds; and plans of 5, 10
 * and 20 units on the sample, beside the N worst stretches and last year's counts. `npm run bench -- patrols`.
 */
export async function run(): Promise<void> {
  print(`patrols, node ${process.version}, ${availableParallelism()} cores`);
  await loadCoverSolver();
  for (const reach of [0.03, 0.06, 0.1, 0.15]) benchPlane(reach);
  await benchSample();
}

/** Demand and sites anywhere on a square of side 1: harder than track, since more sites reach what others reach. */
function benchPlane(reach: number): void {
  const times: number[] = [];
  let proven = 0;
  let gap = 0;
  for (let seed = 1; seed <= INSTANCES; seed++) {
    const problem = planeProblem(seed, reach);
    const start = performance.now();
    const solution = exactCover(problem, solveCover, 60, () => true);
    times.push(performance.now() - start);
    if (!solution) throw new Error('nobody called it off');
    if (solution.proof === 'optimal') proven++;
    gap = Math.max(gap, solution.bound / solution.weight - 1);
  }
  const worst = Math.max(...times) / 1000;
  print(
    `${DEMANDS} x ${SITES} x ${UNITS}, reach ${reach}: ${INSTANCES} seeded problems, ${proven} proven optimal, ` +
      `median ${(median(times) / 1000).toFixed(2)} s, worst ${worst.toFixed(2)} s: ` +
      `${worst <= LIMIT_S ? 'within' : 'OVER'} ${LIMIT_S} s; largest gap ${(100 * gap).toFixed(3)} %`,
  );
}

function planeProblem(seed: number, reach: number): CoverProblem {
  const random = randomStream(seed);
  const points = (n: number) =>
    Array.from({ length: n }, () => [random.uniform(), random.uniform()] as const);
  const demands = points(DEMANDS);
  const weights = Float64Array.from(demands, () => -Math.log(1 - random.uniform()));
  const covers = points(SITES).map(([x, y]) =>
    Int32Array.from(demands.flatMap(([dx, dy], i) => (Math.hypot(dx - x, dy - y) <= reach ? [i] : []))),
  );
  return { weights, covers, units: UNITS, group: new Int32Array(SITES).fill(-1), limits: [] };
}

async function benchSample(): Promise<void> {
  const { database, close } = await openSampleDatabase();
  const pool = createWorkerPool(1);
  try {
    const { network, corridors } = await readNetwork(database.pool);
    const graph = buildNetworkGraph(network);
    const context: PatrolContext = {
      database,
      network,
      graph,
      corridors,
      shelterDistanceKm: 2,
      access: { secretKey: Buffer.alloc(32, 7) },
    };
    const { dataVersion, lastDay } = await readStatus(database.pool);
    const asOf = lastDay ?? '2018-04-30';
    print(`\nsample up to ${asOf}: ${patrolSites(graph).length} sites, ${graph.lixels.count} lixels`);
    for (const units of [5, 10, 20]) {
      for (const method of ['greedy', 'exact'] as const) {
        const start = performance.now();
        const plan = await makePatrolPlan(
          context,
          { ...USUAL, units },
          method,
          { asOf, dataVersion, shownUntil: null },
          controlOf(pool),
        );
        const all = performance.now() - start;
        if (plan.status === 'refused') throw new Error(JSON.stringify(plan));
        print(
          `\nN = ${units}, ${method}: ${(all / 1000).toFixed(2)} s in all, risk and both assumptions included`,
        );
        for (const result of plan.results) printResult(result);
        if (plan.agreement) {
          const { samePositions, firstUnderSecond, secondUnderFirst } = plan.agreement;
          print(
            `  the two plans share ${samePositions} positions; each under the other's assumption covers ` +
              `${percent(firstUnderSecond)}, ${percent(secondUnderFirst)}`,
          );
        }
      }
    }
  } finally {
    await pool.close();
    await close();
  }
}

const USUAL: PatrolRequest = {
  units: 5,
  shiftHours: 8,
  speedKmh: 40,
  reach: { km: 20 },
  leastHoursThere: 2,
  bases: 'stations',
  maxShare: 1,
  corridors: [],
  timeOfDay: 'any',
  from: null,
  to: null,
  halfLifeDays: null,
  timeLimitS: 20,
};

function printResult({ assumption, incidents, covered, proof, ways, perYear }: PatrolResult): void {
  print(
    `  ${assumption}: ${incidents} incidents, ${perYear.value.toFixed(1)} a year expected; covered ${share(covered)}, ` +
      `${proof.status}, gap ${(100 * proof.gap).toFixed(2)} points, ${proof.milliseconds} ms`,
  );
  for (const { way, covered: of, lastYear, difference } of ways) {
    if (way === 'plan') continue;
    print(
      `    ${way}: ${share(of)}; the plan covers ${difference ? points(difference) : ''} more; ` +
        `last year's counts ${lastYear === null ? 'none' : percent(lastYear)}`,
    );
  }
  const plan = ways.find(({ way }) => way === 'plan');
  print(`    last year's counts under the plan ${plan?.lastYear == null ? 'none' : percent(plan.lastYear)}`);
}

const percent = (value: number) => `${(100 * value).toFixed(1)} %`;
const share = ({ value, low, high }: PatrolResult['covered']) =>
  `${percent(value)} (95 %: ${percent(low)} to ${percent(high)})`;
const points = ({ value, low, high }: PatrolResult['covered']) =>
  `${(100 * value).toFixed(1)} points (${(100 * low).toFixed(1)} to ${(100 * high).toFixed(1)})`;

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
