import type { Placement } from './placement.ts';

/** Incidents that count, in columns of equal length, each at one of a list of places. */
export interface RiskIncidents {
  count: number;
  /** Index into places. */
  place: Int32Array;
  /** Days since 1970-01-01 between which it happened, both included. */
  firstDay: Int32Array;
  lastDay: Int32Array;
  /** Bits over CRIMES and PERPETRATORS. */
  crimeMask: Int32Array;
  perpetratorMask: Int32Array;
  reports: Int32Array;
  sources: Int32Array;
}

/** A place that incidents share, and where on the network it is. */
export interface RiskPlace extends Placement {
  /** INEGI code, or empty. */
  stateCode: string;
  /** Index into PRECISIONS, or -1 where the place is not known. */
  precision: number;
}
