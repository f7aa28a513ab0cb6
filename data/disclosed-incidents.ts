import {
  type Disclosure,
  FRESH_DAYS,
  OFFICIAL_BIT,
  PREDATORY_BITS,
  UNKNOWN_BIT,
} from '../domain/access/disclosure.ts';
import { CRIMES, TRANSACTIONAL_CRIMES } from '../domain/taxonomy.ts';

/**
 * The incidents that exist for a reader, to stand after `from` or `join` in place of the table: the one way from
 * stored incidents to an answer. Incidents of consented crimes alone are left out, consented crimes of others
 * taken off, accused public servants counted as unknown, as the disclosure says. No filter can look behind
 * it, because filters see only these rows. It is made of our own words, so it takes no parameters.
 *
 * tests/data/disclosure.test.ts fails where a reading query names the table itself.
 */
export function disclosedIncidents({ consented, officials, until }: Disclosure): string {
  if (consented && officials && until === null) return 'incident';
  const crimeMask = consented ? 'crime_mask' : `crime_mask & ${PREDATORY_BITS}`;
  const principal = consented
    ? 'principal_crime'
    : `case when principal_crime in (${quoted(TRANSACTIONAL_CRIMES)})
         then (array[${quoted(CRIMES)}])[1 + floor(log(2.0, crime_mask & ${PREDATORY_BITS}))::int]
         else principal_crime end`;
  const perpetratorMask = officials
    ? 'perpetrator_mask'
    : `case when perpetrator_mask & ${OFFICIAL_BIT} = 0 then perpetrator_mask
         when perpetrator_mask = ${OFFICIAL_BIT} then ${UNKNOWN_BIT}
         else perpetrator_mask & ~${OFFICIAL_BIT} end`;
  return `(select ${PLAIN_COLUMNS}, ${crimeMask} as crime_mask, ${principal} as principal_crime,
      ${perpetratorMask} as perpetrator_mask
    from incident
    where (${consented ? 'true' : `kind <> 'crime' or crime_mask & ${PREDATORY_BITS} <> 0`})
      and ${until === null ? 'true' : isShown(until)})`;
}

const ISO_INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$/;

/** Condition over incidents: known by an instant, or history when it became known. */
export function isShown(until: string): string {
  if (!ISO_INSTANT.test(until)) throw new Error(`no instant: ${until}`);
  return `(known_at <= timestamptz '${until}'
    or last_day < (known_at at time zone 'UTC')::date - ${FRESH_DAYS})`;
}

/**
 * Condition over incidents `i`: shown at a look already. What becomes known is held back for a delay, but for history,
 * which is shown at once.
 *
 * @param look parameters that hold the two instants of `lookInstants`
 */
export function wasShown(look: string, delayed: string): string {
  return `(i.known_at <= ${delayed}::timestamptz
    or (i.known_at <= ${look}::timestamptz and i.last_day < (i.known_at at time zone 'UTC')::date - ${FRESH_DAYS}))`;
}

/** A look, and the instant by which something had to be known to be shown then. */
export function lookInstants(look: Date, delayHours: number): [Date, Date] {
  return [look, new Date(look.getTime() - delayHours * 3_600_000)];
}

/** The columns of an incident that are the same for whoever sees it. */
export const PLAIN_COLUMNS = [
  'incident_id',
  'kind',
  'hazard',
  'first_day',
  'last_day',
  'date_precision',
  'place_type',
  'how_known',
  'victims',
  'synthetic',
  'n_reports',
  'n_sources',
  'place_source_id',
  'place_report_id',
  'place_status',
  'known_at',
  'geom',
  'precision',
  'radius_m',
  'state_code',
  'corridor_id',
  'corridor_km',
  'corridor_offset_m',
  'h3_3',
  'h3_4',
  'h3_5',
  'h3_6',
].join(', ');

function quoted(words: readonly string[]): string {
  return words.map((word) => `'${word}'`).join(', ');
}
