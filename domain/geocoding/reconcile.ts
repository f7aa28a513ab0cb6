import { distanceM, type Point } from './sphere.ts';
import type { GeocodeResult } from './types.ts';

/** A position that came with the row, and how far it may be from the truth. */
export interface FilePoint extends Point {
  /** Metres; a file that gives no accuracy is taken at FILE_RADIUS_M. */
  radiusM?: number;
}

/**
 * - `agree`: the two lie within both radii of each other and are about as fine: the file's point stands.
 * - `file-finer`: the file's point lies within the text's circle and is finer: the file's point stands.
 * - `text-finer`: the text's point is finer than a coarse file point that covers it: the text's point stands.
 * - `disagree`: further apart than both radii together: nobody may choose silently, the row goes to the review queue.
 * - `text-unplaced`: the text gives no point to compare with: the file's point stands, unconfirmed.
 */
export type Reconciliation =
  | { decision: 'agree' | 'file-finer' | 'text-finer' | 'disagree'; apartM: number }
  | { decision: 'text-unplaced'; reason: string };

/** What a position in a file without stated accuracy is worth: sources round, or mark the town's centre. */
export const FILE_RADIUS_M = 5_000;
/** Stands for the file's point where a toponym's id would; SQL's place_key knows the word. */
export const FILE_CANDIDATE = 'file';
/** One is finer than the other when its radius is less than half. */
const FINER_SHARE = 0.5;

/**
 * Decides between a file's coordinates and its place text. The rule: if the distance between the two points is at
 * most the sum of both radii they speak of one place, and the finer one stands; if it is more, the row is queued.
 * `unmatched` and `ambiguous` texts confirm nothing; an ambiguous text with a candidate that covers the file's
 * point agrees with it.
 */
export function reconcile(file: FilePoint, text: GeocodeResult): Reconciliation {
  const fileRadiusM = file.radiusM ?? FILE_RADIUS_M;
  if (text.status === 'unmatched') return { decision: 'text-unplaced', reason: text.reason };
  if (text.status === 'ambiguous') {
    const apart = text.candidates.map((candidate) => ({
      apartM: distanceM(file, candidate),
      reachM: fileRadiusM + candidate.radiusM,
    }));
    const covering = apart
      .filter(({ apartM, reachM }) => apartM <= reachM)
      .sort((a, b) => a.apartM - b.apartM)[0];
    if (covering !== undefined) return { decision: 'file-finer', apartM: covering.apartM };
    if (apart.length === 0) return { decision: 'text-unplaced', reason: text.reason };
    return { decision: 'disagree', apartM: Math.min(...apart.map(({ apartM }) => apartM)) };
  }
  const apartM = distanceM(file, text);
  if (apartM > fileRadiusM + text.radiusM) return { decision: 'disagree', apartM };
  if (fileRadiusM < text.radiusM * FINER_SHARE) return { decision: 'file-finer', apartM };
  if (text.radiusM < fileRadiusM * FINER_SHARE) return { decision: 'text-finer', apartM };
  return { decision: 'agree', apartM };
}
