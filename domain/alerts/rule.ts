import type { EmergingKind } from '../statistics/emerging-patterns.ts';
import type { Perpetrator, PredatoryCrime } from '../taxonomy.ts';

/** From the least to the gravest: `watch` goes into the daily digest only, `critical` is never held back. */
export const SEVERITIES = ['watch', 'serious', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Where a rule looks. Degrees; a ring is closed by its first corner. */
export type RulePlace =
  | { kind: 'country' }
  /** INEGI code. */
  | { kind: 'state'; code: string }
  | { kind: 'corridor'; corridorId: string }
  | { kind: 'stretch'; stretchId: string }
  | { kind: 'cell'; h3: string }
  | { kind: 'polygon'; ring: readonly (readonly [lon: number, lat: number])[] };

/** What is judged by itself: the place as a whole, or each state or stretch in it. */
export const SPLITS = ['whole', 'state', 'stretch'] as const;
export type Split = (typeof SPLITS)[number];

export const WATCHED_PATTERNS = ['new', 'intensifying'] as const satisfies readonly EmergingKind[];
export type WatchedPattern = (typeof WATCHED_PATTERNS)[number];

/** What makes a rule fire, and the lower threshold at which it clears: between the two an alert stays as it is. */
export type RuleCondition =
  /** Fires at `atLeast` incidents in the last days, clears under `clearBelow`. */
  | { kind: 'count'; atLeast: number; clearBelow: number; windowDays: number }
  /** Incidents per 100 km of track in the last days: fires above, clears under. */
  | { kind: 'rate'; above: number; clearBelow: number; atLeast: number; windowDays: number }
  /** Fires where the count of the last days has p < `maxP` and q < .05 over the units, and is at least so many. */
  | { kind: 'exceedance'; maxP: number; clearAboveP: number; atLeast: number; windowDays: number }
  /** Hexagons whose emerging class over twelve slices is one of these. */
  | {
      kind: 'hotspot';
      patterns: readonly WatchedPattern[];
      resolution: 3 | 4 | 5;
      sliceDays: number;
      atLeast: number;
    }
  /** Clusters of the prospective space-time permutation scan. */
  | {
      kind: 'scan';
      minRecurrenceDays: number;
      clearBelowDays: number;
      maxRadiusKm: number;
      maxDays: number;
      atLeast: number;
    };

/** Conditions over fixed units; the others find their places themselves. */
export type UnitCondition = Extract<RuleCondition, { windowDays: number }>;

/** What a person asks to be warned of. */
export interface RuleDefinition {
  name: string;
  place: RulePlace;
  split: Split;
  /** Empty: all predatory crimes. */
  crimes: readonly PredatoryCrime[];
  /** Alleged; empty: all. */
  perpetrators: readonly Perpetrator[];
  condition: RuleCondition;
  severity: Severity;
  /** How long the condition must hold before the alert fires. */
  holdHours: number;
  /** How long it must stay clear before the alert is resolved. */
  clearHours: number;
  /** Evidence without which nothing fires. */
  minimum: {
    /** Different sources behind the incidents. */
    sources: number;
    /** A place known less well does not count. Metres. */
    radiusM: number;
  };
  /** Local time of Mexico City, `22:00`; messages wait meanwhile, except critical ones. */
  quietHours: { from: string; to: string } | null;
  /** A critical alert that nobody acknowledged for so long is escalated. */
  escalateMinutes: number | null;
  /** Last day on which it is judged, ISO; null: no end. */
  expiresOn: string | null;
}

/** Whether a rule watches fixed units. */
export function isUnitCondition(condition: RuleCondition): condition is UnitCondition {
  return condition.kind !== 'hotspot' && condition.kind !== 'scan';
}

/**
 * Whether a rule looks at a place finer than a stretch. All who may write rules see these, readers under delay too: so
 * they count an incident only when the delay of its place is over.
 */
export function isFineRule({ place }: Pick<RuleDefinition, 'place'>): boolean {
  return place.kind === 'cell' || place.kind === 'polygon';
}

/** Whether only readers with the oversight permission may know of a rule and its alerts: it accuses public servants. */
export function isOversightRule({ perpetrators }: Pick<RuleDefinition, 'perpetrators'>): boolean {
  return perpetrators.includes('official');
}
