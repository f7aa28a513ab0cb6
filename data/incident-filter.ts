import type { Disclosure } from '../domain/access/disclosure.ts';
import {
  bitMask,
  CRIMES,
  type Crime,
  type IncidentKind,
  PERPETRATORS,
  type Perpetrator,
} from '../domain/taxonomy.ts';
import { disclosedIncidents, lookInstants, wasShown } from './disclosed-incidents.ts';

/** Which incidents a question is about; absent means all. Days are ISO and included. */
export interface IncidentFilter {
  kind?: IncidentKind | undefined;
  crime?: readonly Crime[] | undefined;
  perpetrator?: readonly Perpetrator[] | undefined;
  from?: string | undefined;
  to?: string | undefined;
  asOf: string;
  /** Only what was not yet shown to the reader at a look; held back so many hours, it is shown later. */
  newSince?: { look: Date; delayHours: number } | undefined;
  /** What the reader may see; queries read `disclosedIncidents(filter.disclosure) i`. */
  disclosure: Disclosure;
}

/** The incidents that a filter is put on: those disclosed, of them the new ones where it asks for these alone. */
export function incidentsOf({
  disclosure,
  newSince,
}: Pick<IncidentFilter, 'disclosure' | 'newSince'>): string {
  const disclosed = disclosedIncidents(disclosure);
  if (newSince === undefined) return disclosed;
  const [look, delayed] = lookInstants(newSince.look, newSince.delayHours).map(
    (instant) => `'${instant.toISOString()}'`,
  ) as [string, string];
  return `(select i.* from ${disclosed} i where not ${wasShown(look, delayed)})`;
}

/**
 * Condition over `${disclosedIncidents(filter.disclosure)} i`, with parameters $1 to $6 of filterValues. An incident whose date is known as an
 * interval matches when the interval touches the period.
 */
export const MATCHES_FILTER = `
  ($1::text is null or i.kind = $1)
  and ($2::int is null or i.crime_mask & $2 <> 0)
  and ($3::int is null or i.perpetrator_mask & $3 <> 0)
  and ($4::date is null or i.last_day >= $4)
  and ($5::date is null or i.first_day <= $5)
  and i.first_day <= $6::date`;

/** The values of MATCHES_FILTER; further parameters of a query begin at $7. */
export function filterValues(filter: IncidentFilter): (string | number | null)[] {
  return [
    filter.kind ?? null,
    filter.crime?.length ? bitMask(CRIMES, filter.crime) : null,
    filter.perpetrator?.length ? bitMask(PERPETRATORS, filter.perpetrator) : null,
    filter.from ?? null,
    filter.to ?? null,
    filter.asOf,
  ];
}
