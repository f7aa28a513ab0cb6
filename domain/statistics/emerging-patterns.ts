/** What a pattern can do; each comes hot and cold. */
export const EMERGING_KINDS = [
  'new',
  'consecutive',
  'intensifying',
  'persistent',
  'diminishing',
  'oscillating',
  'historical',
  'sporadic',
] as const;
export type EmergingKind = (typeof EMERGING_KINDS)[number];
export type EmergingPattern = `${EmergingKind}-${'hot' | 'cold'}` | 'none';

/** "Almost always": from this share of the slices on. */
const MOST = 0.9;

interface History {
  slices: number;
  /** Slices significant on this side, on the other, and on either. */
  same: number;
  other: number;
  /** The last slice is significant on this side. */
  endsSame: boolean;
  /** The last z lies on the other side of zero, significant or not. */
  endsOpposite: boolean;
  /** The significant slices are one run on this side that reaches the end. */
  isFinalRun: boolean;
  /** Trend away from zero on this side, towards zero, or none at the threshold. */
  trend: 'away' | 'towards' | 'none';
}

/**
 * The class of a cell by its z over time. Definitions of Esri's emerging hot spot analysis, tried in this order, hot
 * before cold, as the reference does: a cell almost always significant without trend is persistent even if the last
 * slice is not significant; historical asks for a last z on the other side of zero.
 * @param z oldest slice first
 * @param isSignificant 1 where the slice's q is at the threshold or under
 * @param trend the Mann-Kendall trend of z
 */
export function classifyPattern(
  z: Float64Array,
  isSignificant: Uint8Array,
  trend: { s: number; p: number },
  threshold: number,
): EmergingPattern {
  const hot = history(z, isSignificant, trend, threshold, 1);
  const cold = history(z, isSignificant, trend, threshold, -1);
  for (const kind of EMERGING_KINDS) {
    if (RULES[kind](hot)) return `${kind}-hot`;
    if (RULES[kind](cold)) return `${kind}-cold`;
  }
  return 'none';
}

const RULES: Record<EmergingKind, (h: History) => boolean> = {
  new: (h) => h.endsSame && h.same + h.other === 1,
  consecutive: (h) => h.isFinalRun && h.same < MOST * h.slices,
  intensifying: (h) => isMostly(h) && h.endsSame && h.trend === 'away',
  persistent: (h) => isMostly(h) && h.trend === 'none',
  diminishing: (h) => isMostly(h) && h.endsSame && h.trend === 'towards',
  oscillating: (h) => h.same <= MOST * h.slices && h.endsSame && h.other > 0,
  historical: (h) => isMostly(h) && h.endsOpposite,
  sporadic: (h) => h.same > 0 && h.other === 0 && h.same < MOST * h.slices,
};

function isMostly(h: History): boolean {
  return h.same >= MOST * h.slices;
}

function history(
  z: Float64Array,
  isSignificant: Uint8Array,
  trend: { s: number; p: number },
  threshold: number,
  side: 1 | -1,
): History {
  const slices = z.length;
  const last = slices - 1;
  let same = 0;
  let other = 0;
  for (let t = 0; t < slices; t++) {
    if (!isSignificant[t]) continue;
    if (z[t]! * side > 0) same++;
    else other++;
  }
  let run = 0;
  while (run < slices && isSignificant[last - run] && z[last - run]! * side > 0) run++;
  const direction = trend.s * side > 0 ? 'away' : 'towards';
  return {
    slices,
    same,
    other,
    endsSame: run > 0,
    endsOpposite: z[last]! * side < 0,
    isFinalRun: run > 0 && run === same && other === 0,
    trend: trend.p <= threshold && trend.s !== 0 ? direction : 'none',
  };
}
