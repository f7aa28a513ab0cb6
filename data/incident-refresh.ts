import { CRIMES, PERPETRATORS } from '../domain/taxonomy.ts';
import type { Queryable } from './database.ts';

/**
 * Derives incidents from the current reports linked to them, so that joining and splitting reports is only a
 * matter of links: the finest place speaks (then the smallest radius, the older report), dates agree on the
 * days that all reports allow, crimes and perpetrators are the union, victims the largest count claimed. The
 * principal crime is the one that most reports name as theirs, the graver one on a tie.
 *
 * An incident without reports is removed.
 */
export async function refreshIncidents(db: Queryable, incidentIds: readonly number[]): Promise<void> {
  if (incidentIds.length === 0) return;
  const ids = [incidentIds];
  await db.query('delete from incident where incident_id = any($1)', ids);
  await db.query('delete from incident_crime where incident_id = any($1)', ids);
  await db.query('delete from incident_perpetrator where incident_id = any($1)', ids);
  await db.query(INSERT_CRIMES, ids);
  await db.query(INSERT_PERPETRATORS, ids);
  await db.query(INSERT_INCIDENTS, ids);
}

const LINKED = `linked as (
  select l.incident_id, r.source_id, r.report_id, r.kind, r.hazard, r.crimes, r.perpetrators, r.organisation,
    r.first_day, r.last_day, r.date_precision, r.victims, r.synthetic, r.publisher, r.how_known, r.place_type,
    r.place_status, r.lon, r.lat, r.precision, r.radius_m, r.state_code, r.corridor_id, r.corridor_km,
    r.corridor_offset_m, r.cells, r.withheld
  from incident_report l
  join report r on r.source_id = l.source_id and r.report_id = l.report_id and r.is_current
  where l.incident_id = any($1)
)`;

/** A place that must not be shown exactly stands for its square of this grid: about 22 km north to south. */
const SQUARE_DEG = 0.2;
/** From the middle of such a square to its corner, at the southern border where it is widest. */
const SQUARE_REACH_M = 15_500;

const bits = (words: readonly string[], column: string) =>
  `(select coalesce(bit_or(1 << (array_position(array[${words.map((w) => `'${w}'`).join(',')}], ${column}) - 1)), 0)`;

const INSERT_CRIMES = `
  with ${LINKED},
  named as (
    select incident_id, crime, count(*) filter (where at = 1) as as_principal, count(*) as n
    from linked, unnest(crimes) with ordinality as c (crime, at)
    group by incident_id, crime
  )
  insert into incident_crime (incident_id, crime, principal)
  select incident_id, crime,
    row_number() over (
      partition by incident_id
      order by as_principal desc, n desc,
        array_position(array[${CRIMES.map((c) => `'${c}'`).join(',')}], crime) desc
    ) = 1
  from named`;

const INSERT_PERPETRATORS = `
  with ${LINKED},
  named as (
    select incident_id, perpetrator, min(organisation) as organisation,
      count(*) filter (where at = 1) as as_principal, count(*) as n
    from linked, unnest(perpetrators) with ordinality as p (perpetrator, at)
    group by incident_id, perpetrator
  )
  insert into incident_perpetrator (incident_id, perpetrator, principal, organisation)
  select incident_id, perpetrator,
    row_number() over (
      partition by incident_id
      -- A known perpetrator of one report outweighs the "unknown" of another.
      order by perpetrator = 'unknown', as_principal desc, n desc,
        array_position(array[${PERPETRATORS.map((p) => `'${p}'`).join(',')}], perpetrator)
    ) = 1,
    organisation
  from named`;

const INSERT_INCIDENTS = `
  with ${LINKED},
  summed as (
    select incident_id,
      case when bool_or(kind = 'crime') then 'crime' else 'hazard' end as kind,
      min(hazard) as hazard,
      max(first_day) as latest_first, min(last_day) as earliest_last,
      min(first_day) as earliest_first, max(last_day) as latest_last,
      max(victims) as victims,
      bool_or(synthetic) as synthetic,
      count(*) as n_reports,
      count(distinct coalesce(publisher, source_id)) as n_sources,
      case when bool_or(how_known = 'reported') then 'reported'
        when bool_or(how_known = 'discovered') then 'discovered' else 'unknown' end as how_known
    from linked group by incident_id
  ),
  located as (
    select incident_id, source_id, report_id, place_status, date_precision, state_code,
      case when coarse then round(lon / ${SQUARE_DEG}) * ${SQUARE_DEG} else lon end as lon,
      case when coarse then round(lat / ${SQUARE_DEG}) * ${SQUARE_DEG} else lat end as lat,
      case when coarse and precision <> 'state' then 'municipality' else precision end as precision,
      case when coarse then radius_m + ${SQUARE_REACH_M} else radius_m end as radius_m,
      case when not coarse then corridor_id end as corridor_id,
      case when not coarse then corridor_km end as corridor_km,
      case when not coarse then corridor_offset_m end as corridor_offset_m,
      -- Cells of resolutions 3 and 4 are larger than the square.
      case when coarse then cells[1:2] else cells end as cells
    from linked, lateral (select 'place' = any(withheld) as coarse) as asked
  ),
  placed as (
    select distinct on (incident_id) *
    from located
    order by incident_id, (lon is null),
      array_position(array['exact', 'locality', 'municipality', 'state'], precision),
      radius_m, source_id, report_id
  ),
  typed as (
    select distinct on (incident_id) incident_id, place_type
    from linked order by incident_id, (place_type = 'unknown'), source_id, report_id
  )
  insert into incident (
    incident_id, kind, hazard, principal_crime, crime_mask, perpetrator_mask, first_day, last_day,
    date_precision, place_type, how_known, victims, synthetic, n_reports, n_sources, place_source_id,
    place_report_id, place_status, geom, precision, radius_m, state_code, corridor_id, corridor_km,
    corridor_offset_m, h3_3, h3_4, h3_5, h3_6, known_at)
  select s.incident_id, s.kind, case when s.kind = 'hazard' then s.hazard end,
    (select crime from incident_crime c where c.incident_id = s.incident_id and c.principal),
    ${bits(CRIMES, 'c.crime')} from incident_crime c where c.incident_id = s.incident_id),
    ${bits(PERPETRATORS, 'p.perpetrator')} from incident_perpetrator p where p.incident_id = s.incident_id),
    -- The days that all reports allow; where they allow none together, all that any of them allows.
    case when latest_first <= earliest_last then latest_first else earliest_first end,
    case when latest_first <= earliest_last then earliest_last else latest_last end,
    p.date_precision, t.place_type, s.how_known, s.victims, s.synthetic, s.n_reports, s.n_sources,
    p.source_id, p.report_id, p.place_status,
    case when p.lon is not null then ST_SetSRID(ST_MakePoint(p.lon, p.lat), 4326) end,
    p.precision, p.radius_m, p.state_code, p.corridor_id, p.corridor_km, p.corridor_offset_m,
    p.cells[1], p.cells[2], p.cells[3], p.cells[4],
    -- The first version of the first report: a correction makes nothing new.
    (select min(r.loaded_at) from incident_report l
      join report r on r.source_id = l.source_id and r.report_id = l.report_id
      where l.incident_id = s.incident_id)
  from summed s
  join placed p using (incident_id)
  join typed t using (incident_id)`;
