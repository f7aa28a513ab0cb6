import { distanceM, type Point } from '../geocoding/sphere.ts';
import type { GraphPlace, NetworkGraph } from '../network/graph.ts';

/** A place on the track where a unit may be put. */
export interface PatrolSite extends Point {
  /** `corridor:km`, the same as long as the line is. */
  id: string;
  place: GraphPlace;
  corridorId: string;
  /** Of the corridor. */
  km: number;
  stretch: number;
}

/**
 * Km between neighbouring sites. It is fixed, and so are the sites: who could shift them about would see from which
 * ones are never used where the shelters are.
 */
const SPACING_KM = 10;

/**
 * Every stretch cut into equal parts of at most 10 km, a site in the middle of each, and one at each of its ends that
 * is a station: towns are where units can stay. In the order of the network.
 */
export function patrolSites(graph: NetworkGraph): PatrolSite[] {
  const { edges, stretches, nodes } = graph;
  const sites: PatrolSite[] = [];
  const seen = new Set<number>();
  const add = (stretch: number, km: number) => {
    const { firstEdge, endEdge, corridorId } = stretches[stretch]!;
    let edge = firstEdge;
    while (edge + 1 < endEdge && edges.toKm[edge]! < km) edge++;
    const place = { edge, alongKm: Math.min(Math.max(km - edges.fromKm[edge]!, 0), edges.lengthKm[edge]!) };
    const [lon, lat] = graph.pointAt(place);
    sites.push({ id: `${corridorId}:${km.toFixed(2)}`, place, corridorId, km, stretch, lon, lat });
  };
  stretches.forEach(({ fromKm, toKm, lengthKm, fromNode, toNode }, stretch) => {
    const station = (node: number, km: number) => {
      // Stretches that meet in a station share it.
      if (nodes[node]!.kind !== 'station' || seen.has(node)) return;
      seen.add(node);
      add(stretch, km);
    };
    station(fromNode, fromKm);
    const parts = Math.max(1, Math.ceil(lengthKm / SPACING_KM));
    for (let part = 0; part < parts; part++) add(stretch, fromKm + (lengthKm * (part + 0.5)) / parts);
    station(toNode, toKm);
  });
  return sites;
}

/**
 * Which sites may be used: none nearer to a shelter than `excludedWithinM`, since patrols at a shelter's door keep
 * victims away, and none of the decoys. Decoys are left out for no reason, always the same ones: whoever finds out
 * which sites are never used cannot tell a shelter from a decoy.
 */
export function openSites(
  sites: readonly PatrolSite[],
  shelters: readonly Point[],
  excludedWithinM: number,
  isDecoy: (siteId: string) => boolean,
): Uint8Array {
  return Uint8Array.from(sites, (site) =>
    !isDecoy(site.id) && shelters.every((shelter) => distanceM(site, shelter) > excludedWithinM) ? 1 : 0,
  );
}
