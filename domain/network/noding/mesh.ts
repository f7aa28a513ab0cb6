import { planeDistanceM, scaleAt } from '../plane.ts';

/** A line as a file gives it. */
export interface SourceLine {
  /** Its own name, or ''. */
  name: string;
  operator: string;
  /** lon, lat; two different ones at least. */
  points: readonly (readonly [number, number])[];
}

/** Two places nearer than this are one: rounding of files, not geography. */
export const SAME_PLACE_M = 1;
const CELL_DEGREES = 0.05;
/** A millionth of a degree is about 11 cm. */
const ROUNDING = 1e6;

/** A straight piece between two vertices; `source` is the line it came from. */
export interface Segment {
  a: number;
  b: number;
  source: number;
}

/** Straight pieces between shared vertices: each pair of vertices is joined once, however many lines say so. */
export class Mesh {
  readonly lon: number[] = [];
  readonly lat: number[] = [];
  segments: Segment[] = [];
  /** Length of what two lines had in common and the mesh has once, metres. */
  duplicateM = 0;
  private readonly vertexOf = new Map<string, number>();
  private pairs = new Set<string>();

  vertex(lon: number, lat: number): number {
    const [x, y] = [Math.round(lon * ROUNDING), Math.round(lat * ROUNDING)];
    const key = `${x},${y}`;
    const known = this.vertexOf.get(key);
    if (known !== undefined) return known;
    const id = this.lon.length;
    this.lon.push(x / ROUNDING);
    this.lat.push(y / ROUNDING);
    this.vertexOf.set(key, id);
    return id;
  }

  add(a: number, b: number, source: number): void {
    if (a === b) return;
    const pair = a < b ? `${a},${b}` : `${b},${a}`;
    if (this.pairs.has(pair)) {
      this.duplicateM += this.lengthM(a, b);
      return;
    }
    this.pairs.add(pair);
    this.segments.push({ a, b, source });
  }

  lengthM(a: number, b: number): number {
    return planeDistanceM(this.lon[a], this.lat[a], this.lon[b], this.lat[b]);
  }

  /** Segments at each vertex. */
  incidence(): number[][] {
    const at: number[][] = Array.from({ length: this.lon.length }, () => []);
    this.segments.forEach(({ a, b }, index) => {
      at[a].push(index);
      at[b].push(index);
    });
    return at;
  }

  /** Cuts segments at vertices that lie on them; `cuts` lists the vertices by segment. */
  cut(cuts: ReadonlyMap<number, readonly number[]>): void {
    if (cuts.size === 0) return;
    const old = this.segments;
    this.segments = [];
    this.pairs = new Set();
    old.forEach(({ a, b, source }, index) => {
      const between = [...new Set(cuts.get(index) ?? [])]
        .filter((vertex) => vertex !== a && vertex !== b)
        .sort((p, q) => this.lengthM(a, p) - this.lengthM(a, q));
      const way = [a, ...between, b];
      for (let i = 1; i < way.length; i++) this.add(way[i - 1], way[i], source);
    });
  }

  /** Where on a segment a place is nearest: share of the way from a to b, and the distance in metres. */
  footOn(segment: number, lon: number, lat: number): { share: number; distanceM: number } {
    const { a, b } = this.segments[segment];
    const { east, north } = scaleAt(lat);
    const [ax, ay] = [(this.lon[a] - lon) * east, (this.lat[a] - lat) * north];
    const [dx, dy] = [(this.lon[b] - this.lon[a]) * east, (this.lat[b] - this.lat[a]) * north];
    const length2 = dx * dx + dy * dy;
    const share = length2 === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / length2));
    return { share, distanceM: Math.hypot(ax + share * dx, ay + share * dy) };
  }

  /** The place on a segment at a share of its way, as a vertex: one of its ends where that is no farther than rounding. */
  vertexOn(segment: number, share: number): number {
    const { a, b } = this.segments[segment];
    const lon = this.lon[a] + share * (this.lon[b] - this.lon[a]);
    const lat = this.lat[a] + share * (this.lat[b] - this.lat[a]);
    if (planeDistanceM(lon, lat, this.lon[a], this.lat[a]) < SAME_PLACE_M) return a;
    if (planeDistanceM(lon, lat, this.lon[b], this.lat[b]) < SAME_PLACE_M) return b;
    return this.vertex(lon, lat);
  }

  /** Indices of segments by cell, to find those near a place. */
  cells(): Map<string, number[]> {
    const cells = new Map<string, number[]>();
    this.segments.forEach(({ a, b }, index) => {
      for (const key of cellsOf(this.lon[a], this.lat[a], this.lon[b], this.lat[b], 0)) {
        const cell = cells.get(key);
        if (cell) cell.push(index);
        else cells.set(key, [index]);
      }
    });
    return cells;
  }
}

/** Keys of the cells that the box of two places touches, widened by metres. */
export function cellsOf(lonA: number, latA: number, lonB: number, latB: number, widerM: number): string[] {
  const { east, north } = scaleAt((latA + latB) / 2);
  const column = (degrees: number) => Math.floor(degrees / CELL_DEGREES);
  const keys: string[] = [];
  const [west, right] = [Math.min(lonA, lonB) - widerM / east, Math.max(lonA, lonB) + widerM / east];
  const [south, top] = [Math.min(latA, latB) - widerM / north, Math.max(latA, latB) + widerM / north];
  for (let x = column(west); x <= column(right); x++) {
    for (let y = column(south); y <= column(top); y++) keys.push(`${x},${y}`);
  }
  return keys;
}
