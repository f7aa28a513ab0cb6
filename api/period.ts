import type { CurrentStatus } from './context.ts';
import { RequestError } from './errors.ts';
import { withAsOf } from './summary.ts';

/**
 * A filter with both ends of its period: from the earliest incident, to the product date at most. A period without a
 * day is refused as `empty_period`.
 */
export function periodOf<
  F extends { from?: string | undefined; to?: string | undefined; asOf?: string | undefined },
>(filter: F, status: CurrentStatus): F & { from: string; to: string; asOf: string } {
  const dated = withAsOf(filter, status);
  const { asOf } = dated;
  const from = dated.from ?? status.firstDay ?? asOf;
  const to = dated.to !== undefined && dated.to < asOf ? dated.to : asOf;
  if (from > to) throw new RequestError(400, 'empty_period', `the period ${from} to ${to} has no day`);
  return { ...dated, from, to };
}
