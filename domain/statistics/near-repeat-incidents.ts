import { type Answer, answered, type KeepGoing } from './answer.ts';
import { type Knox, knox } from './knox.ts';
import { type NearRepeatBand, nearRepeat } from './near-repeat.ts';

/** Incidents whose place and day are known well enough; equal lengths. */
export interface NearRepeatQuestion {
  lon: Float64Array;
  lat: Float64Array;
  /** Since 1970. */
  day: Float64Array;
  spaceEdgesKm: readonly number[];
  timeEdgesDays: readonly number[];
  permutations: number;
  seed: number;
}

export interface NearRepeatAnswer {
  n: number;
  permutations: number;
  /** Are near ones near in time at all? Over the first band of distance and of time. */
  knox: Knox;
  bands: NearRepeatBand[];
}

/** Where lon and lat are flattened: the middle of Mexico. Distances are 2 % off at both its ends. */
const PROJECTION_LAT = 23;
const KM_PER_DEGREE = (6371.0088 * Math.PI) / 180;

/** Knox's test over the first bands, and the near-repeat table over all of them (see knox and nearRepeat). */
export function nearRepeatOf(question: NearRepeatQuestion, keepGoing?: KeepGoing): Answer<NearRepeatAnswer> {
  const { lon, lat, day: t, spaceEdgesKm, timeEdgesDays, permutations, seed } = question;
  const x = lon.map((degrees) => degrees * KM_PER_DEGREE * Math.cos((PROJECTION_LAT * Math.PI) / 180));
  const y = lat.map((degrees) => degrees * KM_PER_DEGREE);
  const points = { x, y, t };
  // Two tests of the same length, one progress.
  const going = (offset: number) => (done: number, total: number) =>
    keepGoing?.(offset * total + done, 2 * total) ?? true;
  const bands = nearRepeat(points, {
    spaceEdgesKm,
    timeEdgesDays,
    permutations,
    seed,
    keepGoing: going(0),
  });
  if (bands.status === 'refused') return bands;
  const tested = knox(points, {
    spaceKm: spaceEdgesKm[1]!,
    timeDays: timeEdgesDays[1]!,
    permutations,
    seed,
    keepGoing: going(1),
  });
  if (tested.status === 'refused') return tested;
  return answered({ n: t.length, permutations, knox: tested.value, bands: bands.value });
}
