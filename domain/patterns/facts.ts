import type { VictimSums } from './victims.ts';

/** Facts beside the incidents: what enforcement did when, how many passed, what became of complaints. */

export const MEASURE_KINDS = ['checkpoint', 'operation', 'plan', 'law'] as const;

/** Degrees, and kilometres around them. */
export interface MeasurePlace {
  lon: number;
  lat: number;
  radiusKm: number;
}

/** Within these degrees a place of a measure must be: Mexico, and the sea and the neighbours beside it. */
export const MEASURE_BOX = { west: -120, east: -85, south: 13, north: 34 } as const;
export const MOST_RADIUS_KM = 200;

/** A dated measure of enforcement. */
export interface EnforcementMeasure {
  id: string;
  /** ISO days; `endDay` null: none is known. */
  day: string;
  endDay: string | null;
  kind: (typeof MEASURE_KINDS)[number];
  nameEs: string;
  nameEn: string;
  /** INEGI codes; empty: the whole country. */
  stateCodes: readonly string[];
  /** Where it stands and how well that is known; null: no source gives a place. */
  place: MeasurePlace | null;
  source: string;
  url: string | null;
}

const BETWEEN_LANGUAGES = ' || ';

/** A source in a language: it may be told in Spanish and, after ` || `, in English; told in one, it is that one. */
export function sourceIn(source: string, language: 'es' | 'en'): string {
  const [spanish = source, english = spanish] = source.split(BETWEEN_LANGUAGES);
  return language === 'en' ? english : spanish;
}

/** How many could have been harmed in a state: what a count is divided by. */
export interface StateExposure {
  stateCode: string;
  exposure: number;
  /** In words, such as "personas migrantes al año". */
  unit: string;
  source: string;
}

/** What became of complaints in a state; null where the source gives no number. */
export interface CaseOutcome {
  id: string;
  stateCode: string;
  period: string;
  complaints: number | null;
  investigations: number | null;
  charged: number | null;
  sentences: number | null;
  source: string;
  url: string | null;
}

export const FACT_KINDS = ['measures', 'exposure', 'outcomes'] as const;
export type FactKind = (typeof FACT_KINDS)[number];

/** A sum that the source report prints, and what its own cells add up to. */
export interface PrintedSum {
  table: string;
  what: string;
  printed: number;
  computed: number;
  source: string;
}

/** Series of the U.S. Border Patrol that can be cited; not the cells of the report's tables 1.1 and 1.2. */
export const APPREHENSION_SERIES = ['all', 'unaccompanied-minors', 'family-units'] as const;

/** People apprehended at the border of the United States with Mexico in a fiscal year; country null: all. */
export interface Apprehensions {
  series: (typeof APPREHENSION_SERIES)[number];
  /** ISO 3166 code. */
  country: string | null;
  fiscalYear: number;
  people: number;
  source: string;
  url: string;
}

/** Share of crimes against the general population that went unreported or uninvestigated in a year. */
export interface UnreportedShare {
  year: number;
  share: number;
  source: string;
  url: string;
}

/** The share of the year nearest to a day, the earlier of two that are as near; null where there is none. */
export function unreportedShareAt(shares: readonly UnreportedShare[], day: string): UnreportedShare | null {
  const year = Number(day.slice(0, 4));
  const away = (one: UnreportedShare) => Math.abs(one.year - year);
  return shares.reduce<UnreportedShare | null>((a, b) => (a === null || away(b) < away(a) ? b : a), null);
}

/** All that patterns are set beside, for one period; what `GET /api/patterns/facts` answers. */
export interface FactSheet {
  measures: readonly EnforcementMeasure[];
  exposure: readonly StateExposure[];
  outcomes: readonly CaseOutcome[];
  printed: readonly PrintedSum[];
  apprehensions: readonly Apprehensions[];
  unreported: readonly UnreportedShare[];
  /** Share of each state's area within RAIL_KM of the rail. */
  railChance: readonly { stateCode: string; shares: readonly number[] }[];
  origins: {
    threshold: number;
    /** Pairs of state and country under the threshold. */
    withheld: number;
    rows: readonly { stateCode: string; country: string; incidents: number }[];
  };
  victims: VictimSums;
  circumstances: {
    threshold: number;
    leavingTold: number;
    vulnerabilityTold: number;
    leaving: readonly { word: string; incidents: number }[];
    vulnerability: readonly { word: string; incidents: number }[];
    /** Codes under the threshold. */
    withheld: number;
  };
  /** What the column `corridor` counts, in its order. */
  corridors: readonly { corridorId: string; name: string }[];
  reporting: readonly {
    stateCode: string;
    incidents: number;
    sources: number;
    lastDay: string | null;
    reported: number;
    discovered: number;
  }[];
}
