import type { CorridorPost, LinearReference } from '../geocoding/types.ts';
import { type CorridorTraits, type Line, linesOf, partOf, pointOn, rangeOf } from './line.ts';
import { MODES, type Mode } from './modes.ts';
import { type Nearest, PieceGrid } from './piece-grid.ts';

/** How near the track an incident must lie to be put on it. */
export const SNAP_M = 5000;

/** How well a place must be known to say on which stretch it is: stretches are some 100 km long. */
export const STRETCH_RADIUS_M = 25_000;

export interface Station {
  name: string;
  km: number;
  lon: number;
  lat: number;
}

/** The network's lines through their posts, referenced by corridor and km: freight rail, and what a user loaded. */
export interface RailNetwork {
  lines: readonly Line[];
  corridorIds: readonly string[];
  /** The modes of which it has lines. */
  modes: readonly Mode[];
  /** First and last km: a corridor may begin beyond 0. Km are the track's own, longer than the line drawn. */
  rangeKm(corridorId: string): { fromKm: number; toKm: number };
  /**
   * The nearest place on any corridor, or null when it is farther than `withinM`.
   *
   * @param first lines of this mode win over nearer ones of another.
   */
  locate(lon: number, lat: number, withinM: number, first?: Mode | null): LinearReference | null;
  /** The nearest place on one corridor within `withinM`; null also for an unknown corridor. */
  locateOn(corridorId: string, lon: number, lat: number, withinM: number): LinearReference | null;
  /** lon, lat of the track at a km of a corridor; null for an unknown corridor or a km off its ends. */
  pointAt(corridorId: string, km: number): [number, number] | null;
  /** The line from one km to another, both ends included. */
  between(corridorId: string, fromKm: number, toKm: number): [number, number][];
  stations(corridorId: string): Station[];
}

/**
 * @param posts corridor by corridor, km rising; a corridor with fewer than two posts is a bug.
 * @param traits of the corridors that are not as the shipped ones.
 */
export function createRailNetwork(
  posts: readonly CorridorPost[],
  traits: ReadonlyMap<string, CorridorTraits> = new Map(),
): RailNetwork {
  return railNetworkOf(linesOf(posts, traits));
}

/** The network of lines that are there already, as in a thread that was sent them. */
export function railNetworkOf(lines: readonly Line[]): RailNetwork {
  const byId = new Map(lines.map((line) => [line.corridorId, line]));
  const grid = new PieceGrid(lines);

  function line(corridorId: string): Line {
    const found = byId.get(corridorId);
    if (!found) throw new Error(`no such corridor: ${corridorId}`);
    return found;
  }

  function reference(found: Nearest | null): LinearReference | null {
    return found && { corridorId: lines[found.line].corridorId, km: found.km, offsetM: found.offsetM };
  }

  return {
    lines,
    corridorIds: lines.map(({ corridorId }) => corridorId),
    modes: MODES.filter((mode) => lines.some((line) => line.mode === mode)),
    rangeKm: (corridorId) => rangeOf(line(corridorId)),
    locate: (lon, lat, withinM, first = null) => {
      const preferred = first && grid.nearest(lon, lat, withinM, (index) => lines[index].mode === first);
      return reference(preferred ?? grid.nearest(lon, lat, withinM));
    },
    locateOn: (corridorId, lon, lat, withinM) =>
      reference(grid.nearest(lon, lat, withinM, (index) => lines[index].corridorId === corridorId)),
    pointAt: (corridorId, km) => {
      const found = byId.get(corridorId);
      return found ? pointOn(found, km) : null;
    },
    between: (corridorId, fromKm, toKm) => partOf(line(corridorId), fromKm, toKm),
    stations: (corridorId) => {
      const { stationAt, km, lon, lat } = line(corridorId);
      return [...stationAt].map(([i, name]) => ({ name, km: km[i], lon: lon[i], lat: lat[i] }));
    },
  };
}
