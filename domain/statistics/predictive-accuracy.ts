import { type Answer, answered, refused } from './answer.ts';
import { refuseNegative } from './input-checks.ts';

/** How well the top units of a forecast caught what then happened. */
export interface PredictiveAccuracy {
  /** Share of the area (or length) in the chosen units. */
  areaShare: number;
  chosen: number;
  hits: number;
  total: number;
  /** hits / total */
  hitRate: number;
  /** hit rate / area share. Chainey, Tompson & Uhlig, Security J. 21 (2008). */
  pai: number;
  /** The most hits any choice of as many units could have had, as an index: the PAI of a perfect forecast. */
  bestPai: number;
  /** PAI / best PAI. Hunt 2016. */
  pei: number;
  /** Hits per chosen unit (search efficiency; Bowers, Johnson & Pease 2004). */
  hitsPerUnit: number;
}

/**
 * Takes the units with the highest forecast until they make up the wanted share of the area, and counts what happened
 * in them. Equal forecasts and equal counts keep the order of the units.
 * @param forecast any score, such as last year's counts
 * @param happened counts of the test window
 * @param extent area or length of each unit; all the same where left out
 */
export function predictiveAccuracy(
  forecast: Float64Array,
  happened: Float64Array,
  coverage: number,
  extent: Float64Array = new Float64Array(forecast.length).fill(1),
): Answer<PredictiveAccuracy> {
  const bad =
    refuseNegative('forecast', forecast) ??
    refuseNegative('happened', happened) ??
    refuseNegative('extent', extent);
  if (bad) return bad;
  if (!(coverage > 0 && coverage <= 1))
    return refused('bad-parameter', { field: 'coverage', value: coverage });
  const total = happened.reduce((sum, count) => sum + count, 0);
  if (total === 0) return refused('too-few-incidents', { field: 'happened', value: 0 });
  const area = extent.reduce((sum, value) => sum + value, 0);
  const { chosen, covered, hits } = take(forecast, happened, extent, coverage * area);
  if (chosen === 0) return refused('bad-parameter', { field: 'coverage', value: coverage });
  const best = take(
    happened.map((count, i) => count / extent[i]!),
    happened,
    extent,
    covered,
  );
  const areaShare = covered / area;
  const pai = hits / total / areaShare;
  const bestPai = best.hits / total / (best.covered / area);
  return answered({
    areaShare,
    chosen,
    hits,
    total,
    hitRate: hits / total,
    pai,
    bestPai,
    pei: pai / bestPai,
    hitsPerUnit: hits / chosen,
  });
}

/** The units in falling order of score, as many as come nearest to the wanted area. */
function take(score: Float64Array, happened: Float64Array, extent: Float64Array, wanted: number) {
  const order = Array.from(score.keys()).sort((a, b) => score[b]! - score[a]!);
  let chosen = 0;
  let covered = 0;
  let hits = 0;
  for (const unit of order) {
    const next = covered + extent[unit]!;
    if (Math.abs(next - wanted) > Math.abs(wanted - covered)) break;
    covered = next;
    hits += happened[unit]!;
    chosen++;
  }
  return { chosen, covered, hits };
}
