import { countIncidents } from '../data/counts.ts';
import type { IncidentFilter } from '../data/incident-filter.ts';
import type { ApiContext, CurrentStatus } from './context.ts';

/** The filter of a request with the product date where the request names none. */
export function withAsOf<F extends { asOf?: string | undefined }>(
  filter: F,
  status: CurrentStatus,
): F & { asOf: string } {
  return { ...filter, asOf: filter.asOf ?? status.asOf };
}

/** What heads every counting answer. */
export async function summarise(context: ApiContext, filter: IncidentFilter, status: CurrentStatus) {
  const summary = await countIncidents(context.database.pool, filter);
  return { asOf: filter.asOf, dataVersion: String(status.dataVersion), ...summary };
}
