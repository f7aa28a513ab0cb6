import { type Disclosure, UNKNOWN_BIT } from '../domain/access/disclosure.ts';
import {
  bitMask,
  CRIMES,
  type Crime,
  type IncidentKind,
  PERPETRATORS,
  type Perpetrator,
} from '../domain/taxonomy.ts';
import { disclosedIncidents, lookInstants, PLAIN_COLUMNS, wasShown } from './disclosed-incidents.ts';
import { principalPerpetrator } from './pattern-words.ts';

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
  /** By its principal crime and alleged perpetrator alone, as tables of independent cells count; absent: by all. */
  counting?: 'principal' | undefined;
  /** What the reader may see; queries read `disclosedIncidents(filter.disclosure) i`. */
  disclosure: Disclosure;
}

/**
 * The incidents that a filter is put on: those disclosed, of them the new ones where it asks for these alone; with
 * nothing but their principal crime, and perpetrator where one is asked for, where principals count.
 */
export function incidentsOf({
  disclosure,
  newSince,
  counting,
  perpetrator,
}: Pick<IncidentFilter, 'disclosure' | 'newSince' | 'counting' | 'perpetrator'>): string {
  const whole = disclosedIncidents(disclosure);
  // Who is the principal perpetrator costs a look at each incident.
  const accused = perpetrator?.length
    ? `case when i.kind = 'crime' then ${bitOf(PERPETRATORS, principalPerpetrator(disclosure))} else 0 end`
    : 'i.perpetrator_mask';
  const disclosed =
    counting === 'principal'
      ? `(select ${PLAIN_COLUMNS}, i.principal_crime, ${bitOf(CRIMES, 'i.principal_crime')} as crime_mask,
          ${accused} as perpetrator_mask from ${whole} i)`
      : whole;
  if (newSince === undefined) return disclosed;
  const [look, delayed] = lookInstants(newSince.look, newSince.delayHours).map(
    (instant) => `'${instant.toISOString()}'`,
  ) as [string, string];
  return `(select i.* from ${disclosed} i where not ${wasShown(look, delayed)})`;
}

/** The mask of one word of a vocabulary; 0 for none. */
function bitOf(vocabulary: readonly string[], word: string): string {
  const words = vocabulary.map((one) => `'${one}'`).join(',');
  return `coalesce(1 << (array_position(array[${words}], ${word}) - 1), 0)`;
}

/**
 * Condition over `${disclosedIncidents(filter.disclosure)} i`, with parameters $1 to $6 of filterValues. An incident whose date is known as an
 * interval matches when the interval touches the period; of a crime without one, the perpetrator is unknown.
 */
export const MATCHES_FILTER = `
  ($1::text is null or i.kind = $1)
  and ($2::int is null or i.crime_mask & $2 <> 0)
  and ($3::int is null or case when i.kind = 'crime' then coalesce(nullif(i.perpetrator_mask, 0), ${UNKNOWN_BIT})
    else i.perpetrator_mask end & $3 <> 0)
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
