import { distanceM } from '../geocoding/sphere.ts';
import type { PreparedReport } from './compare.ts';
import { wordOverlap } from './content-words.ts';

/** Sources err about the day: reports farther apart than this are not compared. */
export const WINDOW_DAYS = 3;
/** A date vaguer than a month says too little to join on. */
export const LONGEST_INTERVAL_DAYS = 31;
/** Radii hold the truth in nine of ten cases: a little beyond them may still be the same place. */
const REACH_SHARE = 1.2;
const REACH_EXTRA_M = 3_000;
const METRES_PER_DEGREE_LAT = 111_195;

/** Whether a report says enough of when and where to be compared at all. */
export function isComparable({ report }: PreparedReport): boolean {
  return (
    report.lastDay - report.firstDay < LONGEST_INTERVAL_DAYS &&
    (report.point !== null || report.stateCode !== '')
  );
}

/**
 * Whether two reports, near in time, may speak of one place and one kind of thing: the block of a pair. Places
 * within reach of each other; or, since a geocoder errs, one state and a telling word in common.
 */
export function mayMatch(left: PreparedReport, right: PreparedReport): boolean {
  const a = left.report;
  const b = right.report;
  if (a.kind !== b.kind || (a.fromRegister && a.sourceId === b.sourceId)) return false;
  const sameState = a.stateCode !== '' && a.stateCode === b.stateCode;
  if (a.point === null || b.point === null) return sameState;
  const reachM = REACH_SHARE * (a.point.radiusM + b.point.radiusM) + REACH_EXTRA_M;
  // Most pairs fall here, for the price of a subtraction.
  const inReach =
    Math.abs(a.point.lat - b.point.lat) * METRES_PER_DEGREE_LAT <= reachM &&
    distanceM(a.point, b.point) <= reachM;
  return inReach || (sameState && wordOverlap(left.words, right.words) > 0);
}

/** A report under comparison: prepared, with the incident that it belongs to. */
export interface Member extends PreparedReport {
  incidentId: number;
  /** Came with this ingest, or was changed by it: pairs without a new report were compared before. */
  isNew: boolean;
}
