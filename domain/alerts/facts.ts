import type { Crime, Precision } from '../taxonomy.ts';
import type { RuleCondition, RulePlace, Severity } from './rule.ts';

/** What an alert rests on, stored with it whenever it changes: all that its text and its map need. */
export interface AlertFacts {
  rule: { id: string; version: number; name: string; severity: Severity; condition: RuleCondition };
  place: AlertPlace;
  /** Principal crimes of the incidents, the most frequent first. */
  crimes: readonly { crime: Crime; count: number }[];
  /** ISO days, both included. */
  from: string;
  to: string;
  observed: number;
  expected: { value: number; low: number; high: number } | null;
  p: number | null;
  q: number | null;
  per100Km: number | null;
  recurrenceDays: number | null;
  incidents: number;
  reports: number;
  sources: number;
  /** At least two sources that don't depend on each other tell of it. */
  isConfirmed: boolean;
  /** Of the incidents: invented ones. */
  synthetic: number;
  /** What is not known. */
  unknown: {
    /** Incidents of the place and time whose date is too vague to count. */
    vagueDates: number;
    /** Incidents whose place is known to the municipality or worse. */
    vaguePlaces: number;
    /** States without data at the moment. */
    silentStates: readonly string[];
    /** The baseline has no or few windows. */
    baselineWindows: number;
  };
  asOf: string;
  dataVersion: number;
  /**
   * When the youngest incident that any of this follows from became known, ISO instant; null: all are history. Readers
   * under delay are not told before. Absent in what was stored by versions before there was one: it counts as the end of `asOf`.
   */
  knownAt?: string | null;
  /** The same from what was shown to readers under delay at the time; null: nothing of it was. */
  shown?: AlertFacts | null;
}

/** Where it is, with how well that is known. */
export interface AlertPlace {
  unit: RulePlace | { kind: 'cluster' };
  /** INEGI codes of the states of the incidents, most incidents first; of the unit where there are none. */
  stateCodes: readonly string[];
  /** The stretch that holds most of the incidents; null where none is on the track. */
  stretch: {
    id: string;
    corridorName: string;
    fromStation: string;
    toStation: string;
    fromKm: number;
    toKm: number;
  } | null;
  /** H3 cells of a cluster. */
  cells: readonly string[];
  /** Middle of the incidents or of the place, degrees; null where no incident has a point. */
  middle: { lon: number; lat: number; radiusM: number } | null;
  /** The vaguest precision among the incidents. */
  precision: Precision | null;
}
