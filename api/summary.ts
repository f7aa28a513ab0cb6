import { countIncidents } from '../data/counts.ts';
import type { IncidentFilter } from '../data/incident-filter.ts';
import { type Disclosure, disclosureOf, undisclosedWords } from '../domain/access/disclosure.ts';
import { may, type Reader } from '../domain/access/reader.ts';
import type { ApiContext, CurrentStatus } from './context.ts';
import { AccessRefused } from './errors.ts';

/**
 * The filter of a request: with the product date where it names none, and with what its reader may see. A word
 * that is not disclosed to them is refused, because an empty answer would be one.
 */
export function readerFilter<F extends RequestFilter>(
  filter: F,
  status: CurrentStatus,
  reader: Reader,
): F & { asOf: string; disclosure: Disclosure } {
  const disclosure = disclosureOf(reader, status.shownUntil);
  const words = undisclosedWords(disclosure, filter);
  if (words.length > 0) {
    const message = `not disclosed to your role: ${words.join(', ')}; an administrator can say who may`;
    throw new AccessRefused('not_disclosed', message, words);
  }
  return { ...filter, asOf: filter.asOf ?? status.asOf, disclosure };
}

/** The same where the request may ask for news alone: what its reader was not yet shown at an instant. */
export function shownFilter<F extends RequestFilter & { known?: string | undefined }>(
  { delayHours }: Pick<ApiContext, 'delayHours'>,
  { known, ...query }: F,
  status: CurrentStatus,
  reader: Reader,
) {
  const filter = readerFilter(query, status, reader);
  const isHeld = filter.disclosure.until !== null;
  const look = known === undefined ? null : new Date(known);
  return { ...filter, newSince: look ? { look, delayHours: isHeld ? delayHours : 0 } : undefined };
}

export type RequestFilter = Partial<Pick<IncidentFilter, 'crime' | 'perpetrator' | 'asOf'>>;

/** What heads every counting answer. */
export async function summarise(context: ApiContext, filter: IncidentFilter, status: CurrentStatus) {
  const summary = await countIncidents(context.database.pool, filter);
  return { asOf: filter.asOf, dataVersion: String(status.dataVersion), ...summary };
}

/** How many incidents there are for a reader who sees counts at all; null for whoever sees but what is released. */
export function totalsFor(
  reader: Reader,
  status: CurrentStatus,
): { incidents: number; synthetic: number } | null {
  if (!may(reader, 'map.read')) return null;
  const { consented, until } = disclosureOf(reader, status.shownUntil);
  const all = { incidents: status.incidents, synthetic: status.synthetic };
  const left = consented
    ? { incidents: 0, synthetic: 0 }
    : { incidents: status.consentedOnly, synthetic: status.syntheticConsentedOnly };
  const held = until === null ? { incidents: 0, synthetic: 0 } : status.held;
  return {
    incidents: all.incidents - left.incidents - held.incidents,
    synthetic: all.synthetic - left.synthetic - held.synthetic,
  };
}

/**
 * What tells a reader that data have changed: the number of the data, with what is shown of them. Who sees but what is
 * released is not told: that something was loaded today would say that something happened.
 */
export function dataVersionFor(reader: Reader, { dataVersion, shownUntil }: CurrentStatus): string {
  if (!may(reader, 'map.read')) return 'released';
  const isDelayed = disclosureOf(reader, shownUntil).until !== null;
  return isDelayed ? `${dataVersion}.${shownUntil}` : String(dataVersion);
}
