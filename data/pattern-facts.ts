import { SHIPPED_ORIGIN } from '../domain/network/line.ts';
import type { CaseOutcome, EnforcementMeasure, StateExposure } from '../domain/patterns/facts.ts';
import type { Queryable } from './database.ts';

/**
 * Puts measures in place of all that came from the same origin; a shipped one of the same id is replaced too, and one of
 * the user's never by what is shipped.
 */
export async function putEnforcementMeasures(
  db: Queryable,
  measures: readonly EnforcementMeasure[],
  origin: string,
): Promise<void> {
  await db.query('delete from enforcement_measure where origin = $1', [origin]);
  await db.query(
    `insert into enforcement_measure
       (measure_id, day, end_day, kind, name_es, name_en, state_codes, lon, lat, radius_km, source, url, origin)
     select id, day, "endDay", kind, "nameEs", "nameEn", array(select jsonb_array_elements_text("stateCodes")),
       (place->>'lon')::float8, (place->>'lat')::float8, (place->>'radiusKm')::float8, source, url, $2
     from jsonb_to_recordset($1::jsonb) as x (id text, day date, "endDay" date, kind text, "nameEs" text,
       "nameEn" text, "stateCodes" jsonb, place jsonb, source text, url text)
     on conflict (measure_id) do update set day = excluded.day, end_day = excluded.end_day,
       kind = excluded.kind, name_es = excluded.name_es, name_en = excluded.name_en,
       state_codes = excluded.state_codes, lon = excluded.lon, lat = excluded.lat,
       radius_km = excluded.radius_km, source = excluded.source, url = excluded.url, origin = excluded.origin
     where excluded.origin <> $3`,
    [JSON.stringify(measures), origin, SHIPPED_ORIGIN],
  );
}

/** All measures, or those of an origin, the earliest first. */
export async function readMeasures(
  db: Queryable,
  origin: string | null = null,
): Promise<EnforcementMeasure[]> {
  const { rows } = await db.query<EnforcementMeasure>(
    `select measure_id as id, day, end_day as "endDay", kind, name_es as "nameEs", name_en as "nameEn",
       state_codes as "stateCodes",
       case when lon is not null then json_build_object('lon', lon, 'lat', lat, 'radiusKm', radius_km) end as place,
       source, url
     from enforcement_measure where $1::text is null or origin = $1 order by day, measure_id`,
    [origin],
  );
  return rows;
}

/** Puts exposures in place of all there were: a rate has one denominator. */
export async function putStateExposure(db: Queryable, exposures: readonly StateExposure[]): Promise<void> {
  await db.query('delete from state_exposure');
  await db.query(
    `insert into state_exposure (state_code, exposure, unit, source)
     select "stateCode", exposure, unit, source
     from jsonb_to_recordset($1::jsonb) as x ("stateCode" text, exposure float8, unit text, source text)`,
    [JSON.stringify(exposures)],
  );
}

/** Exposure by state; empty where nobody loaded any. */
export async function readStateExposure(db: Queryable): Promise<StateExposure[]> {
  const { rows } = await db.query<StateExposure>(
    `select state_code as "stateCode", exposure, unit, source from state_exposure order by state_code`,
  );
  return rows;
}

/** The same of outcomes. */
export async function putCaseOutcomes(
  db: Queryable,
  outcomes: readonly CaseOutcome[],
  origin: string,
): Promise<void> {
  await db.query('delete from case_outcome where origin = $1', [origin]);
  await db.query(
    `insert into case_outcome (outcome_id, state_code, period, complaints, investigations, charged, sentences,
       source, url, origin)
     select id, "stateCode", period, complaints, investigations, charged, sentences, source, url, $2
     from jsonb_to_recordset($1::jsonb) as x (id text, "stateCode" text, period text, complaints int,
       investigations int, charged int, sentences int, source text, url text)
     on conflict (outcome_id) do update set state_code = excluded.state_code, period = excluded.period,
       complaints = excluded.complaints, investigations = excluded.investigations, charged = excluded.charged,
       sentences = excluded.sentences, source = excluded.source, url = excluded.url, origin = excluded.origin
     where excluded.origin <> $3`,
    [JSON.stringify(outcomes), origin, SHIPPED_ORIGIN],
  );
}

/** All outcomes, or those of an origin, by state. */
export async function readOutcomes(db: Queryable, origin: string | null = null): Promise<CaseOutcome[]> {
  const { rows } = await db.query<CaseOutcome>(
    `select outcome_id as id, state_code as "stateCode", period, complaints, investigations, charged, sentences,
       source, url
     from case_outcome where $1::text is null or origin = $1 order by state_code, outcome_id`,
    [origin],
  );
  return rows;
}
