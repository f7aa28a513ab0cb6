import type { NetworkEdges } from '../../network/kernel-paths.ts';
import { type Answer, answered } from '../answer.ts';
import { networkZones, trackDistances } from './network-zones.ts';
import { type IncidentScan, type ScanCluster, type ScanOptions, scanPlaces } from './scan-incidents.ts';

/** Incidents on the track: edge, and km from its beginning. */
export interface TrackIncidents {
  day: Int32Array;
  edge: Int32Array;
  at: Float64Array;
}

/** Track of a cluster: on an edge, from and to, km from its beginning. */
export interface TrackPiece {
  edge: number;
  from: number;
  to: number;
}

export type TrackCluster = Omit<ScanCluster, 'lon' | 'lat' | 'radiusKm'> & {
  /** Km of its centre on its edge. */
  edge: number;
  at: number;
  /** By track, to its farthest incident. */
  reachKm: number;
  pieces: TrackPiece[];
};

export type TrackScan = Omit<IncidentScan, 'clusters'> & { clusters: TrackCluster[] };

/**
 * The scan that grows along the track in place of circles: a zone is all that can be reached from its centre within so
 * many km by track. `maxRadiusKm` is that reach. Two lines side by side without a junction are not near.
 */
export function scanAlongTrack(
  incidents: TrackIncidents,
  edges: NetworkEdges,
  options: ScanOptions,
): Answer<TrackScan> {
  const { place, places } = kilometres(incidents, edges);
  const judged = scanPlaces({ place, day: incidents.day }, options, () =>
    networkZones(edges, places, options.maxRadiusKm),
  );
  if (judged.status === 'refused') return judged;
  const from = trackDistances(edges);
  return answered({
    ...judged.value,
    clusters: judged.value.clusters.map(({ places: _, radiusKm, centre, days, ...cluster }) => {
      const [edge, at] = [places.edge[centre]!, places.at[centre]!];
      // A place is a kilometre: half of it lies beyond its middle.
      const reachKm = radiusKm + 0.5;
      const { pieces } = from(edge, at, reachKm);
      return {
        edge,
        at,
        reachKm,
        pieces: pieces(),
        firstDay: options.asOf - days + 1,
        lastDay: options.asOf,
        ...cluster,
      };
    }),
  });
}

/** The kilometres of track with incidents, each a place at its middle. */
function kilometres({ edge, at }: TrackIncidents, edges: NetworkEdges) {
  const index = new Map<string, number>();
  const onEdge: number[] = [];
  const middle: number[] = [];
  const place = Int32Array.from(edge, (e, i) => {
    const km = Math.floor(at[i]!);
    const key = `${e},${km}`;
    let found = index.get(key);
    if (found === undefined) {
      found = onEdge.length;
      index.set(key, found);
      onEdge.push(e);
      middle.push(Math.min(km + 0.5, edges.length[e]!));
    }
    return found;
  });
  return { place, places: { edge: Int32Array.from(onEdge), at: Float64Array.from(middle) } };
}
