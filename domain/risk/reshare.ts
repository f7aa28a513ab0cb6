import type { RiskPlace } from './incident-columns.ts';
import type { RiskLixels } from './risk-network.ts';

/**
 * Spread incidents once more: in proportion to length times the rate that the first pass, by length alone, found on
 * each stretch. Spreading by length lends the quiet stretch beside a hot one too much of what happened there; this
 * takes part of it back. (One step of expectation and maximisation for incidents known to an area; Dempster, Laird &
 * Rubin, J. R. Stat. Soc. B 39 (1977). More steps would sharpen noise.)
 * @param rate by stretch, in any unit; all above 0
 */
export function reshare(
  places: readonly RiskPlace[],
  { lengthKm, stretch }: RiskLixels,
  rate: (stretch: number) => number,
): RiskPlace[] {
  return places.map((place) => {
    if (place.outcome !== 'spread') return place;
    const expected = Float64Array.from(place.lixels, (lixel) => lengthKm[lixel]! * rate(stretch[lixel]!));
    const total = expected.reduce((sum, value) => sum + value, 0);
    return { ...place, shares: expected.map((value) => (place.mass * value) / total) };
  });
}
