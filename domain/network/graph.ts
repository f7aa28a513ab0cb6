import { components, incidence } from './connectivity.ts';
import { findStops, onOwner, type Stop } from './junctions.ts';
import { type Line, partOf, pointOn } from './line.ts';
import { MODES, type Mode } from './modes.ts';
import { PieceGrid } from './piece-grid.ts';
import type { RailNetwork } from './rail.ts';
import { isOnePart, type Ownership, shareTrack } from './shared-track.ts';
import { cutStretches, type Stretch } from './stretches.ts';

/** A place where edges end. */
export interface NetworkNode {
  /** A station has a name; a junction joins three edges or more; a dead end has one; the rest is a bend. */
  kind: 'station' | 'junction' | 'end' | 'bend';
  /** The station's name, or null. */
  name: string | null;
  mode: Mode;
  lon: number;
  lat: number;
}

/** Track between two nodes with nothing between; columns of equal length, one row an edge. */
export interface EdgeColumns {
  count: number;
  /** Nodes at the lower and at the higher km of the corridor. */
  from: Int32Array;
  to: Int32Array;
  /** Km along the track. */
  lengthKm: Float64Array;
  /** Index into MODES. */
  mode: Uint8Array;
  /** Index into corridorIds: whose km the next two are. Track used by several corridors is in the graph once. */
  corridor: Int32Array;
  fromKm: Float64Array;
  toKm: Float64Array;
  /** Index into stretches. */
  stretch: Int32Array;
}

/**
 * Pieces of edges, the grain of all rates: each edge is cut into ceil(length) equal pieces, so none is longer than
 * 1 km. Lixels of an edge follow one another from its `from` node on; those of a stretch too.
 */
export interface LixelColumns {
  count: number;
  edge: Int32Array;
  /** Km of the edge's corridor. */
  fromKm: Float64Array;
  toKm: Float64Array;
  /** Lixels of edge e: firstOfEdge[e] up to, not including, firstOfEdge[e + 1]. */
  firstOfEdge: Int32Array;
}

/** A place on the graph: `alongKm` from the `from` node of an edge. */
export interface GraphPlace {
  edge: number;
  alongKm: number;
}

/** The network as a graph, and what it is cut into. Immutable. */
export interface NetworkGraph {
  corridorIds: readonly string[];
  nodes: readonly NetworkNode[];
  edges: EdgeColumns;
  /** Edges at node n: edgesAt[firstAt[n]] up to, not including, edgesAt[firstAt[n + 1]]. No edge is a loop. */
  firstAt: Int32Array;
  edgesAt: Int32Array;
  lixels: LixelColumns;
  stretches: readonly Stretch[];
  /** Connected component of every node, 0 the largest by km. */
  componentOf: Int32Array;
  componentKm: readonly number[];
  /** Total km of track, shared track once. */
  lengthKm: number;
  modes: { known: Mode[]; missing: Mode[] };
  /** The place of a corridor's km, also where the corridor runs over another's track; null off the network. */
  placeOf(corridorId: string, km: number): GraphPlace | null;
  /** Index of the lixel that holds a place. */
  lixelAt(place: GraphPlace): number;
  /** lon, lat of a place. */
  pointAt(place: GraphPlace): [number, number];
  /** The drawn line of a lixel, edge or stretch, from lower to higher km. */
  line(corridor: number, fromKm: number, toKm: number): [number, number][];
}

/** Builds the graph of all lines: junctions where they meet, shared track once, stations, lixels, stretches. */
export function buildNetworkGraph({
  lines,
  modes: known,
}: Pick<RailNetwork, 'lines' | 'modes'>): NetworkGraph {
  const grid = new PieceGrid(lines);
  const ownership = shareTrack(lines, grid);
  const { stops, nodeCount } = findStops(lines, grid, ownership);
  const { edges, addedNodes } = makeEdges(lines, ownership, stops, nodeCount);
  const nodes = makeNodes(lines, stops, nodeCount, edges, addedNodes);
  const lixels = cutLixels(edges);
  const stretches = cutStretches(lines, stops, edges, nodes, lixels.firstOfEdge);
  const { firstAt, edgesAt } = incidence(nodes.length, edges);
  const { componentOf, componentKm } = components(nodes.length, edges, firstAt, edgesAt);
  const indexOf = new Map(lines.map(({ corridorId }, index) => [corridorId, index]));
  const edgesOfLine = groupEdges(lines.length, edges);

  function placeOf(corridorId: string, km: number): GraphPlace | null {
    const index = indexOf.get(corridorId);
    if (index === undefined || pointOn(lines[index], km) === null) return null;
    const at = onOwner(lines, grid, ownership, index, km);
    if (!at) return null;
    const candidates = edgesOfLine[at.line];
    const edge =
      candidates.find((e) => at.km >= edges.fromKm[e] && at.km <= edges.toKm[e]) ??
      nearestEdge(candidates, at.km);
    const along = Math.min(Math.max(at.km - edges.fromKm[edge], 0), edges.lengthKm[edge]);
    return { edge, alongKm: along };
  }

  function nearestEdge(candidates: readonly number[], km: number): number {
    const off = (e: number) => Math.max(edges.fromKm[e] - km, km - edges.toKm[e]);
    return candidates.reduce((best, e) => (off(e) < off(best) ? e : best));
  }

  return {
    corridorIds: lines.map(({ corridorId }) => corridorId),
    nodes,
    edges,
    firstAt,
    edgesAt,
    lixels,
    stretches,
    componentOf,
    componentKm,
    lengthKm: edges.lengthKm.reduce((sum, km) => sum + km, 0),
    modes: { known: [...known], missing: MODES.filter((mode) => !known.includes(mode)) },
    placeOf,
    lixelAt: ({ edge, alongKm }) => {
      const first = lixels.firstOfEdge[edge];
      const count = lixels.firstOfEdge[edge + 1] - first;
      return first + Math.min(count - 1, Math.floor((alongKm / edges.lengthKm[edge]) * count));
    },
    pointAt: ({ edge, alongKm }) => {
      const km = Math.min(edges.fromKm[edge] + alongKm, edges.toKm[edge]);
      return pointOn(lines[edges.corridor[edge]], km) as [number, number];
    },
    line: (corridor, fromKm, toKm) => partOf(lines[corridor], fromKm, toKm),
  };
}

