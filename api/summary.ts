import { countIncidents } from '../data/counts.ts';
import type { IncidentFilter } from '../data/incident-filter.ts';
import { type Disclosure, disclosureOf, undisclosedWords } from '../domain/access/disclosure.ts';
import type { Reader } from '../domain/access/reader.ts';
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
  const disclosure = disclosureOf(reader);
  const words = undisclosedWords(disclosure, filter);
  if (words.length > 0) {
    const message = `not disclosed to your role: ${words.join(', ')}; an administrator can say who may`;
    throw new AccessRefused('not_disclosed', message, words);
  }
  return { ...filter, asOf: filter.asOf ?? status.asOf, disclosure };
}

export type RequestFilter = Partial<Pick<IncidentFilter, 'crime' | 'perpetrator' | 'asOf'>>;

/** What heads every counting answer. */
export async function summarise(context: ApiContext, filter: IncidentFilter, status: CurrentStatus) {
  const summary = await countIncidents(context.database.pool, filter);
  return { asOf: filter.asOf, dataVersion: String(status.dataVersion), ...summary };
}

/** How many incidents there are for a reader. */
export function totalsFor(reader: Reader, status: CurrentStatus): { incidents: number; synthetic: number } {
  const { incidents, synthetic, consentedOnly, syntheticConsentedOnly } = status;
  if (disclosureOf(reader).consented) return { incidents, synthetic };
  return { incidents: incidents - consentedOnly, synthetic: synthetic - syntheticConsentedOnly };
}
