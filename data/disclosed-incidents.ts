import { type Disclosure, OFFICIAL_BIT, PREDATORY_BITS, UNKNOWN_BIT } from '../domain/access/disclosure.ts';
import { CRIMES, TRANSACTIONAL_CRIMES } from '../domain/taxonomy.ts';

/**
 * The incidents that exist for a reader, to stand after `from` or `join` in place of the table: the one way from
 * stored incidents to an answer. Incidents of consented crimes alone are left out, consented crimes of others
 * taken off, accused public servants counted as unknown, as the disclosure says. No filter can look behind
 * it, because filters see only these rows. It is made of our own words, so it takes no parameters.
 *
 * tests/data/disclosure.test.ts fails where a reading query names the table itself.
 */
export function disclosedIncidents({ consented, officials }: Disclosure): string {
  if (consented && officials) return 'incident';
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
    ${consented ? '' : `where kind <> 'crime' or crime_mask & ${PREDATORY_BITS} <> 0`})`;
}

const PLAIN_COLUMNS = [
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
