import { cellToLatLng, gridDisk, latLngToCell } from 'h3-js';
import { cellRadiusLimitM } from '../hexagons.ts';
import { emergingHotspots } from '../statistics/emerging-hotspots.ts';
import { h3Neighbours } from '../statistics/h3-study-area.ts';
import { sliceOf } from '../statistics/time-slices.ts';
import type { AlertIncidents } from './incidents.ts';
import { WIDEST_DATE_DAYS } from './incidents.ts';
import type { Measure } from './measure.ts';
import type { RuleCondition } from './rule.ts';

/** A place that a rule found by itself, as hexagons, sorted; it may move from one look to the next. */
export interface Cluster {
  cells: readonly string[];
  /** Indices of the incidents in it. */
  members: readonly number[];
  measure: Measure;
}

const SLICES = 12;

/**
 * The places where hexagons of the asked classes lie together: emerging hotspots over twelve slices that end with a
 * day, neighbours joined.
 *
 * @param cells the fixed study area, H3 indices of the condition's resolution
 * @param eligible of each incident 1 where the rule asks for it
 * @returns no clusters also where the statistic has no answer: too few incidents, all in one cell or slice
 */
export function hotspotClusters(
  condition: Extract<RuleCondition, { kind: 'hotspot' }>,
  cells: readonly string[],
  incidents: AlertIncidents,
  eligible: Uint8Array,
  endDay: number,
): Cluster[] {
  const { resolution, sliceDays, patterns, atLeast } = condition;
  const indexOf = new Map(cells.map((cell, index) => [cell, index]));
  const slices = { firstDay: endDay + 1 - SLICES * sliceDays, daysEach: sliceDays, count: SLICES };
  const cube = new Float64Array(cells.length * SLICES);
  const membersOf = new Map<number, number[]>();
  for (let i = 0; i < incidents.count; i++) {
    if (eligible[i] === 0 || !(incidents.radiusM[i] <= cellRadiusLimitM(resolution))) continue;
    if (incidents.lastDay[i] - incidents.firstDay[i] >= WIDEST_DATE_DAYS) continue;
    const slice = sliceOf(slices, incidents.firstDay[i]);
    const cell = indexOf.get(latLngToCell(incidents.lat[i], incidents.lon[i], resolution));
    if (slice < 0 || cell === undefined) continue;
    cube[slice * cells.length + cell]++;
    if (slice === SLICES - 1) membersOf.set(cell, [...(membersOf.get(cell) ?? []), i]);
  }
  const found = emergingHotspots(cube, cells.length, h3Neighbours(cells));
  if (found.status === 'refused') return [];
  const wanted = new Set(patterns.map((pattern) => `${pattern}-hot`));
  const hot = cells.filter((_, index) => wanted.has(found.value.patterns[index]));
  const mean = cube.reduce((sum, count) => sum + count, 0) / cube.length;
  return together(hot).flatMap((group) => {
    const members = group.flatMap((cell) => membersOf.get(indexOf.get(cell) as number) ?? []);
    if (members.length < atLeast) return [];
    const measure: Measure = {
      fromDay: endDay + 1 - sliceDays,
      toDay: endDay,
      observed: members.length,
      expected: { value: mean * group.length, low: mean * group.length, high: mean * group.length },
      baselineWindows: SLICES,
      p: null,
      q: Math.min(
        ...group.map((cell) => found.value.q[(SLICES - 1) * cells.length + (indexOf.get(cell) as number)]),
      ),
      per100Km: null,
      recurrenceDays: null,
    };
    return [{ cells: group, members, measure }];
  });
}

/** Cells that touch, as groups, each sorted; groups in the order of their first cell. */
function together(cells: readonly string[]): string[][] {
  const left = new Set([...cells].sort());
  const groups: string[][] = [];
  for (const start of left) {
    if (!left.delete(start)) continue;
    const group = [start];
    for (let at = 0; at < group.length; at++) {
      for (const near of gridDisk(group[at], 1)) if (left.delete(near)) group.push(near);
    }
    groups.push(group.sort());
  }
  return groups;
}

/** Share of the smaller of two places that lies in the other, 0 to 1; cells of different size share nothing. */
export function overlap(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return 0;
  const inB = new Set(b);
  return a.filter((cell) => inB.has(cell)).length / Math.min(a.length, b.length);
}

/** From this share on a cluster is the same as one of the last look. */
const SAME_FROM = 0.5;

/**
 * Which open alert each cluster continues: the one it overlaps most, each alert once, the largest overlap first.
 * @returns of each cluster the index of the alert, or -1 for a new one
 */
export function continued(
  clusters: readonly Pick<Cluster, 'cells'>[],
  open: readonly (readonly string[])[],
): number[] {
  const pairs = clusters.flatMap(({ cells }, cluster) =>
    open.map((old, alert) => ({ cluster, alert, share: overlap(cells, old) })),
  );
  pairs.sort((a, b) => b.share - a.share || a.alert - b.alert || a.cluster - b.cluster);
  const alertOf = clusters.map(() => -1);
  const taken = new Set<number>();
  for (const { cluster, alert, share } of pairs) {
    if (share < SAME_FROM || alertOf[cluster] >= 0 || taken.has(alert)) continue;
    alertOf[cluster] = alert;
    taken.add(alert);
  }
  return alertOf;
}

/** The middle of some cells and how far the farthest lies from it, in degrees and km. */
export function middleOf(cells: readonly string[]): { lon: number; lat: number } {
  const centres = cells.map((cell) => cellToLatLng(cell));
  return {
    lat: centres.reduce((sum, [lat]) => sum + lat, 0) / centres.length,
    lon: centres.reduce((sum, [, lon]) => sum + lon, 0) / centres.length,
  };
}
