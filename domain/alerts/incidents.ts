/**
 * Incidents that alerts count, in columns of equal length, the order of their ids: crimes with at least one predatory
 * one, known to a month or better.
 */
export interface AlertIncidents {
  count: number;
  id: Float64Array;
  /** Days since 1970 between which it happened, both included. */
  firstDay: Int32Array;
  lastDay: Int32Array;
  /** Bits over CRIMES and PERPETRATORS. */
  crimeMask: Int32Array;
  perpetratorMask: Int32Array;
  /** Index into CRIMES of the principal predatory crime. */
  principal: Uint8Array;
  /** Index into PRECISIONS; -1 where the place is not known. */
  precision: Int8Array;
  /** Index into STATES; -1 where the state is not known. */
  state: Int16Array;
  /** Index into the stretches of the ground; -1 off the track, or where the place is known too vaguely to say. */
  stretch: Int32Array;
  /** Degrees and metres; NaN where there is no point. */
  lon: Float64Array;
  lat: Float64Array;
  radiusM: Float64Array;
  reports: Int32Array;
  /** When it became known, ms since 1970; -Infinity where it was history by then, which nobody's delay holds back. */
  knownAtMs: Float64Array;
  /** Index into `sourceSets`: who told it. */
  sourceSet: Int32Array;
  /** Different sets of sources; a source is a number that means nothing elsewhere. */
  sourceSets: readonly (readonly number[])[];
  /** 1 where invented. */
  synthetic: Uint8Array;
}

/** The widest date that still says in which window an incident lies. */
export const WIDEST_DATE_DAYS = 31;
