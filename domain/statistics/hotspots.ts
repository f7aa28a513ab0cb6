import { getResolution, latLngToCell } from 'h3-js';
import { benjaminiHochberg } from './adjust.ts';
import { type Answer, answered, type KeepGoing, type Refusal } from './answer.ts';
import { emergingHotspots } from './emerging-hotspots.ts';
import type { EmergingPattern } from './emerging-patterns.ts';
import { giStar } from './gi-star.ts';
import { giStarExactP } from './gi-star-exact.ts';
import { giStarPermutationP } from './gi-star-permutation.ts';
import { h3Neighbours } from './h3-study-area.ts';
import { hotspotClassOf } from './hotspot-classes.ts';
import { hotspotStability, type PlacedIncidents } from './hotspot-stability.ts';
import { sliceOf, type TimeSlices } from './time-slices.ts';

/** Under so many incidents a cell the normal p is poor, and the permutation p decides. */
const SPARSE_MEAN = 1;
const PERMUTATIONS = 999;

export interface HotspotQuestion {
  /** The fixed study area: H3 cells of one resolution, zeros included. */
  cells: readonly string[];
  /** Predatory incidents known at least as well as a cell is wide. */
  incidents: PlacedIncidents;
  /** Of the incidents: first and last day since 1970. */
  firstDay: Int32Array;
  lastDay: Int32Array;
  /** For the emerging classes; null where the period is too short for any. */
  slices: TimeSlices;
  seed: number;
  jitters?: number;
}

/** Columns: one entry a cell, in the order of the cells. */
export interface Hotspots {
  /** Incidents in the study area. */
  n: number;
  cells: number;
  zeroCells: number;
  mean: number;
  count: Int32Array;
  /** In and around the cell: incidents, and what the mean of the study area would lead one to expect there. */
  around: Int32Array;
  expected: Float64Array;
  z: Float64Array;
  /** Upper tail of the normal. */
  p: Float64Array;
  /** Over permutations of the counts, all of them (`exact`) or 999 drawn ones (`drawn`); null where not sparse. */
  pPermutation: Float64Array | null;
  permutation: 'exact' | 'drawn' | null;
  /** Benjamini-Hochberg over all cells, of the p that decides. */
  q: Float64Array;
  /** Which p decides: exact permutation where counts are sparse, else the normal one. */
  decides: 'normal' | 'permutation';
  /** Index into HOTSPOT_CLASSES. */
  class: Uint8Array;
  /** Share of 200 jitters within the incidents' radii in which q is at most .05. */
  stability: Float64Array;
  jitters: number;
  emerging: Emerging;
}

/** The classes over time, or why there are none; incidents not dated to a month are left out and counted. */
export type Emerging =
  | { status: 'answered'; pattern: EmergingPattern[]; n: number; undated: number }
  | (Refusal & { undated: number });

/**
 * Where are predatory incidents unusually dense, how sure is that, and is it changing? Gi* over one fixed study area
 * with false-discovery control (see giStar), the permutation p where counts are sparse (mean under 1 a cell), stability
 * by jitter (see hotspotStability) and the emerging classes (see emergingHotspots).
 */
export function findHotspots(question: HotspotQuestion, keepGoing?: KeepGoing): Answer<Hotspots> {
  const { cells, incidents, seed, jitters = 200 } = question;
  const indexOf = new Map(cells.map((cell, index) => [cell, index]));
  const resolution = cells.length > 0 ? getResolution(cells[0]!) : 0;
  const cellAt = (lat: number, lon: number): number => indexOf.get(latLngToCell(lat, lon, resolution)) ?? -1;
  const neighbours = h3Neighbours(cells);
  const cellOf = Int32Array.from(incidents.lon, (lon, i) => cellAt(incidents.lat[i]!, lon));
  const counts = new Float64Array(cells.length);
  for (const cell of cellOf) if (cell >= 0) counts[cell]!++;

  const scored = giStar(counts, neighbours);
  if (scored.status === 'refused') return scored;
  const { mean, z, pUpper, qUpper, localSum, weightSum } = scored.value;
  const isSparse = mean < SPARSE_MEAN;
  const exact = isSparse ? giStarExactP(counts, neighbours) : null;
  const steps = jitters + (isSparse && !exact ? PERMUTATIONS : 0);
  const drawn =
    isSparse && !exact
      ? giStarPermutationP(counts, neighbours, {
          permutations: PERMUTATIONS,
          seed,
          keepGoing: (done) => keepGoing?.(done, steps) ?? true,
        })
      : null;
  if (drawn?.status === 'refused') return drawn;

  const q = exact ? benjaminiHochberg(exact) : qUpper;
  const stable = hotspotStability(incidents, cells.length, cellAt, neighbours, {
    seed,
    jitters,
    keepGoing: (done) => keepGoing?.(steps - jitters + done, steps) ?? true,
    // Judged as the hotspots themselves are; 999 drawn permutations could not tell apart 200 jitters of many cells.
    ...(exact
      ? {
          qOf: (jittered) => {
            const p = giStarExactP(jittered, neighbours);
            if (p) return answered(benjaminiHochberg(p));
            const normal = giStar(jittered, neighbours);
            return normal.status === 'refused' ? normal : answered(normal.value.qUpper);
          },
        }
      : {}),
  });
  if (stable.status === 'refused') return stable;
  return answered({
    n: counts.reduce((sum, count) => sum + count, 0),
    cells: cells.length,
    zeroCells: counts.filter((count) => count === 0).length,
    mean,
    count: Int32Array.from(counts),
    around: Int32Array.from(localSum),
    expected: weightSum.map((weight) => weight * mean),
    z,
    p: pUpper,
    pPermutation: exact ?? drawn?.value ?? null,
    permutation: exact ? 'exact' : drawn ? 'drawn' : null,
    q,
    decides: exact ? 'permutation' : 'normal',
    class: Uint8Array.from(q, hotspotClassOf),
    stability: stable.value.share,
    jitters,
    emerging: emergingOf(question, cellOf),
  });
}

/** A date wider than this is in no slice. */
const WIDEST_DAYS = 31;

function emergingOf({ cells, firstDay, lastDay, slices }: HotspotQuestion, cellOf: Int32Array): Emerging {
  const cube = new Float64Array(cells.length * slices.count);
  let undated = 0;
  let n = 0;
  for (let i = 0; i < cellOf.length; i++) {
    if (cellOf[i]! < 0) continue;
    if (lastDay[i]! - firstDay[i]! >= WIDEST_DAYS) {
      undated++;
      continue;
    }
    const slice = sliceOf(slices, firstDay[i]!);
    if (slice < 0) continue;
    cube[slice * cells.length + cellOf[i]!]!++;
    n++;
  }
  const found = emergingHotspots(cube, cells.length, h3Neighbours(cells));
  if (found.status === 'refused') return { ...found, undated };
  return { status: 'answered', pattern: found.value.patterns, n, undated };
}
