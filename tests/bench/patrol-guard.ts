import { greedyCover } from '../../domain/patrols/covering.ts';
import { type RandomStream, randomStream } from '../../domain/random.ts';

const STRETCHES = 65;
const UNITS = 20;
const ROUNDS = 50;
const RUNS = 200;
/** Weeks of reports before the first plan. */
const HISTORY = 8;
/** Of what happens, this share is reported whatever patrols do; each unit there discovers this share of the rest. */
const REPORTED = 0.1;
const DISCOVERED = 0.5;
const TOLD = [1, 10, 25, 50];

type Rule = 'in proportion' | 'covering plan';

interface Round {
  /** Half the sum of |share of patrols - share of true risk|: 0 the same, 1 nothing in common. */
  distance: number;
  /** Share of the true risk on stretches with a unit, over the most that so many stretches can have. */
  coveredOfBest: number;
  /** The stretch with the most patrols of all rounds: its share of patrols, and of true risk. */
  most: { patrols: number; risk: number };
}

/**
 * Patrols that feed their own data: 20 units on 65 stretches, 50 weekly rounds, with discovered incidents counted in the
 * estimate and kept out of it (the guard). After Ensign, Friedler, Neville, Scheidegger & Venkatasubramanian, "Runaway
 * feedback loops in predictive policing", FAT* 2018. `npm run bench -- patrol-guard`.
 */
export async function run(): Promise<void> {
  print(
    `patrol guard: ${STRETCHES} stretches, ${UNITS} units, ${ROUNDS} weekly rounds, ${RUNS} seeded runs; ` +
      `${100 * REPORTED} % reported, a unit discovers ${100 * DISCOVERED} % of what is not`,
  );
  printTwoStretches();
  for (const rule of ['in proportion', 'covering plan'] as const) {
    print(
      `\nunits placed ${rule === 'in proportion' ? 'by chance, in proportion to the estimate' : 'by the covering plan'}`,
    );
    for (const guard of [false, true]) {
      const runs = Array.from({ length: RUNS }, (_, i) => simulate(rule, guard, i + 1));
      print(guard ? '  with the guard' : '  without');
      for (const round of TOLD) {
        const at = runs.map((rounds) => rounds[round - 1]!);
        print(
          `    round ${String(round).padStart(2)}: patrols against true risk, distance ${mean(at, (r) => r.distance)}; ` +
            `true risk covered, of the best ${mean(at, (r) => r.coveredOfBest)}; the most patrolled stretch has ` +
            `${mean(at, (r) => r.most.patrols)} of patrols and ${mean(at, (r) => r.most.risk)} of risk`,
        );
      }
    }
  }
}

/** The example of the paper: two stretches that are equally dangerous, one unit, sent in proportion to what is known. */
function printTwoStretches(): void {
  print(
    '\ntwo stretches of equal risk (2 incidents a week each), one unit, by chance in proportion to the estimate',
  );
  for (const guard of [false, true]) {
    const shares = Array.from({ length: RUNS }, (_, run) => {
      const random = randomStream(run + 1, 2);
      const known = [0, 1].map(() => poisson(2 * REPORTED * HISTORY, random));
      let first = 0;
      for (let round = 0; round < ROUNDS; round++) {
        const at = random.uniform() * (known[0]! + known[1]! + 1) < known[0]! + 0.5 ? 0 : 1;
        if (at === 0) first++;
        for (const s of [0, 1]) known[s]! += poisson(2 * REPORTED, random);
        const discovered = poisson(2 * (1 - REPORTED) * DISCOVERED, random);
        if (!guard) known[at]! += discovered;
      }
      return Math.max(first, ROUNDS - first) / ROUNDS;
    });
    const lopsided = shares.filter((share) => share >= 0.75).length / RUNS;
    print(
      `  ${guard ? 'with the guard' : 'without'}: after ${ROUNDS} rounds one of them had ${(sum(shares) / RUNS).toFixed(3)} of the ` +
        `patrols and 0.500 of the risk; three quarters or more in ${(100 * lopsided).toFixed(1)} % of runs`,
    );
  }
}

function simulate(rule: Rule, guard: boolean, seed: number): Round[] {
  const random = randomStream(seed);
  // Incidents a week: a few stretches have most of them, as on the rail.
  const rate = Array.from({ length: STRETCHES }, () => 0.4 * (-Math.log(1 - random.uniform())) ** 2);
  const allRisk = sum(rate);
  const known = rate.map((weekly) => poisson(weekly * REPORTED * HISTORY, random));
  const patrols = new Array<number>(STRETCHES).fill(0);
  const rounds: Round[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const estimate = known.map((count) => count + 0.5);
    const units = rule === 'in proportion' ? inProportion(estimate, random) : byPlan(estimate);
    units.forEach((n, s) => {
      patrols[s]! += n;
    });
    rate.forEach((weekly, s) => {
      const reported = poisson(weekly * REPORTED, random);
      const missed = (1 - DISCOVERED) ** units[s]!;
      const discovered = poisson(weekly * (1 - REPORTED) * (1 - missed), random);
      known[s]! += reported + (guard ? 0 : discovered);
    });
    rounds.push(measure(units, patrols, rate, allRisk));
  }
  return rounds;
}

function measure(
  units: readonly number[],
  patrols: readonly number[],
  rate: readonly number[],
  allRisk: number,
): Round {
  const sent = sum(patrols);
  const covered = sum(rate.filter((_, s) => units[s]! > 0));
  const best = sum([...rate].sort((a, b) => b - a).slice(0, units.filter((n) => n > 0).length));
  const most = patrols.indexOf(Math.max(...patrols));
  return {
    distance: sum(rate.map((weekly, s) => Math.abs(patrols[s]! / sent - weekly / allRisk))) / 2,
    coveredOfBest: covered / best,
    most: { patrols: patrols[most]! / sent, risk: rate[most]! / allRisk },
  };
}

function inProportion(estimate: readonly number[], random: RandomStream): number[] {
  const units = new Array<number>(STRETCHES).fill(0);
  const all = sum(estimate);
  for (let unit = 0; unit < UNITS; unit++) {
    let left = random.uniform() * all;
    const at = estimate.findIndex((weight) => {
      left -= weight;
      return left < 0;
    });
    units[at < 0 ? STRETCHES - 1 : at]!++;
  }
  return units;
}

/** One unit reaches one stretch: then greedy is exact. */
function byPlan(estimate: readonly number[]): number[] {
  const chosen = greedyCover({
    weights: Float64Array.from(estimate),
    covers: estimate.map((_, s) => Int32Array.of(s)),
    units: UNITS,
    group: new Int32Array(STRETCHES).fill(-1),
    limits: [],
  });
  return estimate.map((_, s) => (chosen.includes(s) ? 1 : 0));
}

/** Arrivals of a unit-rate process up to the mean. */
function poisson(expected: number, random: RandomStream): number {
  let count = -1;
  for (let at = 0; at <= expected; count++) at -= Math.log(1 - random.uniform());
  return count;
}

function mean(rounds: readonly Round[], of: (round: Round) => number): string {
  return (sum(rounds.map(of)) / rounds.length).toFixed(3);
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
