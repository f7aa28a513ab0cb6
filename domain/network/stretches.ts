import type { EdgeColumns, NetworkNode } from './graph.ts';
import type { Stop } from './junctions.ts';
import type { Line } from './line.ts';
import type { Mode } from './modes.ts';

/**
 * Track between two neighbouring stations of a corridor: "Arriaga - Ixtepec, km 303-451". Stretches share no track:
 * where a corridor runs over another's, the track is the other's stretch, and km say where this one stops.
 */
export interface Stretch {
  /** `corridor:fromKm-toKm`. */
  id: string;
  corridorId: string;
  mode: Mode;
  /** The station before and the one behind; where the corridor has none there, the place at its end, or ''. */
  fromStation: string;
  toStation: string;
  fromKm: number;
  toKm: number;
  lengthKm: number;
  /** Nodes at fromKm and toKm. */
  fromNode: number;
  toNode: number;
  /** Its edges and its lixels: from the first up to, not including, the end. */
  firstEdge: number;
  endEdge: number;
  firstLixel: number;
  endLixel: number;
}

/** Groups the edges, which come in order of line and km, and writes each edge's stretch into `edges.stretch`. */
export function cutStretches(
  lines: readonly Line[],
  stops: readonly Stop[],
  edges: EdgeColumns,
  nodes: readonly NetworkNode[],
  firstLixelOfEdge: Int32Array,
): Stretch[] {
  const stations = lines.map((line, index) => stationsAlong(line, index, stops, nodes));
  const stretches: Stretch[] = [];
  let first = 0;
  for (let edge = 0; edge < edges.count; edge++) {
    edges.stretch[edge] = stretches.length;
    const goesOn =
      edge + 1 < edges.count &&
      edges.corridor[edge + 1] === edges.corridor[edge] &&
      edges.fromKm[edge + 1] === edges.toKm[edge] &&
      nodes[edges.to[edge]].kind !== 'station';
    if (goesOn) continue;
    const line = lines[edges.corridor[edge]];
    const fromKm = edges.fromKm[first];
    const toKm = edges.toKm[edge];
    stretches.push({
      id: `${line.corridorId}:${kmText(fromKm)}-${kmText(toKm)}`,
      corridorId: line.corridorId,
      mode: line.mode,
      ...between(stations[edges.corridor[edge]], line.ends, fromKm, toKm),
      fromKm,
      toKm,
      lengthKm: toKm - fromKm,
      fromNode: edges.from[first],
      toNode: edges.to[edge],
      firstEdge: first,
      endEdge: edge + 1,
      firstLixel: firstLixelOfEdge[first],
      endLixel: firstLixelOfEdge[edge + 1],
    });
    first = edge + 1;
  }
  return stretches;
}

interface NamedKm {
  name: string;
  km: number;
}

/** The corridor's own stations, those on shared track too, and those of other corridors on its track; km rising. */
function stationsAlong(
  line: Line,
  index: number,
  stops: readonly Stop[],
  nodes: readonly NetworkNode[],
): NamedKm[] {
  const own = [...line.stationAt].map(([post, name]) => ({ name, km: line.km[post] }));
  const passed = stops.flatMap(({ line: of, km, node }) => {
    const { name } = nodes[node];
    return of === index && name !== null && !own.some((station) => station.name === name)
      ? [{ name, km }]
      : [];
  });
  return [...own, ...passed].sort((a, b) => a.km - b.km);
}

/** The last station before a stretch's middle and the first behind it. */
function between(
  stations: readonly NamedKm[],
  ends: readonly [string, string],
  fromKm: number,
  toKm: number,
): { fromStation: string; toStation: string } {
  const middle = (fromKm + toKm) / 2;
  const before = stations.filter(({ km }) => km <= middle).at(-1);
  const behind = stations.find(({ km }) => km > middle);
  return { fromStation: before?.name ?? ends[0], toStation: behind?.name ?? ends[1] };
}

/** Km with one decimal, none for whole ones: `303.2`, `0`. */
function kmText(km: number): string {
  return String(Math.round(km * 10) / 10);
}
