/** How far an ingest is. */
export interface IngestProgress {
  /** `reading` the file into the stage, then `loading` the stage all at once. */
  step: 'reading' | 'loading';
  rowsRead: number;
  rowsPerSecond: number;
  /** Of the file, or of the unpacked sheet. */
  bytesRead: number;
  bytesTotal: number;
  /** Until all is read, at the pace so far; null while that is anybody's guess. */
  remainingS: number | null;
}

/** A pace over less than this says nothing. */
const PACE_NEEDS_S = 1;

/** @param elapsedS since reading began. */
export function progressOf(
  step: IngestProgress['step'],
  rowsRead: number,
  bytesRead: number,
  bytesTotal: number,
  elapsedS: number,
): IngestProgress {
  const isEarly = elapsedS < PACE_NEEDS_S || bytesRead === 0;
  return {
    step,
    rowsRead,
    rowsPerSecond: elapsedS > 0 ? rowsRead / elapsedS : 0,
    bytesRead,
    bytesTotal,
    remainingS: isEarly ? null : (elapsedS * Math.max(0, bytesTotal - bytesRead)) / bytesRead,
  };
}
