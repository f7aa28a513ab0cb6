import { type Line, pointOn, rangeOf, SHIPPED_ORIGIN } from './line.ts';
import type { Nearest, PieceGrid } from './piece-grid.ts';

/** How far apart the places of a line are at which it is compared with the others, km. */
const STEP_KM = 1;
/** Two lines share their track where they stay together for this many times the accuracy of their drawing. */
const SHARED_ACCURACIES = 2.5;
/** A run may be lost for this long and go on: one badly drawn bend does not make two tracks. */
const GAP_KM = 3;

/** A part of a line that runs over the track of another line, its owner. */
export interface SharedRun {
  fromKm: number;
  toKm: number;
  owner: number;
  /** Km on the owner at fromKm and at toKm; falling where the two count in opposite directions. */
  ownerFromKm: number;
  ownerToKm: number;
}

export interface OwnedPart {
  fromKm: number;
  toKm: number;
}

/** Which parts of a line are its own track, and which run over an earlier line's; both by rising km. */
export interface Ownership {
  owned: OwnedPart[];
  shared: SharedRun[];
}

/** How far apart two lines may be drawn and still be the same place, metres. */
export function toleranceM(a: Line, b: Line): number {
  return Math.max(a.accuracyM, b.accuracyM);
}

/**
 * May these two meet anywhere, and not only where they have a vertex in common? Lines of one load of a user's were
 * joined when they were loaded; modes are separate networks, since a train can't turn off onto a road.
 */
export function mayMeet(a: Line, b: Line): boolean {
  return a !== b && a.mode === b.mode && (a.origin !== b.origin || a.origin === SHIPPED_ORIGIN);
}

/**
 * Finds the track that several corridors use, so that it is in the network once: each line keeps what no
 * earlier line has. Corridors drawn through posts some 5 km apart differ by up to 2 km over the same rails.
 */
export function shareTrack(lines: readonly Line[], grid: PieceGrid): Ownership[] {
  const found: Ownership[] = [];
  lines.forEach((line, index) => {
    const shared = runsOf(line, index, lines, grid, found);
    found.push({ owned: restOf(line, shared), shared });
  });
  return found;
}

export function owns({ owned }: Ownership, km: number): boolean {
  return owned.some(({ fromKm, toKm }) => km >= fromKm && km <= toKm);
}

/** Do two km lie on one part of own track? */
export function isOnePart({ owned }: Ownership, a: number, b: number): boolean {
  return owned.some(({ fromKm, toKm }) => fromKm <= Math.min(a, b) && Math.max(a, b) <= toKm);
}

function runsOf(
  line: Line,
  index: number,
  lines: readonly Line[],
  grid: PieceGrid,
  found: readonly Ownership[],
): SharedRun[] {
  const { fromKm, toKm } = rangeOf(line);
  const runs: SharedRun[] = [];
  let open: SharedRun | null = null;
  const steps = Math.max(1, Math.ceil((toKm - fromKm) / STEP_KM));
  for (let step = 0; step <= steps; step++) {
    const km = Math.min(fromKm + step * STEP_KM, toKm);
    const place = pointOn(line, km) as [number, number];
    const near = (only: number | null): Nearest | null =>
      grid.nearest(place[0], place[1], line.accuracyM, (other, at) => {
        if (other >= index || !mayMeet(lines[other], line) || !owns(found[other], at)) return false;
        if (only === null) return true;
        return other === only && Math.abs(at - open!.ownerToKm) <= 2 * (km - open!.toKm) + 2;
      });
    // The owner of the run is asked first: between two lines equally near, a run must not hop.
    const going: Nearest | null = open && km - open.toKm <= GAP_KM ? near(open.owner) : null;
    if (open && going) {
      open.toKm = km;
      open.ownerToKm = going.km;
      continue;
    }
    const next = near(null);
    if (!next) continue;
    if (open) runs.push(open);
    open = { fromKm: km, toKm: km, owner: next.line, ownerFromKm: next.km, ownerToKm: next.km };
  }
  if (open) runs.push(open);
  return runs.filter((run) => isSameTrack(run, toleranceM(line, lines[run.owner])));
}

/** Long enough together, and not across: a crossing or a parting at a station is no shared track. */
function isSameTrack(run: SharedRun, withinM: number): boolean {
  const length = run.toKm - run.fromKm;
  const ownerLength = Math.abs(run.ownerToKm - run.ownerFromKm);
  return length >= (SHARED_ACCURACIES * withinM) / 1000 && ownerLength >= length / 2;
}

function restOf(line: Line, shared: readonly SharedRun[]): OwnedPart[] {
  const { fromKm, toKm } = rangeOf(line);
  // What is left over shorter than the drawing is exact is no track of its own.
  const leastKm = line.accuracyM / 1000;
  const starts = [fromKm, ...shared.map((run) => run.toKm)];
  const ends = [...shared.map((run) => run.fromKm), toKm];
  return starts
    .map((start, i) => ({ fromKm: start, toKm: ends[i] }))
    .filter((part) => part.toKm - part.fromKm > (shared.length > 0 ? leastKm : 0));
}
