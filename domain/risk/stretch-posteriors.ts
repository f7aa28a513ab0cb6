import { gammaPoissonLogLikelihood, likeliestRate } from '../statistics/gamma-poisson-rates.ts';

/** What is counted on each stretch, in columns: counts that vary as Poisson's do, over their exposure. */
export interface StretchCounts {
  /** Not whole where incidents are spread or weighted. */
  counts: Float64Array;
  /** Above 0. */
  exposure: Float64Array;
  /** Variance of the count for not knowing on which stretch spread incidents were. */
  placementVariance: Float64Array;
}

/** What is believed of the rate of each stretch: gamma with this shape and rate. */
export interface StretchPosteriors {
  shape: Float64Array;
  rate: Float64Array;
  /** The prior the data speak for most: shape, and mean of the rates. */
  priorShape: number;
  priorMean: number;
}

/** Shapes of the prior that are weighed against each other: from a few stretches with nearly all, to all alike. */
const LEAST_SHAPE = 0.03;
const GREATEST_SHAPE = 300;
const SHAPES = 40;
/** Rates of the prior weighed for each shape, in standard errors of its logarithm. */
const RATE_STEPS = [-2.4, -1.2, 0, 1.2, 2.4];

/**
 * Gamma-Poisson rates with the prior's shape and rate integrated out over a grid instead of fixed at their likeliest
 * values, which would make the intervals too short with few incidents (Carlin & Louis, Bayesian Methods for Data
 * Analysis (2008), 5.4). The prior of the rates' coefficient of variation is half Cauchy with scale 1 (Gelman 2006).
 * Each stretch's mixture of gammas, widened by the variance of placement, is then written as the one gamma of the same
 * mean and variance.
 * @returns null where nothing was counted: there is no mean to shrink to
 */
export function stretchPosteriors(input: StretchCounts): StretchPosteriors | null {
  const { counts, exposure, placementVariance } = input;
  const n = counts.length;
  if (!counts.some((count) => count > 0)) return null;
  const grid = weighedPriors(input);
  const mean = new Float64Array(n);
  const square = new Float64Array(n);
  const best = grid.reduce((a, b) => (b.weight > a.weight ? b : a));
  for (const { shape, rate, weight } of grid) {
    for (let s = 0; s < n; s++) {
      const below = rate + exposure[s]!;
      const above = shape + counts[s]!;
      mean[s]! += (weight * above) / below;
      square[s]! += (weight * (above * (above + 1) + placementVariance[s]!)) / (below * below);
    }
  }
  const shapes = new Float64Array(n);
  const rates = new Float64Array(n);
  for (let s = 0; s < n; s++) {
    rates[s] = mean[s]! / (square[s]! - mean[s]! ** 2);
    shapes[s] = mean[s]! * rates[s]!;
  }
  return { shape: shapes, rate: rates, priorShape: best.shape, priorMean: best.shape / best.rate };
}

interface WeighedPrior {
  shape: number;
  rate: number;
  weight: number;
}

function weighedPriors(input: StretchCounts): WeighedPrior[] {
  const grid: WeighedPrior[] = [];
  for (let step = 0; step < SHAPES; step++) {
    const shape = LEAST_SHAPE * (GREATEST_SHAPE / LEAST_SHAPE) ** (step / (SHAPES - 1));
    const likeliest = likeliestRate(input, shape);
    // Fisher's information on ln(rate) of negative-binomial counts.
    const information = input.exposure.reduce((sum, e) => sum + (shape * e) / (likeliest + e), 0);
    const error = 1 / Math.sqrt(Math.max(information, 0.5));
    const variation = 1 / Math.sqrt(shape);
    for (const deviation of RATE_STEPS) {
      const rate = likeliest * Math.exp(deviation * error);
      // Even steps in ln(shape) are even steps in ln(variation): half Cauchy by its logarithm.
      const logPrior = Math.log(variation / (1 + variation * variation));
      grid.push({
        shape,
        rate,
        weight: gammaPoissonLogLikelihood(input, { shape, rate }) + logPrior + Math.log(error),
      });
    }
  }
  const top = grid.reduce((most, { weight }) => Math.max(most, weight), Number.NEGATIVE_INFINITY);
  for (const prior of grid) prior.weight = Math.exp(prior.weight - top);
  const total = grid.reduce((sum, { weight }) => sum + weight, 0);
  // Priors without weight would only cost time.
  return grid
    .filter(({ weight }) => weight > 1e-6)
    .map((prior) => ({ ...prior, weight: prior.weight / total }));
}
