import type { NetworkEdges, NetworkPlaces } from '../../network/kernel-paths.ts';
import { type Zones, zonesOf } from './zones.ts';

/** Km by track from one place to others; Infinity where none leads there within the reach. */
export type KmByTrack = (edge: number, at: number) => number;

/** What can be reached from a place. */
export interface TrackReach {
  km: KmByTrack;
  edgesWithin: number[];
  /** The track within the reach, none of it twice. */
  pieces: () => { edge: number; from: number; to: number }[];
}

/**
 * Makes the measure of shortest ways by track (Dijkstra 1959), which stops at a reach.
 * @returns from a place and with a reach: the distance to any other, good as far as the reach
 */
export function trackDistances(
  edges: NetworkEdges,
): (edge: number, at: number, reachKm: number) => TrackReach {
  const edgesOf: number[][] = Array.from({ length: edges.vertexCount }, () => []);
  for (let e = 0; e < edges.from.length; e++) {
    edgesOf[edges.from[e]!]!.push(e);
    if (edges.to[e] !== edges.from[e]) edgesOf[edges.to[e]!]!.push(e);
  }
  return (ownEdge, ownAt, reachKm) => {
    const known = new Map<number, number>();
    const open = new Map<number, number>();
    const offer = (vertex: number, km: number): void => {
      if (km <= reachKm && !known.has(vertex) && km < (open.get(vertex) ?? Number.POSITIVE_INFINITY)) {
        open.set(vertex, km);
      }
    };
    offer(edges.from[ownEdge]!, ownAt);
    offer(edges.to[ownEdge]!, edges.length[ownEdge]! - ownAt);
    const within = new Set([ownEdge]);
    while (open.size > 0) {
      let vertex = -1;
      let km = Number.POSITIVE_INFINITY;
      // A reach holds some dozens of vertices at once: a heap would not pay.
      for (const [candidate, distance] of open) {
        if (distance < km || (distance === km && candidate < vertex)) [vertex, km] = [candidate, distance];
      }
      open.delete(vertex);
      known.set(vertex, km);
      for (const edge of edgesOf[vertex]!) {
        within.add(edge);
        offer(edges.from[edge] === vertex ? edges.to[edge]! : edges.from[edge]!, km + edges.length[edge]!);
      }
    }
    const far = Number.POSITIVE_INFINITY;
    return {
      edgesWithin: [...within],
      km: (edge, at) =>
        Math.min(
          edge === ownEdge ? Math.abs(at - ownAt) : far,
          (known.get(edges.from[edge]!) ?? far) + at,
          (known.get(edges.to[edge]!) ?? far) + edges.length[edge]! - at,
        ),
      pieces: () =>
        [...within].flatMap((edge) => {
          const length = edges.length[edge]!;
          const spans = [
            { from: 0, to: reachKm - (known.get(edges.from[edge]!) ?? far) },
            { from: length - reachKm + (known.get(edges.to[edge]!) ?? far), to: length },
            ...(edge === ownEdge ? [{ from: ownAt - reachKm, to: ownAt + reachKm }] : []),
          ];
          return joined(spans, length).map((span) => ({ edge, ...span }));
        }),
    };
  };
}

/** Spans cut to 0..length, those that touch made one. */
function joined(spans: { from: number; to: number }[], length: number): { from: number; to: number }[] {
  const whole = spans
    .map(({ from, to }) => ({ from: Math.max(0, from), to: Math.min(length, to) }))
    .filter(({ from, to }) => from < to)
    .sort((a, b) => a.from - b.from);
  const merged: { from: number; to: number }[] = [];
  for (const span of whole) {
    const last = merged.at(-1);
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else merged.push({ ...span });
  }
  return merged;
}

/** Zones that grow from each place along the track, in all directions at once, by the shortest way. */
export function networkZones(edges: NetworkEdges, places: NetworkPlaces, maxKm: number): Zones {
  const from = trackDistances(edges);
  const placesOn: number[][] = Array.from({ length: edges.from.length }, () => []);
  for (let place = 0; place < places.edge.length; place++) placesOn[places.edge[place]!]!.push(place);
  return zonesOf(places.edge.length, maxKm, (centre, add) => {
    const { km, edgesWithin } = from(places.edge[centre]!, places.at[centre]!, maxKm);
    for (const edge of edgesWithin)
      for (const place of placesOn[edge]!) add(place, km(edge, places.at[place]!));
  });
}
