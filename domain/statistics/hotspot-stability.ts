import { randomStream } from '../random.ts';
import { type Answer, answered, type KeepGoing, refused } from './answer.ts';
import { giStar } from './gi-star.ts';
import { refuseNegative, refuseNotFinite } from './input-checks.ts';
import type { Neighbours } from './neighbours.ts';

/** Incidents as placed, each true to within its radius. */
export interface PlacedIncidents {
  lon: Float64Array;
  lat: Float64Array;
  radiusM: Float64Array;
}

export interface StabilityOptions {
  seed: number;
  jitters?: number;
  /** A cell is a hotspot if its upper-tail q is at this or under. */
  threshold?: number;
  /** The upper-tail q of every cell for counts; default Gi*'s by the normal p. */
  qOf?: (counts: Float64Array) => Answer<Float64Array>;
  keepGoing?: KeepGoing;
}

export interface HotspotStability {
  /** 1 where the cell is a hotspot with the incidents where they were placed. */
  isHotspot: Uint8Array;
  /** Share of the jitters in which the cell is a hotspot, for every cell. */
  share: Float64Array;
  /** Jitters that could be judged; one that leaves no variation has no hotspots and counts all the same. */
  jitters: number;
}

const EARTH_RADIUS_M = 6_371_008.8;
const DEGREE = Math.PI / 180;

/**
 * How sure is the place of a hotspot? Moves every incident to a random place within its radius, evenly over the disk,
 * 200 times, and counts how often each cell comes out significant. The study area stays as it is: an incident that is
 * moved out of it is not counted in that round. Jitter r draws from stream r of the seed, incident by incident.
 * @param cellAt index in the study area of the cell at a place, or -1 outside
 * @param neighbours of the cells, self included
 */
export function hotspotStability(
  incidents: PlacedIncidents,
  cells: number,
  cellAt: (lat: number, lon: number) => number,
  neighbours: Neighbours,
  { seed, jitters = 200, threshold = 0.05, qOf = normalQ(neighbours), keepGoing }: StabilityOptions,
): Answer<HotspotStability> {
  const bad =
    refuseNotFinite('lon', incidents.lon) ??
    refuseNotFinite('lat', incidents.lat) ??
    refuseNegative('radiusM', incidents.radiusM);
  if (bad) return bad;
  const counts = new Float64Array(cells);
  for (let i = 0; i < incidents.lon.length; i++) {
    const cell = cellAt(incidents.lat[i]!, incidents.lon[i]!);
    if (cell >= 0) counts[cell]!++;
  }
  const placed = qOf(counts);
  if (placed.status === 'refused') return placed;
  const isHotspot = Uint8Array.from(placed.value, (q) => (q <= threshold ? 1 : 0));

  const times = new Int32Array(cells);
  for (let jitter = 0; jitter < jitters; jitter++) {
    if (keepGoing && !keepGoing(jitter, jitters)) return refused('cancelled', { value: jitter });
    jitteredCounts(incidents, cellAt, seed, jitter, counts);
    const scored = qOf(counts);
    if (scored.status === 'refused') continue;
    for (let cell = 0; cell < cells; cell++) if (scored.value[cell]! <= threshold) times[cell]!++;
  }
  return answered({ isHotspot, share: Float64Array.from(times, (count) => count / jitters), jitters });
}

function normalQ(neighbours: Neighbours): (counts: Float64Array) => Answer<Float64Array> {
  return (counts) => {
    const scored = giStar(counts, neighbours);
    return scored.status === 'refused' ? scored : answered(scored.value.qUpper);
  };
}

function jitteredCounts(
  { lon, lat, radiusM }: PlacedIncidents,
  cellAt: (lat: number, lon: number) => number,
  seed: number,
  jitter: number,
  counts: Float64Array,
): void {
  const random = randomStream(seed, jitter);
  counts.fill(0);
  for (let i = 0; i < lon.length; i++) {
    // The root makes the disk even: rings grow with their radius. Both draws are made even for a radius of 0, so
    // that one incident's precision doesn't move all the others.
    const awayM = radiusM[i]! * Math.sqrt(random.uniform());
    const bearing = 2 * Math.PI * random.uniform();
    const northDegrees = (awayM * Math.cos(bearing)) / EARTH_RADIUS_M / DEGREE;
    const eastDegrees = (awayM * Math.sin(bearing)) / (EARTH_RADIUS_M * Math.cos(lat[i]! * DEGREE)) / DEGREE;
    const cell = cellAt(lat[i]! + northDegrees, lon[i]! + eastDegrees);
    if (cell >= 0) counts[cell]!++;
  }
}