interface Edge {
  from: number;
  to: number;
  line: number;
  fromKm: number;
  toKm: number;
}

/** One edge between neighbouring stops of a part. A loop gets a node in its middle: no edge may end where it began. */
function makeEdges(
  lines: readonly Line[],
  ownership: readonly Ownership[],
  stops: readonly Stop[],
  nodeCount: number,
): { edges: EdgeColumns; addedNodes: { line: number; km: number }[] } {
  const rows: Edge[] = [];
  const addedNodes: { line: number; km: number }[] = [];
  for (let i = 1; i < stops.length; i++) {
    const [a, b] = [stops[i - 1], stops[i]];
    if (a.line !== b.line || b.km <= a.km || !isOnePart(ownership[a.line], a.km, b.km)) continue;
    const edge = { from: a.node, to: b.node, line: a.line, fromKm: a.km, toKm: b.km };
    if (a.node !== b.node) {
      rows.push(edge);
      continue;
    }
    const middle = nodeCount + addedNodes.length;
    const km = (a.km + b.km) / 2;
    addedNodes.push({ line: a.line, km });
    rows.push({ ...edge, to: middle, toKm: km }, { ...edge, from: middle, fromKm: km });
  }
  const edges: EdgeColumns = {
    count: rows.length,
    from: Int32Array.from(rows, (row) => row.from),
    to: Int32Array.from(rows, (row) => row.to),
    lengthKm: Float64Array.from(rows, (row) => row.toKm - row.fromKm),
    mode: Uint8Array.from(rows, (row) => MODES.indexOf(lines[row.line].mode)),
    corridor: Int32Array.from(rows, (row) => row.line),
    fromKm: Float64Array.from(rows, (row) => row.fromKm),
    toKm: Float64Array.from(rows, (row) => row.toKm),
    stretch: new Int32Array(rows.length),
  };
  return { edges, addedNodes };
}

function makeNodes(
  lines: readonly Line[],
  stops: readonly Stop[],
  nodeCount: number,
  edges: EdgeColumns,
  added: readonly { line: number; km: number }[],
): NetworkNode[] {
  const degree = new Int32Array(nodeCount + added.length);
  for (let e = 0; e < edges.count; e++) {
    degree[edges.from[e]]++;
    degree[edges.to[e]]++;
  }
  const nodes: NetworkNode[] = new Array(nodeCount);
  for (const { node, line, km, station } of stops) {
    // The place of a node is that of its first station, or of its first stop.
    if (nodes[node] && (station === null || nodes[node].name !== null)) continue;
    const [lon, lat] = pointOn(lines[line], km) as [number, number];
    const kind = station !== null ? 'station' : kindOf(degree[node]);
    nodes[node] = { kind, name: station, mode: lines[line].mode, lon, lat };
  }
  for (const { line, km } of added) {
    const [lon, lat] = pointOn(lines[line], km) as [number, number];
    nodes.push({ kind: 'bend', name: null, mode: lines[line].mode, lon, lat });
  }
  return nodes;
}

function kindOf(degree: number): NetworkNode['kind'] {
  if (degree >= 3) return 'junction';
  return degree === 2 ? 'bend' : 'end';
}

function cutLixels(edges: EdgeColumns): LixelColumns {
  const firstOfEdge = new Int32Array(edges.count + 1);
  for (let e = 0; e < edges.count; e++) {
    // Rounding must not make 3 km into four pieces.
    firstOfEdge[e + 1] = firstOfEdge[e] + Math.max(1, Math.ceil(edges.lengthKm[e] - 1e-9));
  }
  const count = firstOfEdge[edges.count];
  const lixels = {
    count,
    edge: new Int32Array(count),
    fromKm: new Float64Array(count),
    toKm: new Float64Array(count),
    firstOfEdge,
  };
  for (let e = 0; e < edges.count; e++) {
    const pieces = firstOfEdge[e + 1] - firstOfEdge[e];
    for (let i = 0; i < pieces; i++) {
      const at = firstOfEdge[e] + i;
      lixels.edge[at] = e;
      lixels.fromKm[at] = edges.fromKm[e] + (edges.lengthKm[e] * i) / pieces;
      lixels.toKm[at] =
        i + 1 === pieces ? edges.toKm[e] : edges.fromKm[e] + (edges.lengthKm[e] * (i + 1)) / pieces;
    }
  }
  return lixels;
}

function groupEdges(lineCount: number, edges: EdgeColumns): number[][] {
  const groups: number[][] = Array.from({ length: lineCount }, () => []);
  for (let e = 0; e < edges.count; e++) groups[edges.corridor[e]].push(e);
  return groups;
}
