/** How far an ingest is. */
export interface IngestProgress {
  /** `reading` the file into the stage, then `loading` the stage all at once. */
  step: 'reading' | 'loading';
  rowsRead: number;
  /** Rows read, or loaded, a second: of the step that goes on. */
  rowsPerSecond: number;
  /** Of the file, or of the unpacked sheet. */
  bytesRead: number;
  bytesTotal: number;
  /** What is done of the step, 0 to 1. */
  share: number;
  /** Until the step is done, at its pace so far; null while that is anybody's guess. */
  remainingS: number | null;
}

/** A pace over less than this says nothing. */
const PACE_NEEDS_S = 1;

/** @param elapsedS since reading began. */
export function readingProgress(
  rowsRead: number,
  bytesRead: number,
  bytesTotal: number,
  elapsedS: number,
): IngestProgress {
  const share = bytesTotal > 0 ? Math.min(1, bytesRead / bytesTotal) : 0;
  return {
    step: 'reading',
    rowsRead,
    rowsPerSecond: elapsedS > 0 ? rowsRead / elapsedS : 0,
    bytesRead,
    bytesTotal,
    share,
    remainingS: remaining(share, elapsedS),
  };
}

/**
 * @param share of the loading that is done.
 * @param elapsedS since loading began.
 */
export function loadingProgress(
  rowsRead: number,
  bytesTotal: number,
  share: number,
  elapsedS: number,
): IngestProgress {
  return {
    step: 'loading',
    rowsRead,
    rowsPerSecond: elapsedS > 0 ? (rowsRead * share) / elapsedS : 0,
    bytesRead: bytesTotal,
    bytesTotal,
    share,
    remainingS: remaining(share, elapsedS),
  };
}

function remaining(share: number, elapsedS: number): number | null {
  if (elapsedS < PACE_NEEDS_S || share === 0) return null;
  return (elapsedS * (1 - share)) / share;
}
