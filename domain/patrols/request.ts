/** What a planner asks for: how many units, how long, how far, from where, within which limits. */
export interface PatrolRequest {
  /** Units, each at one position; at least 1. */
  units: number;
  /** Length of a shift, out and back included. */
  shiftHours: number;
  /** Of travel along the track, and of the patrol. */
  speedKmh: number;
  /** How far along the track a unit at its position reaches: km, or minutes at the speed. Above 0. */
  reach: { km: number } | { minutes: number };
  /** A position is worth the way only if this many hours are left there. */
  leastHoursThere: number;
  /** Where units start and end: every station, or own points. */
  bases: 'stations' | readonly BasePoint[];
  /** No corridor has more than this share of the units, and none less than `minShare`, unless named in `corridors`. */
  maxShare: number;
  corridors: readonly CorridorLimit[];
  /** Few reports carry it: it counts where enough do, and the answer says so. */
  timeOfDay: TimeOfDay;
  /** First and last day of the incidents counted, ISO; null: all there is. */
  from: string | null;
  to: string | null;
  /** An incident this many days old counts half; null: all the same. */
  halfLifeDays: number | null;
  /** The exact plan is given up after this many seconds, with the gap that is proven by then. */
  timeLimitS: number;
}

export const TIMES_OF_DAY = ['any', 'day', 'night'] as const;
export type TimeOfDay = (typeof TIMES_OF_DAY)[number];

/** A base of the planner's own, degrees. */
export interface BasePoint {
  name: string;
  lon: number;
  lat: number;
}

/** Shares of all units asked for, 0 to 1; in whole units at least ceil(min N) and at most floor(max N). */
export interface CorridorLimit {
  corridorId: string;
  minShare: number;
  maxShare: number;
}

/** How the reports that do not say how they are known are taken: patrols that feed their own data chase themselves. */
export const ASSUMPTIONS = ['known', 'unknown-reported', 'unknown-discovered'] as const;
export type Assumption = (typeof ASSUMPTIONS)[number];

/**
 * Why there is no plan.
 * - `no-data`: no predatory crime known by report lies on the network in the window.
 * - `more-units-than-positions`: there is not a position for each unit.
 * - `base-off-network`: an own base is farther from any track than units can be expected to come.
 * - `unknown-corridor`: a limit names a corridor that is not on the network.
 * - `shift-too-short`: from no base is a position reached and the least hours there left.
 * - `infeasible`: the limits contradict each other; `conflict` and `remedies` say which and what would do.
 */
export const PATROL_REFUSALS = [
  'no-data',
  'more-units-than-positions',
  'base-off-network',
  'unknown-corridor',
  'shift-too-short',
  'infeasible',
] as const;

/** A limit of the request as a person knows it. */
export const LIMIT_KINDS = ['units', 'corridor-least', 'corridor-most', 'reachable'] as const;

type PatrolRefusalReason = (typeof PATROL_REFUSALS)[number];

/** A limit of the request as a person knows it. */
export interface Limit {
  kind: (typeof LIMIT_KINDS)[number];
  /** Null for `units`, and for the most of all corridors that are not named. */
  corridorId: string | null;
  /** In whole units. */
  units: number;
}

/** One change that alone makes the limits agree: this limit, at this many units. */
export interface Remedy {
  limit: Limit;
  to: number;
}

export interface PatrolRefusal {
  status: 'refused';
  reason: PatrolRefusalReason;
  /** What was asked and what there is, by name: such as `units` and `positions`. */
  details: Record<string, string | number>;
  /** Limits that together cannot be kept, none of them superfluous; only with `infeasible`. */
  conflict: Limit[];
  remedies: Remedy[];
}

/** Km along the track that the reach of a request means. */
export function reachKm({ reach, speedKmh }: Pick<PatrolRequest, 'reach' | 'speedKmh'>): number {
  return 'km' in reach ? reach.km : (reach.minutes / 60) * speedKmh;
}
