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
