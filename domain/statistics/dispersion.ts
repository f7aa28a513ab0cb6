import { minimiseOnLine } from './minimise.ts';
import { logRising } from './special/log-gamma.ts';

/** Sizes are looked for between these; at the upper end the counts are as good as Poisson. */
const LEAST_SIZE = 1e-3;
const POISSON_SIZE = 1e4;

/**
 * The size k of negative-binomial counts (variance = mean + mean^2 / k), one for all series, each with a mean of its
 * own. By conditional maximum likelihood: given its total, a series' counts are Dirichlet-multinomial whatever the mean,
 * so that the fitted means don't make the counts look tamer than they are, as plain maximum likelihood does.
 * Robinson & Smyth, Biostatistics 9 (2008).
 * @param series counts, whole and not negative
 * @returns null where the counts show no more variance than Poisson's, or are too few to tell
 */
export function fitNegativeBinomialSize(series: readonly Float64Array[]): number | null {
  const informative = series.filter((counts) => counts.length > 1 && counts.some((y) => y > 0));
  if (informative.length === 0) return null;
  // Small counts come again and again: each is looked at once, with how often it occurs.
  const times = tally(informative.flatMap((counts) => Array.from(counts)));
  const lengths = informative.map((counts) => counts.length);
  const totals = informative.map((counts) => counts.reduce((sum, y) => sum + y, 0));
  /** Of the counts given their totals, without the terms that don't depend on the size. */
  const loss = (logSize: number): number => {
    const size = Math.exp(logSize);
    let sum = 0;
    for (const [y, count] of times) sum -= count * logRising(size, y);
    for (let i = 0; i < totals.length; i++) sum += logRising(lengths[i]! * size, totals[i]!);
    return sum;
  };
  const size = Math.exp(minimiseOnLine(loss, Math.log(LEAST_SIZE), Math.log(POISSON_SIZE)));
  return size > 0.99 * POISSON_SIZE ? null : size;
}

/** Different values with how often each occurs. */
function tally(values: readonly number[]): [value: number, count: number][] {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts];
}
