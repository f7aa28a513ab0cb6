/** Why a statistic has no answer. Each has its sentence in the catalogues under `stats:reasons`. */
export const REFUSAL_REASONS = [
  'not-a-number',
  'negative-count',
  'not-a-whole-count',
  'too-few-incidents',
  'one-cell',
  'one-day',
  'one-place',
  'no-variation',
  'radius-zero',
  'bad-parameter',
  'bad-bands',
  'too-few-slices',
  'series-too-short',
  'empty-baseline',
  'one-row-or-column',
  'empty-margin',
  'no-exposure',
  'no-overdispersion',
  'did-not-converge',
  'cancelled',
] as const;
export type RefusalReason = (typeof REFUSAL_REASONS)[number];

/** No answer, and why: `index` is the element of the input at fault, `value` what stood there. */
export interface Refusal {
  status: 'refused';
  reason: RefusalReason;
  /** Which of the inputs: its name as the caller knows it, such as `count` or `x`. */
  field?: string;
  index?: number;
  value?: number;
  /** What would have been enough, where there is such a number. */
  needed?: number;
}

export interface Answered<T> {
  status: 'answered';
  value: T;
}

export type Answer<T> = Answered<T> | Refusal;

/** An answer. */
export function answered<T>(value: T): Answered<T> {
  return { status: 'answered', value };
}

/** No answer, with its named reason. */
export function refused(reason: RefusalReason, detail: Omit<Refusal, 'status' | 'reason'> = {}): Refusal {
  return { status: 'refused', reason, ...detail };
}

/** Asked between replicates: false stops the work, which then answers `cancelled`. */
export type KeepGoing = (done: number, total: number) => boolean;

/** Incidents under which no hotspot or cluster statistic answers. */
export const MIN_INCIDENTS = 10;
