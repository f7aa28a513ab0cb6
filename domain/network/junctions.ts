import { type Line, pointOn, rangeOf, SHIPPED_ORIGIN } from './line.ts';
import type { PieceGrid } from './piece-grid.ts';
import { planeDistanceM } from './plane.ts';
import { isOnePart, mayMeet, type Ownership, owns, type SharedRun, toleranceM } from './shared-track.ts';

/** Stations of one name this near are one place: a town's yards lie some km apart (Guadalajara: 8 km). */
const SAME_STATION_M = 10_000;
/** Lines of one load meet in the same vertex, written with this many decimals: about 11 cm. */
const VERTEX_DECIMALS = 6;

/** A place on the own track of a line where edges end; stops of one node are one place of the network. */
export interface Stop {
  line: number;
  km: number;
  station: string | null;
  /** The end of a part of own track: no edge may stop short of it. */
  isEnd: boolean;
  node: number;
}

/**
 * Finds where the lines have stations, meet and end. Stops come line by line, km rising, one for each node that a
 * part of a line passes.
 */
export function findStops(
  lines: readonly Line[],
  grid: PieceGrid,
  ownership: readonly Ownership[],
): { stops: Stop[]; nodeCount: number } {
  const stops: Stop[] = [];
  const parent: number[] = [];
  const root = (node: number): number => {
    let at = node;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  };
  const join = (a: Stop, b: Stop): void => {
    parent[Math.max(root(a.node), root(b.node))] = Math.min(root(a.node), root(b.node));
  };
  const add = (line: number, km: number, station: string | null = null, isEnd = false): Stop => {
    const stop = { line, km, station, isEnd, node: parent.length };
    parent.push(stop.node);
    stops.push(stop);
    return stop;
  };

  lines.forEach((line, index) => {
    for (const [post, name] of line.stationAt) {
      const at = onOwner(lines, grid, ownership, index, line.km[post]);
      if (at) add(at.line, at.km, name);
    }
    addPartEnds(index);
  });
  addCrossings();
  addCommonVertices();
  joinNamesakes();
  joinNear();
  return named(stops, root);

  /** Where own track ends, it goes over into the owner's, or into a line it was drawn short of. */
  function addPartEnds(index: number): void {
    const line = lines[index];
    const { owned, shared } = ownership[index];
    const range = rangeOf(line);
    for (const part of owned) {
      for (const km of [part.fromKm, part.toKm]) {
        const end = add(index, km, null, true);
        const run = shared.find(({ fromKm, toKm }) => fromKm === km || toKm === km);
        if (run) join(end, add(run.owner, run.fromKm === km ? run.ownerFromKm : run.ownerToKm));
        else if (km === range.fromKm || km === range.toKm) joinLooseEnd(index, end);
      }
    }
    // From one owner's track straight onto another's: the two meet here.
    for (let i = 1; i < shared.length; i++) {
      const [before, after] = [shared[i - 1], shared[i]];
      if (owned.some(({ fromKm }) => fromKm === before.toKm)) continue;
      join(add(before.owner, before.ownerToKm), add(after.owner, after.ownerFromKm));
    }
  }

  function joinLooseEnd(index: number, end: Stop): void {
    const line = lines[index];
    const [lon, lat] = pointOn(line, end.km) as [number, number];
    const near = grid.nearest(lon, lat, line.accuracyM, (other, km) => {
      return mayMeet(lines[other], line) && owns(ownership[other], km);
    });
    if (near) join(end, add(near.line, near.km));
  }

  function addCrossings(): void {
    grid.forEachCrossing((a, aKm, b, bKm) => {
      if (!mayMeet(lines[a], lines[b]) || !owns(ownership[a], aKm) || !owns(ownership[b], bKm)) return;
      join(add(a, aKm), add(b, bKm));
    });
  }

  /** Lines that a user loaded were joined then: they meet, others' or their own, wherever they have a vertex twice. */
  function addCommonVertices(): void {
    const firstAt = new Map<string, { line: number; km: number; stop: Stop | null }>();
    lines.forEach(({ origin, mode, km, lon, lat }, index) => {
      if (origin === SHIPPED_ORIGIN) return;
      for (let i = 0; i < km.length; i++) {
        if (!owns(ownership[index], km[i])) continue;
        const key = `${mode} ${origin} ${lon[i].toFixed(VERTEX_DECIMALS)},${lat[i].toFixed(VERTEX_DECIMALS)}`;
        const first = firstAt.get(key);
        if (!first) {
          firstAt.set(key, { line: index, km: km[i], stop: null });
          continue;
        }
        first.stop ??= add(first.line, first.km);
        join(first.stop, add(index, km[i]));
      }
    });
  }

  function joinNamesakes(): void {
    const byName = new Map<string, Stop[]>();
    for (const stop of stops) {
      if (stop.station === null) continue;
      const key = `${lines[stop.line].mode} ${stop.station}`;
      const same = byName.get(key);
      if (!same) {
        byName.set(key, [stop]);
        continue;
      }
      const twin = same.find((other) => areOneStation(lines, other, stop));
      if (twin) join(twin, stop);
      same.push(stop);
    }
  }

  /** Neighbours on a line that are nearer than it is exact are one place, unless they are stations of two names. */
  function joinNear(): void {
    stops.sort((a, b) => a.line - b.line || a.km - b.km || Number(b.isEnd) - Number(a.isEnd));
    const nameOf = new Map<number, string>();
    for (const { node, station } of stops) if (station !== null) nameOf.set(root(node), station);
    for (let i = 1; i < stops.length; i++) {
      const [a, b] = [stops[i - 1], stops[i]];
      if (a.line !== b.line || (b.km - a.km) * 1000 > lines[a.line].accuracyM) continue;
      if (!isOnePart(ownership[a.line], a.km, b.km)) continue;
      const names = [nameOf.get(root(a.node)), nameOf.get(root(b.node))];
      if (names[0] !== undefined && names[1] !== undefined && names[0] !== names[1]) continue;
      join(a, b);
      const name = names[0] ?? names[1];
      if (name !== undefined) nameOf.set(root(a.node), name);
    }
  }
}

