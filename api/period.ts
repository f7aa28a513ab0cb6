import type { Reader } from '../domain/access/reader.ts';
import type { CurrentStatus } from './context.ts';
import { RequestError } from './errors.ts';
import { type RequestFilter, readerFilter } from './summary.ts';

/**
 * A reader's filter with both ends of its period: from the earliest incident (or the last day, where that is earlier
 * still), to the product date at most. A period that was asked for and has no day is refused as `empty_period`.
 */
export function periodOf<F extends RequestFilter & { from?: string | undefined; to?: string | undefined }>(
  filter: F,
  status: CurrentStatus,
  reader: Reader,
) {
  const dated = readerFilter(filter, status, reader);
  const { asOf } = dated;
  const to = dated.to !== undefined && dated.to < asOf ? dated.to : asOf;
  const first = status.firstDay !== null && status.firstDay <= to ? status.firstDay : to;
  const from = dated.from ?? first;
  if (from > to) throw new RequestError(400, 'empty_period', `the period ${from} to ${to} has no day`);
  return { ...dated, from, to };
}
