import type { CaseOutcome, EnforcementMeasure, StateExposure } from '../domain/patterns/facts.ts';
import type { Queryable } from './database.ts';

/** Puts measures in place of all that came from the same origin; one of the same id from elsewhere is replaced too. */
export async function putEnforcementMeasures(
  db: Queryable,
  measures: readonly EnforcementMeasure[],
  origin: string,
): Promise<void> {
  await db.query('delete from enforcement_measure where origin = $1', [origin]);
  await db.query(
    `insert into enforcement_measure
       (measure_id, day, end_day, kind, name_es, name_en, state_codes, source, url, origin)
     select id, day, "endDay", kind, "nameEs", "nameEn", array(select jsonb_array_elements_text("stateCodes")),
       source, url, $2
     from jsonb_to_recordset($1::jsonb) as x (id text, day date, "endDay" date, kind text, "nameEs" text,
       "nameEn" text, "stateCodes" jsonb, source text, url text)
     on conflict (measure_id) do update set day = excluded.day, end_day = excluded.end_day,
       kind = excluded.kind, name_es = excluded.name_es, name_en = excluded.name_en,
       state_codes = excluded.state_codes, source = excluded.source, url = excluded.url, origin = excluded.origin`,
    [JSON.stringify(measures), origin],
  );
}

/** All measures, the earliest first. */
export async function readMeasures(db: Queryable): Promise<EnforcementMeasure[]> {
  const { rows } = await db.query<EnforcementMeasure>(
    `select measure_id as id, day, end_day as "endDay", kind, name_es as "nameEs", name_en as "nameEn",
       state_codes as "stateCodes", source, url
     from enforcement_measure order by day, measure_id`,
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

/** Puts outcomes in place of all that came from the same origin. */
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
       sentences = excluded.sentences, source = excluded.source, url = excluded.url, origin = excluded.origin`,
    [JSON.stringify(outcomes), origin],
  );
}

/** All outcomes, by state. */
export async function readOutcomes(db: Queryable): Promise<CaseOutcome[]> {
  const { rows } = await db.query<CaseOutcome>(
    `select outcome_id as id, state_code as "stateCode", period, complaints, investigations, charged, sentences,
       source, url
     from case_outcome order by state_code, outcome_id`,
  );
  return rows;
}