/** Where a km of a line is on own track: on the line itself, or on the owner it runs over; null off all. */
export function onOwner(
  lines: readonly Line[],
  grid: PieceGrid,
  ownership: readonly Ownership[],
  index: number,
  km: number,
): { line: number; km: number } | null {
  const { owned, shared } = ownership[index];
  if (owned.some((part) => km >= part.fromKm && km <= part.toKm)) return { line: index, km };
  const run = nearestRun(shared, km);
  const place = pointOn(lines[index], km);
  if (!run || !place) return null;
  const [low, high] = [run.ownerFromKm, run.ownerToKm].sort((a, b) => a - b);
  const within = 2 * toleranceM(lines[index], lines[run.owner]);
  const found = grid.nearest(place[0], place[1], within, (line, at) => {
    return line === run.owner && at >= low && at <= high;
  });
  if (found) return { line: found.line, km: found.km };
  // Just beyond the run, or where the owner bends away: the nearer end of the run.
  return { line: run.owner, km: km - run.fromKm <= run.toKm - km ? run.ownerFromKm : run.ownerToKm };
}

function nearestRun(shared: readonly SharedRun[], km: number): SharedRun | undefined {
  const off = (run: SharedRun) => Math.max(run.fromKm - km, km - run.toKm, 0);
  return [...shared].sort((a, b) => off(a) - off(b))[0];
}

/** Two stops that say one name: the yards of a town, drawn apart. Lines of one load say where they meet. */
function areOneStation(lines: readonly Line[], a: Stop, b: Stop): boolean {
  const meetAnywhere = a.line === b.line || mayMeet(lines[a.line], lines[b.line]);
  return meetAnywhere && gapM(lines, a, b) <= SAME_STATION_M;
}

function gapM(lines: readonly Line[], a: Stop, b: Stop): number {
  const from = pointOn(lines[a.line], a.km) as [number, number];
  const to = pointOn(lines[b.line], b.km) as [number, number];
  return planeDistanceM(from[0], from[1], to[0], to[1]);
}

/** One stop for each node that a line passes at a place, nodes numbered from 0 in the order of the stops. */
function named(stops: readonly Stop[], root: (node: number) => number): { stops: Stop[]; nodeCount: number } {
  const numbers = new Map<number, number>();
  const merged: Stop[] = [];
  for (const stop of stops) {
    const at = root(stop.node);
    const node = numbers.get(at) ?? numbers.size;
    numbers.set(at, node);
    const last = merged.at(-1);
    if (!last || last.line !== stop.line || last.node !== node || (last.isEnd && stop.isEnd)) {
      merged.push({ ...stop, node });
      continue;
    }
    // A part's end keeps its km, else the station's counts, else the first.
    if (stop.isEnd || (!last.isEnd && last.station === null && stop.station !== null)) last.km = stop.km;
    last.isEnd ||= stop.isEnd;
    last.station ??= stop.station;
  }
  return { stops: merged, nodeCount: numbers.size };
}
