import type { DayPeriod } from './day-weights.ts';
import type { RiskIncidents, RiskPlace } from './incident-columns.ts';
import type { RiskNetwork } from './risk-network.ts';
import { sharesOfStretches } from './window-sums.ts';

/** Length of the slices whose counts are compared; a run of crimes is mostly over within one. */
const SLICE_DAYS = 60;

/** With fewer incidents the estimate is noise: counts are then taken as Poisson's. */
const LEAST_INCIDENTS = 50;

/**
 * How much more the counts of a stretch vary from one slice of the period to the next than Poisson's would, 1 or more:
 * crimes come in runs, and a run tells less of a stretch than as many separate crimes. Given a stretch's total, Poisson
 * counts are multinomial over the slices with the shares p of the network's total; the estimate is the sum of
 * (count - total p)^2 over the sum of its expectation, sum of m^2 x (1 - sum of p^2), m an incident's share in the
 * stretch. (Pearson's estimate, pooled; McCullagh & Nelder, Generalized Linear Models (1989), 4.5.)
 */
export function countDispersion(
  network: RiskNetwork,
  incidents: RiskIncidents,
  places: readonly RiskPlace[],
  period: DayPeriod,
): number {
  const slices = Math.floor((period.to - period.from + 1) / SLICE_DAYS);
  if (slices < 2) return 1;
  const byPlace = new Float64Array(places.length * slices);
  let counted = 0;
  for (let i = 0; i < incidents.count; i++) {
    // An incident known to its month stands in the middle of it; one known to its year says nothing of slices.
    if (incidents.lastDay[i]! - incidents.firstDay[i]! > SLICE_DAYS) continue;
    const day = (incidents.firstDay[i]! + incidents.lastDay[i]!) >> 1;
    const slice = Math.floor((day - period.from) / SLICE_DAYS);
    const place = incidents.place[i]!;
    if (slice < 0 || slice >= slices || places[place]!.mass === 0) continue;
    byPlace[place * slices + slice]!++;
    counted += places[place]!.mass;
  }
  if (counted < LEAST_INCIDENTS) return 1;
  const counts = new Float64Array(network.stretchCount * slices);
  const squares = new Float64Array(network.stretchCount);
  places.forEach((place, p) => {
    for (const [stretch, share] of sharesOfStretches(place, network.lixels.stretch)) {
      for (let slice = 0; slice < slices; slice++) {
        const n = byPlace[p * slices + slice]!;
        counts[stretch * slices + slice]! += n * share;
        squares[stretch]! += n * share * share;
      }
    }
  });
  return Math.max(1, pearson(counts, squares, slices));
}

function pearson(counts: Float64Array, squares: Float64Array, slices: number): number {
  const shares = new Float64Array(slices);
  let total = 0;
  counts.forEach((count, k) => {
    shares[k % slices]! += count;
    total += count;
  });
  let within = 1;
  for (let slice = 0; slice < slices; slice++) {
    shares[slice]! /= total;
    within -= shares[slice]! ** 2;
  }
  let found = 0;
  let expected = 0;
  for (let stretch = 0; stretch < squares.length; stretch++) {
    let sum = 0;
    for (let slice = 0; slice < slices; slice++) sum += counts[stretch * slices + slice]!;
    for (let slice = 0; slice < slices; slice++)
      found += (counts[stretch * slices + slice]! - sum * shares[slice]!) ** 2;
    expected += squares[stretch]! * within;
  }
  return expected > 0 ? found / expected : 1;
}
