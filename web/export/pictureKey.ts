import type { Words } from '../format.ts';
import type { ClassLimits } from '../map/classes.ts';
import type { InSight } from '../map/inSight.ts';
import type { Palette } from '../map/palette.ts';
import { SCORE_STEPS } from '../map/riskLayers.ts';

/** How a mark of the key is drawn (see export/keyMarks.ts). */
export type KeyMark =
  | 'hexagon'
  | 'dot'
  | 'diamond'
  | 'soft'
  | 'ring'
  | 'thinRing'
  | 'band'
  | 'sleeve'
  | 'crossHatch'
  | 'hatch'
  | 'fading'
  | 'way'
  | 'rail';

/** A mark of the key and its words. */
export interface KeyEntry {
  mark: KeyMark;
  color: string;
  text: string;
  /** Step of a ramp whose bands grow wider. */
  step?: number;
}

/** What one ramp or set of marks means; it begins in a line of its own. */
export interface KeyRow {
  title: string | null;
  entries: readonly KeyEntry[];
}

type Told = Pick<Words, 't' | 'number'>;

/** The key of what is in sight, and of nothing else. */
export function pictureKey(seen: InSight, palette: Palette, words: Told): KeyRow[] {
  const rows = [
    countRow(seen, palette, words),
    hotspotRow(seen, palette, words),
    scoreRow(seen, palette, words),
    markRow(seen, palette, words),
  ];
  return rows.filter(({ entries }) => entries.length > 0);
}

function countRow({ cells }: InSight, { ramp }: Palette, { t, number }: Told): KeyRow {
  const entries = (cells ?? []).map((low, step): KeyEntry => {
    const high = highOf(cells ?? [], step);
    const text =
      high === null
        ? t('export:orMore', { low: number(low) })
        : high === low
          ? number(low)
          : t('export:range', { low: number(low), high: number(high) });
    return { mark: 'hexagon', color: ramp[step] as string, text };
  });
  return { title: t('legend.cells'), entries };
}

/** The largest count of a class; null for the last one, which has no end. */
function highOf(limits: ClassLimits, step: number): number | null {
  const next = limits[step + 1];
  return next === undefined ? null : next - 1;
}

function hotspotRow(
  { hotspotSteps, studyArea }: InSight,
  { ramp, studyArea: ground }: Palette,
  { t }: Told,
): KeyRow {
  const classes = [
    [3, 'hot-99', ramp[4]],
    [2, 'hot-95', ramp[2]],
    [1, 'hot-90', ramp[1]],
  ] as const;
  const entries = classes
    .filter(([step]) => hotspotSteps.includes(step))
    .map(([, name, color]): KeyEntry => ({ mark: 'hexagon', color, text: t(`hotspots:class.${name}`) }));
  if (entries.length > 0) entries.push({ mark: 'fading', color: ramp[4], text: t('export:stability') });
  if (studyArea) entries.push({ mark: 'hexagon', color: `${ground}66`, text: t('export:studyArea') });
  return { title: t('export:hotspotClass'), entries };
}

function scoreRow({ scores, silentStretches }: InSight, palette: Palette, { t }: Told): KeyRow {
  const { riskRamp, noData } = palette;
  const entries: KeyEntry[] = !scores
    ? []
    : SCORE_STEPS.map((low, step) => {
        const next = SCORE_STEPS[step + 1];
        const text =
          next === undefined ? t('export:orMore', { low }) : t('export:range', { low, high: next });
        return { mark: 'band', color: riskRamp[step] as string, text, step };
      });
  if (scores) entries.push({ mark: 'sleeve', color: riskRamp[3], text: t('export:sleeve') });
  if (silentStretches) entries.push({ mark: 'crossHatch', color: noData, text: t('routes:legend.noData') });
  return { title: scores ? t('export:scores') : null, entries };
}

function markRow(seen: InSight, palette: Palette, { t }: Told): KeyRow {
  const { spots } = seen;
  const { incident, area, hazard, alert, noData, selection, rail } = palette;
  const marks: [boolean, KeyMark, string, string][] = [
    [spots.incidents, 'dot', incident, t('legend.incidents')],
    [spots.hazards, 'diamond', hazard, t('legend.hazards')],
    [seen.cellHazards, 'diamond', hazard, t('legend.cellHazards')],
    [spots.areas, 'soft', area, t('legend.areas')],
    [spots.hazardAreas, 'soft', hazard, t('export:hazardAreas')],
    [seen.firingAlerts, 'ring', alert, t('export:firing')],
    [seen.pastAlerts, 'thinRing', noData, t('export:past')],
    [seen.way, 'way', selection, t('routes:legend.way')],
    [seen.silentStates, 'hatch', noData, t('coverage:legend')],
    [seen.rail, 'rail', rail, t('legend.rail')],
  ];
  return {
    title: null,
    entries: marks.filter(([isSeen]) => isSeen).map(([, mark, color, text]) => ({ mark, color, text })),
  };
}
