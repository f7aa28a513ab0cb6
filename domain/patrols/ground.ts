import type { GraphPlace, NetworkGraph } from '../network/graph.ts';
import { distancesFrom, distanceTo, lixelsWithin } from './reach.ts';
import { type PatrolRequest, reachKm } from './request.ts';
import { type PatrolSite, patrolSites } from './sites.ts';

/** Where units start and end. */
export interface PatrolBase {
  name: string;
  lon: number;
  lat: number;
  place: GraphPlace;
  /** From the base itself to the track. */
  toTrackKm: number;
}

/** A site that some base's units reach with enough of the shift left. */
export interface ReachedSite {
  site: PatrolSite;
  /** Index of the base: the nearest along the track, the first of equal ones. */
  base: number;
  /** One way. */
  travelKm: number;
  hoursThere: number;
  reachKm: number;
  /** Lixels within reach, rising. */
  lixels: Int32Array;
}

/** What follows from the shift alone. */
export type ShiftLimits = Pick<PatrolRequest, 'shiftHours' | 'speedKmh' | 'leastHoursThere' | 'reach'>;

/** Every station as a base. */
export function stationBases({ nodes, edges, firstAt, edgesAt }: NetworkGraph): PatrolBase[] {
  return nodes.flatMap(({ kind, name, lon, lat }, node) => {
    if (kind !== 'station' || name === null || firstAt[node] === firstAt[node + 1]) return [];
    const edge = edgesAt[firstAt[node]!]!;
    const alongKm = edges.from[edge] === node ? 0 : edges.lengthKm[edge]!;
    return [{ name, lon, lat, place: { edge, alongKm }, toTrackKm: 0 }];
  });
}

/**
 * The sites that units can be sent to, and what each covers from there.
 *
 * A shift is the way out, the time there, and the way back. A site is reached if the time there is at least
 * `leastHoursThere`. From it a unit covers the track within the reach asked, but no more than it can go out to and back
 * from once in the time there: min(reach, speed x hours / 2).
 *
 * @param open by site of `patrolSites`: whether it may be used
 */
export function reachedSites(
  graph: NetworkGraph,
  bases: readonly PatrolBase[],
  open: Uint8Array,
  limits: ShiftLimits,
): ReachedSite[] {
  const { shiftHours, speedKmh, leastHoursThere } = limits;
  const farthestKm = ((shiftHours - leastHoursThere) * speedKmh) / 2;
  if (farthestKm < 0) return [];
  const starts = bases.map(({ place, toTrackKm }) => ({ place, km: toTrackKm }));
  const away = distancesFrom(graph, starts, farthestKm);
  return patrolSites(graph).flatMap((site, i): ReachedSite[] => {
    if (open[i] !== 1) return [];
    const nearest = distanceTo(graph, starts, away, site.place);
    if (nearest === null || nearest.km > farthestKm) return [];
    const hoursThere = shiftHours - (2 * nearest.km) / speedKmh;
    const km = Math.min(reachKm(limits), (speedKmh * hoursThere) / 2);
    return [
      {
        site,
        base: nearest.start,
        travelKm: nearest.km,
        hoursThere,
        reachKm: km,
        lixels: lixelsWithin(graph, site.place, km),
      },
    ];
  });
}
