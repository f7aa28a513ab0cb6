import type { Disclosure } from '../domain/access/disclosure.ts';
import { SNAP_M, STRETCH_RADIUS_M } from '../domain/network/rail.ts';
import {
  BORDER_KM,
  BORDER_RADIUS_M,
  RAIL_KM,
  RAIL_RADIUS_M,
  RAIL_TOWN_KM,
  RAIL_TOWN_RADIUS_M,
} from '../domain/patterns/bands.ts';
import {
  type Counting,
  type LensGroup,
  NO_STATE,
  type PatternDimension,
  wordsOfDimension,
} from '../domain/patterns/lens.ts';
import { CRIMES, PERPETRATORS } from '../domain/taxonomy.ts';

/** Words of a query: what to select, and what to join for it. */
interface SqlWord {
  select: string;
  join: string;
}

/** Text parameters with the border lines, as numbers of a query's values. */
export interface BorderParameters {
  north: string;
  south: string;
}

/** The principal perpetrator that a reader may know of incident i; nobody named is unknown. */
export function principalPerpetrator({ officials }: Disclosure): string {
  return `coalesce((
      select p.perpetrator from incident_perpetrator p
      where p.incident_id = i.incident_id ${officials ? '' : `and p.perpetrator <> 'official'`}
      order by p.principal desc, p.perpetrator limit 1), 'unknown')`;
}

/** How a dimension is asked for. */
export function dimensionSql(
  dimension: PatternDimension,
  { group, counting, disclosure }: { group: LensGroup; counting: Counting; disclosure: Disclosure },
  borders: BorderParameters,
): SqlWord {
  const plain = (select: string): SqlWord => ({ select, join: '' });
  switch (dimension) {
    case 'state':
      return plain(`coalesce(nullif(i.state_code, ''), '${NO_STATE}')`);
    case 'crime':
      if (group === 'hazard') return plain(`coalesce(i.hazard, 'mixed_or_unknown')`);
      if (counting === 'principal') return plain('i.principal_crime');
      return {
        select: 'each_crime.word',
        join: eachBit('each_crime', CRIMES, 'i.crime_mask', wordsOfDimension('crime', { group })),
      };
    case 'perpetrator':
      if (counting === 'principal') return plain(principalPerpetrator(disclosure));
      return {
        select: `coalesce(each_perpetrator.word, 'unknown')`,
        join: `left ${eachBit('each_perpetrator', PERPETRATORS, 'i.perpetrator_mask', PERPETRATORS)}`,
      };
    case 'place':
      return plain('i.place_type');
    case 'known':
      return plain('i.how_known');
    case 'border':
      return { select: 'bordering.band', join: borderJoin(borders) };
    case 'rail':
      return { select: 'railway.band', join: RAIL_JOIN };
    case 'month':
      return plain(
        `case when date_trunc('month', i.first_day) = date_trunc('month', i.last_day)
           then to_char(i.first_day, 'YYYY-MM') end`,
      );
    case 'year':
      return plain(
        `case when date_trunc('year', i.first_day) = date_trunc('year', i.last_day)
           then to_char(i.first_day, 'YYYY') end`,
      );
    case 'corridor':
      return plain(
        `case when i.corridor_offset_m <= ${SNAP_M} and i.radius_m <= ${STRETCH_RADIUS_M} then i.corridor_id end`,
      );
    case 'dayPart':
      return { select: 'told.day_part', join: DAY_PART_JOIN };
    case 'country':
      return { select: 'origin.country', join: COUNTRY_JOIN };
  }
}

/** A row for each word whose bit is set. */
function eachBit(name: string, vocabulary: readonly string[], mask: string, kept: readonly string[]): string {
  const list = (words: readonly string[]) => words.map((word) => `'${word}'`).join(',');
  return `join lateral (
      select word from unnest(array[${list(vocabulary)}]) with ordinality as v (word, at)
      where ${mask} & (1 << (at::int - 1)) <> 0 and word in (${list(kept)})
    ) ${name} on true`;
}

/** Each part of the day once an incident; null where no report tells it. */
const DAY_PART_JOIN = `left join lateral (
      select distinct r.day_part from incident_report l
      join report r on r.source_id = l.source_id and r.report_id = l.report_id and r.is_current
      where l.incident_id = i.incident_id and r.day_part <> ''
    ) told on true`;

/** Each country once an incident, however many reports name it. */
const COUNTRY_JOIN = `join lateral (
      select distinct c.country from incident_report l
      join report r on r.source_id = l.source_id and r.report_id = l.report_id and r.is_current,
        unnest(r.countries) as c (country)
      where l.incident_id = i.incident_id
    ) origin on true`;

/** On the sphere, as domain/patterns/bands.ts measures. */
function borderJoin({ north, south }: BorderParameters): string {
  const ends = (side: string, column: string) =>
    BORDER_KM.map((km) => `when ${column} <= ${km * 1000} then '${side}${km}'`).join(' ');
  return `cross join lateral (
      select case when i.geom is null or i.radius_m > ${BORDER_RADIUS_M} then 'vague'
        when north < south then case ${ends('north', 'north')} else 'inland' end
        else case ${ends('south', 'south')} else 'inland' end end as band
      from (select ST_Distance(i.geom::geography, ST_GeogFromText(${north}::text), false) as north,
        ST_Distance(i.geom::geography, ST_GeogFromText(${south}::text), false) as south) away
    ) bordering`;
}

function railEnds(kms: readonly number[], word: string): string {
  return kms
    .map(
      (km) => `when exists (select from corridor c where c.mode = 'rail'
            and ST_DWithin(i.geom::geography, c.geom::geography, ${km * 1000}, false)) then '${word}${km}'`,
    )
    .join(' ');
}

const RAIL_JOIN = `cross join lateral (
      select case when i.geom is null or i.radius_m > ${RAIL_TOWN_RADIUS_M} then 'vague'
        when i.radius_m <= ${RAIL_RADIUS_M} then case ${railEnds(RAIL_KM, 'rail')} else 'far' end
        else case ${railEnds(RAIL_TOWN_KM, 'town')} else 'townFar' end end as band
    ) railway`;
