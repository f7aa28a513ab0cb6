import type { Refusal, RefusalReason } from '../../domain/statistics/answer.ts';

/** Reasons that only arise between a file or an option and the statistic. */
export const INPUT_REASONS = [
  'missing-option',
  'bad-option',
  'file-not-found',
  'file-unreadable',
  'bad-csv',
  'empty-file',
  'missing-column',
  'unknown-neighbour',
  'no-neighbours',
  'duplicate-id',
  'duplicate-row',
  'incomplete-cube',
  'bad-date',
  'not-on-network',
  'too-few-fields',
  'bad-day',
  'bad-coordinate',
  'unknown-location',
  'several-populations',
  'outside-period',
  'ambiguous-dates',
  'output-failed',
] as const;
type InputReason = (typeof INPUT_REASONS)[number];

/** Why a command gives no answer, and where the fault lies. */
export interface Fault {
  reason: RefusalReason | InputReason;
  file?: string;
  /** Line of the file, the header being 1. */
  row?: number;
  column?: string;
  value?: string | number;
  needed?: string | number;
}

export type Outcome<T> = { ok: true; value: T } | { ok: false; fault: Fault };

/** A result. */
export function done<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

/** No result, and why. */
export function failed(fault: Fault): { ok: false; fault: Fault } {
  return { ok: false, fault };
}

/**
 * A refusal of domain/ as a fault in a file.
 * @param columns names in the file of the fields that domain/ speaks of
 * @param rowOf line of the file that an index came from
 */
export function failedBy(
  refusal: Refusal,
  file: string,
  columns: Readonly<Record<string, string>> = {},
  rowOf: (index: number) => number | undefined = (index) => index + 2,
): { ok: false; fault: Fault } {
  const { reason, field, index, value, needed } = refusal;
  const fault: Fault = { reason, file };
  const row = index === undefined ? undefined : rowOf(index);
  if (row !== undefined) fault.row = row;
  if (field !== undefined) fault.column = columns[field] ?? field;
  if (value !== undefined) fault.value = value;
  if (needed !== undefined) fault.needed = needed;
  return failed(fault);
}
