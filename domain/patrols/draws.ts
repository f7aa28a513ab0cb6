import { type RandomStream, randomStream } from '../random.ts';
import type { Estimate } from '../risk/score.ts';
import type { PatrolDemand } from './demand.ts';

const DRAWS = 2000;
const SEED = 1;
/** Of the draws, at both ends of a 95 % interval. */
const TAIL = 0.025;

/** Draws of what every stretch may truly have in a year, with which shares of it get their intervals. */
export interface DemandDraws {
  /** What each stretch has in each draw: `count` columns after one another, a row a stretch. */
  perStretch: Float64Array;
  stretchCount: number;
  /** Sum of each draw. */
  total: Float64Array;
}

/** Seeded: equal demands have equal draws. Stretches are independent, as their beliefs are. */
export function demandDraws({ belief }: Pick<PatrolDemand, 'belief'>): DemandDraws {
  const perStretch = new Float64Array(DRAWS * belief.length);
  const total = new Float64Array(DRAWS);
  belief.forEach((one, s) => {
    if (one === null) return;
    // A stream for each stretch: draws of one don't depend on those of others, so that plans can be compared.
    const random = randomStream(SEED, s);
    for (let d = 0; d < DRAWS; d++) {
      const drawn = (gamma(one.shape, random) * one.mean) / one.shape;
      perStretch[d * belief.length + s] = drawn;
      total[d]! += drawn;
    }
  });
  return { perStretch, stretchCount: belief.length, total };
}

/**
 * What of the demand is covered, and its share, with 95 % intervals out of the draws.
 * @param coveredPart part of each stretch's demand that is covered
 */
export function coverageOf(
  { belief }: Pick<PatrolDemand, 'belief'>,
  draws: DemandDraws,
  coveredPart: Float64Array,
): { perYear: Estimate; share: Estimate; shares: Float64Array } {
  const sums = sumsOf(draws, coveredPart);
  const shares = sums.map((sum, d) => (draws.total[d]! > 0 ? sum / draws.total[d]! : 0));
  const mean = belief.reduce((sum, one, s) => sum + (one ? one.mean * coveredPart[s]! : 0), 0);
  const all = belief.reduce((sum, one) => sum + (one?.mean ?? 0), 0);
  return {
    perYear: intervalOf(mean, sums),
    share: intervalOf(all > 0 ? mean / all : 0, shares),
    shares,
  };
}

/** A value with the interval of its draws; the value itself always lies in it. */
export function intervalOf(value: number, draws: Float64Array): Estimate {
  const sorted = draws.slice().sort();
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
  return { value, low: Math.min(value, at(TAIL)), high: Math.max(value, at(1 - TAIL)) };
}

function sumsOf({ perStretch, stretchCount, total }: DemandDraws, part: Float64Array): Float64Array {
  return total.map((_, d) => {
    let sum = 0;
    for (let s = 0; s < stretchCount; s++) sum += perStretch[d * stretchCount + s]! * part[s]!;
    return sum;
  });
}

/** A gamma variate of scale 1 (Marsaglia & Tsang 2000; shapes under 1 by the power of a uniform one). */
function gamma(shape: number, random: RandomStream): number {
  if (shape < 1) return gamma(shape + 1, random) * (1 - random.uniform()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(random);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - random.uniform()) < (x * x) / 2 + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** Box & Muller 1958. */
function normal(random: RandomStream): number {
  return Math.sqrt(-2 * Math.log(1 - random.uniform())) * Math.cos(2 * Math.PI * random.uniform());
}
