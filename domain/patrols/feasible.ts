import type { CorridorLimit, Limit, PatrolRequest, Remedy } from './request.ts';

/** The part of a request that limits where units go. */
export type LimitsAsked = Pick<PatrolRequest, 'units' | 'maxShare' | 'corridors'>;

/** A corridor's limits in whole units, and positions on it. */
export interface CorridorRoom {
  corridorId: string;
  least: number;
  most: number;
  /** Positions that a unit can be sent to. */
  sites: number;
}

/** Of a request. */
const MOST_UNITS = 100;
/** Rounding must not make 0.3 of 10 units into 4 or 2. */
const CRUMB = 1e-9;

/**
 * The limits of a request in whole units: at least ceil(min N), at most floor(max N); corridors that are not named have
 * the general most.
 */
export function corridorRooms(
  { units, maxShare, corridors }: LimitsAsked,
  sites: ReadonlyMap<string, number>,
): CorridorRoom[] {
  const named = new Map<string, CorridorLimit>(corridors.map((limit) => [limit.corridorId, limit]));
  return [...sites].map(([corridorId, count]) => {
    const limit = named.get(corridorId);
    return {
      corridorId,
      least: Math.ceil((limit?.minShare ?? 0) * units - CRUMB),
      most: Math.floor((limit?.maxShare ?? maxShare) * units + CRUMB),
      sites: count,
    };
  });
}

/** Why limits cannot be kept together, none of them superfluous, and single changes each of which would do. */
export interface Conflict {
  conflict: Limit[];
  remedies: Remedy[];
}

/**
 * Whether some choice keeps all limits. Each is a count of positions on one corridor or on all, so it takes no search:
 * there is a choice exactly when every corridor's least is within its most and its positions, the leasts add up to no
 * more than the units, and the mosts leave room for all units.
 *
 * @param sites positions on each corridor
 * @returns null where there is one
 */
export function limitsConflict(asked: LimitsAsked, sites: ReadonlyMap<string, number>): Conflict | null {
  const rooms = corridorRooms(asked, sites);
  const conflict = firstConflict(asked.units, rooms);
  if (conflict === null) return null;
  const remedies = conflict.flatMap((limit) => {
    const to = limit.kind === 'units' ? otherUnits(asked, sites) : otherLimit(limit, asked.units, rooms);
    return to === null ? [] : [{ limit, to }];
  });
  const general = otherGeneralMost(conflict, asked, rooms);
  return { conflict, remedies: general ? [...remedies, general] : remedies };
}

const roomOf = ({ most, sites }: CorridorRoom) => Math.min(most, sites);

function firstConflict(units: number, rooms: readonly CorridorRoom[]): Limit[] | null {
  for (const room of rooms) {
    const { corridorId, least, most, sites } = room;
    if (least > sites) return [leastOf(room), { kind: 'reachable', corridorId, units: sites }];
    if (least > most) return [leastOf(room), mostOf(room)];
  }
  const owed = rooms.reduce((sum, { least }) => sum + least, 0);
  if (owed > units) return [{ kind: 'units', corridorId: null, units }, ...tooMuchOwed(units, rooms)];
  if (rooms.reduce((sum, room) => sum + roomOf(room), 0) >= units) return null;
  // Every corridor's room would have to grow: all that bound one take part.
  return [
    { kind: 'units', corridorId: null, units },
    ...rooms.map(
      (room): Limit =>
        room.most < room.sites
          ? mostOf(room)
          : { kind: 'reachable', corridorId: room.corridorId, units: room.sites },
    ),
  ];
}

const leastOf = ({ corridorId, least }: CorridorRoom): Limit => ({
  kind: 'corridor-least',
  corridorId,
  units: least,
});
const mostOf = ({ corridorId, most }: CorridorRoom): Limit => ({
  kind: 'corridor-most',
  corridorId,
  units: most,
});

/** The largest leasts that alone are too much: without any of them the rest would fit. */
function tooMuchOwed(units: number, rooms: readonly CorridorRoom[]): Limit[] {
  const taken: Limit[] = [];
  let owed = 0;
  for (const room of [...rooms].sort((a, b) => b.least - a.least)) {
    if (owed > units) break;
    taken.push(leastOf(room));
    owed += room.least;
  }
  return taken;
}

/** The nearest number of units for which the limits agree, as shares of that number; null where there is none. */
function otherUnits(asked: LimitsAsked, sites: ReadonlyMap<string, number>): number | null {
  for (let off = 1; off < MOST_UNITS; off++) {
    for (const units of [asked.units - off, asked.units + off]) {
      if (units < 1 || units > MOST_UNITS) continue;
      if (firstConflict(units, corridorRooms({ ...asked, units }, sites)) === null) return units;
    }
  }
  return null;
}

/** What one corridor's limit would have to be for the others to agree, all else as it is; null where no value does. */
function otherLimit(
  { kind, corridorId }: Limit,
  units: number,
  rooms: readonly CorridorRoom[],
): number | null {
  if (kind === 'reachable') return null;
  const field = kind === 'corridor-least' ? 'least' : 'most';
  const own = rooms.find((room) => room.corridorId === corridorId)!;
  const changed = (value: number) => rooms.map((room) => (room === own ? { ...room, [field]: value } : room));
  // The nearest value that does: a least falls, a most rises.
  const values = kind === 'corridor-least' ? below(own.least) : above(own.most, units);
  return values.find((value) => firstConflict(units, changed(value)) === null) ?? null;
}

/** What the most of all corridors that are not named would have to be. */
function otherGeneralMost(
  conflict: readonly Limit[],
  { units, maxShare, corridors }: LimitsAsked,
  rooms: readonly CorridorRoom[],
): Remedy | null {
  const isGeneral = (id: string | null) => corridors.every(({ corridorId }) => corridorId !== id);
  if (!conflict.some(({ kind, corridorId }) => kind === 'corridor-most' && isGeneral(corridorId)))
    return null;
  const most = Math.floor(maxShare * units + CRUMB);
  const changed = (value: number) =>
    rooms.map((room) => (isGeneral(room.corridorId) ? { ...room, most: value } : room));
  const to = above(most, units).find((value) => firstConflict(units, changed(value)) === null);
  return to === undefined ? null : { limit: { kind: 'corridor-most', corridorId: null, units: most }, to };
}

const below = (value: number) => Array.from({ length: value }, (_, i) => value - 1 - i);
const above = (value: number, end: number) =>
  Array.from({ length: Math.max(0, end - value) }, (_, i) => value + 1 + i);
