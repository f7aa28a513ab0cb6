/** Facts beside the incidents: what enforcement did when, how many passed, what became of complaints. */

export const MEASURE_KINDS = ['checkpoint', 'operation', 'plan', 'law'] as const;

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
  source: string;
  url: string | null;
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

/** All that patterns are set beside, for one period; what `GET /api/patterns/facts` answers. */
export interface FactSheet {
  measures: readonly EnforcementMeasure[];
  exposure: readonly StateExposure[];
  outcomes: readonly CaseOutcome[];
  printed: readonly PrintedSum[];
  /** Share of each state's area within RAIL_KM of the rail. */
  railChance: readonly { stateCode: string; shares: readonly number[] }[];
  origins: {
    threshold: number;
    /** Pairs of state and country under the threshold. */
    withheld: number;
    rows: readonly { stateCode: string; country: string; incidents: number }[];
  };
  victims: {
    incidents: number;
    victims: number;
    toldApart: number;
    women: number | null;
    men: number | null;
    minors: number | null;
    unaccompaniedMinors: number | null;
  };
  ways: readonly { corridorId: string; name: string; placeType: string; incidents: number }[];
  reporting: readonly {
    stateCode: string;
    incidents: number;
    sources: number;
    lastDay: string | null;
    reported: number;
    discovered: number;
  }[];
}
