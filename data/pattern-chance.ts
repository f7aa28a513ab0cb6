import type { RailNetwork } from '../domain/network/rail.ts';
import { RAIL_KM } from '../domain/patterns/bands.ts';
import { railDistance } from '../domain/patterns/rail-distance.ts';
import type { ChanceShares } from '../domain/patterns/rail-share.ts';
import { polygonsOf, type Rings } from './reference/polygon.ts';
import type { StateOutline } from './reference/topologies.ts';

/** Degrees between two points of the grid: about 5.5 km, some 130 points in the smallest state. */
const STEP_DEG = 0.05;

/**
 * Share of each state's area within each of RAIL_KM of a railway, by an even grid of points; rows are weighted by the
 * cosine of their latitude, since degrees of longitude grow narrower to the north. One to two points in a hundred off.
 */
export function chanceShares(states: readonly StateOutline[], network: RailNetwork): ChanceShares {
  const distance = railDistance(network);
  return new Map(states.map((state) => [state.code, sharesOf(state, distance)]));
}

function sharesOf({ geometry }: StateOutline, distance: ReturnType<typeof railDistance>): number[] {
  let area = 0;
  const within = RAIL_KM.map(() => 0);
  for (const rings of polygonsOf(geometry)) {
    const lats = (rings[0] ?? []).map(([, lat]) => lat!);
    // Whole multiples of the step, so that the islands of a state share one grid with its mainland.
    for (let row = Math.ceil(Math.min(...lats) / STEP_DEG); row * STEP_DEG <= Math.max(...lats); row++) {
      const lat = row * STEP_DEG;
      const weight = Math.cos((lat * Math.PI) / 180);
      for (const [west, east] of insideAt(rings, lat)) {
        for (let at = Math.ceil(west / STEP_DEG); at * STEP_DEG < east; at++) {
          area += weight;
          const away = distance(at * STEP_DEG, lat);
          if (away === null) continue;
          RAIL_KM.forEach((km, band) => {
            if (away <= km * 1000) within[band]! += weight;
          });
        }
      }
    }
  }
  return within.map((part) => (area === 0 ? 0 : part / area));
}

/** Where a parallel runs inside a polygon, west to east: asking each point whether it is inside took seconds. */
function insideAt(rings: Rings, lat: number): [west: number, east: number][] {
  const crossings: number[] = [];
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [ax, ay] = ring[i] as [number, number];
      const [bx, by] = ring[j] as [number, number];
      if (ay > lat !== by > lat) crossings.push(((bx - ax) * (lat - ay)) / (by - ay) + ax);
    }
  }
  crossings.sort((a, b) => a - b);
  return crossings.flatMap((west, at) =>
    at % 2 === 0 ? [[west, crossings[at + 1]!] as [number, number]] : [],
  );
}
