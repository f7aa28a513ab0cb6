import { type Answer, answered, refused } from './answer.ts';
import { type RateInput, refuseRateInput } from './marshall-rates.ts';
import { minimiseOnLine } from './minimise.ts';
import { gammaQuantile, gammaUpper } from './special/incomplete-gamma.ts';
import { digamma, logGamma, trigamma } from './special/log-gamma.ts';

/** The prior of a unit's rate: gamma with this shape and rate (inverse scale). */
export interface GammaPrior {
  shape: number;
  rate: number;
}

/** What is believed of one unit's rate after its count: gamma(shape + y, rate + exposure). */
export interface RatePosterior {
  mean: number;
  /** Ends of the central interval. */
  low: number;
  high: number;
  /** P(rate > threshold). */
  exceedance: number;
}

/** Shapes above this are as good as no variation between units. */
const NO_VARIATION_SHAPE = 1e6;

/**
 * The gamma prior under which counts y ~ Poisson(rate x exposure) are likeliest: y is then negative binomial with size
 * `shape` and mean shape x exposure / rate. Clayton & Kaldor, Biometrics 43 (1987). The rate is profiled out for each
 * shape, then a line search and Newton's steps find the shape.
 */
export function fitGammaPrior(input: RateInput): Answer<GammaPrior & { logLikelihood: number }> {
  const bad = refuseRateInput(input);
  if (bad) return bad;
  const loss = (logShape: number): number => {
    const shape = Math.exp(logShape);
    return -gammaPoissonLogLikelihood(input, { shape, rate: likeliestRate(input, shape) });
  };
  const start = Math.exp(minimiseOnLine(loss, Math.log(1e-3), Math.log(NO_VARIATION_SHAPE)));
  if (start > 0.99 * NO_VARIATION_SHAPE) return refused('no-overdispersion', { value: start });
  const prior = polish(input, { shape: start, rate: likeliestRate(input, start) });
  return answered({ ...prior, logLikelihood: gammaPoissonLogLikelihood(input, prior) });
}

/** ln likelihood of the counts, all constants included. */
export function gammaPoissonLogLikelihood(
  { counts, exposure }: RateInput,
  { shape, rate }: GammaPrior,
): number {
  let sum = 0;
  for (let i = 0; i < counts.length; i++) {
    const y = counts[i]!;
    const e = exposure[i]!;
    sum +=
      logGamma(y + shape) -
      logGamma(shape) -
      logGamma(y + 1) -
      shape * Math.log1p(e / rate) +
      (y > 0 ? y * Math.log(e / (rate + e)) : 0);
  }
  return sum;
}

/** What the count of each unit says of its rate, given the prior. Quantiles at (1 - level)/2 and (1 + level)/2. */
export function ratePosteriors(
  { counts, exposure }: RateInput,
  prior: GammaPrior,
  { level = 0.95, threshold = 1 }: { level?: number; threshold?: number } = {},
): RatePosterior[] {
  return Array.from(counts, (y, i) => {
    const shape = prior.shape + y;
    const rate = prior.rate + exposure[i]!;
    return {
      mean: shape / rate,
      low: gammaQuantile((1 - level) / 2, shape, rate),
      high: gammaQuantile((1 + level) / 2, shape, rate),
      exceedance: gammaUpper(shape, threshold * rate),
    };
  });
}

/** The prior rate that makes the counts likeliest for a shape: the root of n shape / rate = sum (shape + y) / (rate + e). */
export function likeliestRate({ counts, exposure }: RateInput, shape: number): number {
  let total = 0;
  let exposed = 0;
  for (let i = 0; i < counts.length; i++) {
    total += counts[i]!;
    exposed += exposure[i]!;
  }
  // A fixed point near the moment estimate; it moves by ever less, since each step averages y / e.
  let logRate = Math.log((shape * exposed) / total);
  for (let step = 0; step < 200; step++) {
    const rate = Math.exp(logRate);
    let score = counts.length * shape;
    let slope = 0;
    for (let i = 0; i < counts.length; i++) {
      const weight = rate / (rate + exposure[i]!);
      score -= (shape + counts[i]!) * weight;
      slope -= (shape + counts[i]!) * weight * (1 - weight);
    }
    const move = score / slope;
    logRate -= Math.max(-1, Math.min(1, move));
    if (Math.abs(move) < 1e-14) break;
  }
  return Math.exp(logRate);
}

/** Newton's steps in the shape with the rate profiled out, which end at the last bits. */
function polish(input: RateInput, start: GammaPrior): GammaPrior {
  let { shape } = start;
  for (let step = 0; step < 20; step++) {
    const rate = likeliestRate(input, shape);
    let score = 0;
    let byShape = 0;
    let both = 0;
    let byRate = 0;
    for (let i = 0; i < input.counts.length; i++) {
      const y = input.counts[i]!;
      const e = input.exposure[i]!;
      score += digamma(y + shape) - digamma(shape) - Math.log1p(e / rate);
      byShape += trigamma(y + shape) - trigamma(shape);
      both += e / (rate * (rate + e));
      byRate += (shape + y) / (rate + e) ** 2 - shape / (rate * rate);
    }
    const curvature = byShape - (both * both) / byRate;
    const move = score / curvature;
    if (!Number.isFinite(move) || Math.abs(move) > shape / 2) break;
    shape -= move;
    if (Math.abs(move) < 1e-13 * shape) break;
  }
  return { shape, rate: likeliestRate(input, shape) };
}
