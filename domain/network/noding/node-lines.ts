import { cutAtCrossings } from './crossings.ts';
import { joinLooseEnds } from './loose-ends.ts';
import { Mesh, type SourceLine } from './mesh.ts';
import { strokesOf } from './strokes.ts';

/** How far short of another line an end may stop and still be joined to it, unless the user says otherwise. */
export const JOIN_M = 1500;

/** A line that meets the others of its load in common vertices. */
export interface NodedLine {
  name: string;
  operator: string;
  lon: number[];
  lat: number[];
  /** Along the line from its beginning. */
  km: number[];
}

export interface NodingReport {
  /** As the file has it, and as it is in the network: duplicates once, joins added. */
  sourceKm: number;
  lengthKm: number;
  duplicateKm: number;
  crossings: number;
  selfCrossings: number;
  joinedEnds: number;
  looseEnds: number;
  /** Km of every connected component, the longest first. */
  componentKm: number[];
}

/** Makes lines as files have them into lines that meet where they should; deterministic. */
export function nodeLines(
  lines: readonly SourceLine[],
  joinM: number = JOIN_M,
): { lines: NodedLine[]; report: NodingReport } {
  const mesh = new Mesh();
  let sourceM = 0;
  lines.forEach(({ points }, source) => {
    const way = points.map(([lon, lat]) => mesh.vertex(lon, lat));
    for (let i = 1; i < way.length; i++) {
      sourceM += mesh.lengthM(way[i - 1], way[i]);
      mesh.add(way[i - 1], way[i], source);
    }
  });
  const { crossings, selfCrossings } = cutAtCrossings(mesh);
  const duplicateKm = mesh.duplicateM / 1000;
  const { joined, loose } = joinLooseEnds(mesh, joinM);
  const noded = strokesOf(mesh, lines).map(({ source, vertices }) => {
    const km = [0];
    for (let i = 1; i < vertices.length; i++) {
      km.push(km[i - 1] + mesh.lengthM(vertices[i - 1], vertices[i]) / 1000);
    }
    return {
      name: lines[source].name,
      operator: lines[source].operator,
      lon: vertices.map((vertex) => mesh.lon[vertex]),
      lat: vertices.map((vertex) => mesh.lat[vertex]),
      km,
    };
  });
  const componentKm = componentsOf(mesh);
  return {
    lines: noded,
    report: {
      sourceKm: sourceM / 1000,
      lengthKm: componentKm.reduce((sum, km) => sum + km, 0),
      duplicateKm,
      crossings,
      selfCrossings,
      joinedEnds: joined,
      looseEnds: loose,
      componentKm,
    },
  };
}

function componentsOf(mesh: Mesh): number[] {
  const parent = Int32Array.from(mesh.lon, (_, vertex) => vertex);
  const root = (vertex: number): number => {
    let at = vertex;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  };
  for (const { a, b } of mesh.segments) parent[root(a)] = root(b);
  const km = new Map<number, number>();
  for (const { a, b } of mesh.segments) km.set(root(a), (km.get(root(a)) ?? 0) + mesh.lengthM(a, b) / 1000);
  return [...km.values()].sort((x, y) => y - x);
}
