import type { NetworkGraph } from '../network/graph.ts';
import type { NetworkRisk } from '../risk/network-risk.ts';

/** Predatory crimes a year that are expected, by lixel and by stretch. */
export interface PatrolDemand {
  /** By lixel; 0 where there is no data, which is not safety. */
  perYear: Float64Array;
  /** By lixel: its part of what is expected on its stretch. */
  partOfStretch: Float64Array;
  /** By stretch: gamma belief of the number a year, or null without data. */
  belief: ({ shape: number; mean: number } | null)[];
}

/**
 * What is expected on each stretch is its rate (domain/risk) times its length; within a stretch it lies as the density
 * of its lixels does, evenly where nothing was counted. A lixel without data has the mean density of the others.
 */
export function patrolDemand(
  { stretches, lixels }: Pick<NetworkGraph, 'stretches' | 'lixels'>,
  risk: Pick<NetworkRisk, 'stretches' | 'lixels'>,
): PatrolDemand {
  const perYear = new Float64Array(lixels.count);
  const partOfStretch = new Float64Array(lixels.count);
  const belief = stretches.map(({ firstLixel, endLixel, lengthKm }, s) => {
    const { rate, shape } = risk.stretches[s]!;
    if (rate === null || shape === null) return null;
    const parts = partsOf(firstLixel, endLixel, lixels, risk.lixels.density);
    const mean = (rate.value * lengthKm) / 100;
    parts.forEach((part, i) => {
      partOfStretch[firstLixel + i] = part;
      perYear[firstLixel + i] = part * mean;
    });
    return { shape, mean };
  });
  return { perYear, partOfStretch, belief };
}

/** Parts, summing to 1, of the lixels of a stretch. */
function partsOf(
  first: number,
  end: number,
  { fromKm, toKm }: NetworkGraph['lixels'],
  density: Float64Array,
): number[] {
  const own = Array.from({ length: end - first }, (_, i) => ({
    km: toKm[first + i]! - fromKm[first + i]!,
    density: density[first + i]!,
  }));
  const known = own.filter((lixel) => !Number.isNaN(lixel.density));
  const knownKm = known.reduce((sum, { km }) => sum + km, 0);
  const mass = known.reduce((sum, lixel) => sum + lixel.density * lixel.km, 0);
  const mean = knownKm > 0 ? mass / knownKm : 0;
  const weights = own.map((lixel) =>
    mean > 0 ? lixel.km * (Number.isNaN(lixel.density) ? mean : lixel.density) : lixel.km,
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}
