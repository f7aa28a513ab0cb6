import type { Candidate, Match } from '../domain/geocoding/types.ts';
import type { Queryable } from './database.ts';

/** A place text of a source that no rule could place, and all reports that have it. */
export interface OpenPlace {
  sourceId: string;
  /** Names text, stated state and, where text and coordinates disagree, the file's point. */
  placeKey: string;
  text: string;
  /** INEGI's two digits where the rows name the state apart from the text, else empty. */
  stateCode: string;
  status: 'ambiguous' | 'unmatched' | 'conflict';
  reason: string;
  rule: string;
  matches: Match[];
  /** What it may be; the file's own point among them has the toponym id `file`. */
  candidates: Candidate[];
  reports: number;
  onRail: boolean;
  /** Some of the reports, oldest first. */
  examples: PlaceExample[];
}

export interface PlaceExample {
  reportId: string;
  firstDay: string;
  crimes: string[];
  hazard: string | null;
  placeType: string;
  summary: string | null;
}

export interface PlaceFilter {
  sourceId: string | null;
  status: OpenPlace['status'] | null;
}

/** How many examples of a text are shown. */
const EXAMPLES = 3;

/** Reports whose place waits for a person. */
const WAITING = `r.lon is null and r.is_current and r.place_decision_id is null
  and ($1::text is null or r.source_id = $1) and ($2::text is null or r.place_status = $2)`;

const KEY = 'place_key(r.source_id, r.place_text, r.state_code, r.place_candidates)';

/** One page of texts, those of most reports first. */
export async function listOpenPlaces(
  db: Queryable,
  { sourceId, status }: PlaceFilter,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ total: number; reports: number; rows: OpenPlace[] }> {
  const { rows: counted } = await db.query<{ total: number; reports: number }>(
    `select count(distinct (r.source_id, ${KEY})) as total, count(*) as reports from report r where ${WAITING}`,
    [sourceId, status],
  );
  const { rows } = await db.query<OpenPlace>(
    `with waiting as (
       select ${KEY} as place_key, r.* from report r where ${WAITING}
     ), grouped as (
       select source_id, place_key, count(*) as reports, bool_or(place_type in ('train', 'train_tracks')) as on_rail
       from waiting group by source_id, place_key
       order by reports desc, source_id, place_key limit $3 offset $4
     )
     select g.source_id as "sourceId", g.place_key as "placeKey", first.place_text as text,
       first.state_code as "stateCode", first.place_status as status, first.place_reason as reason,
       first.place_rule as rule, first.place_matches as matches, first.place_candidates as candidates, g.reports,
       g.on_rail as "onRail",
       (select jsonb_agg(e.example order by e.first_day, e.report_id) from (
          select first_day, report_id, jsonb_build_object('reportId', report_id, 'firstDay', first_day,
            'crimes', crimes, 'hazard', hazard, 'placeType', place_type, 'summary', summary) as example
          from waiting w where w.source_id = g.source_id and w.place_key = g.place_key
          order by first_day, report_id limit ${EXAMPLES}) e) as examples
     from grouped g, lateral (
       select * from waiting w where w.source_id = g.source_id and w.place_key = g.place_key
       order by jsonb_array_length(place_candidates) desc, first_day, report_id limit 1) first
     order by g.reports desc, g.source_id, g.place_key`,
    [sourceId, status, limit, offset],
  );
  return { ...counted[0], rows };
}

/** What is counted of the queue: texts and reports by status and source. */
export async function countOpenPlaces(
  db: Queryable,
): Promise<{ sourceId: string; status: OpenPlace['status']; texts: number; reports: number }[]> {
  const { rows } = await db.query<{
    sourceId: string;
    status: OpenPlace['status'];
    texts: number;
    reports: number;
  }>(
    `select r.source_id as "sourceId", r.place_status as status, count(distinct ${KEY}) as texts,
       count(*) as reports
     from report r where ${WAITING} group by 1, 2 order by 1, 2`,
    [null, null],
  );
  return rows;
}

export interface PlaceDecisionRow {
  id: number;
  sourceId: string;
  text: string;
  stateCode: string;
  action: 'candidate' | 'text' | 'point' | 'unplaced';
  correctedText: string | null;
  lon: number | null;
  lat: number | null;
  precision: string | null;
  radiusM: number | null;
  rule: string;
  matches: Match[];
  /** Reports that have their place from it now, those that came later included. */
  reports: number;
  by: string;
  why: string;
  at: Date;
  undoneAt: Date | null;
  undoneBy: string | null;
  undoneWhy: string | null;
}

/** What was decided of place texts, newest first, undone ones too. */
export async function listPlaceDecisions(
  db: Queryable,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ total: number; rows: PlaceDecisionRow[] }> {
  const { rows: counted } = await db.query<{ total: number }>('select count(*) as total from place_decision');
  const { rows } = await db.query<PlaceDecisionRow>(
    `select decision_id as id, source_id as "sourceId", place_text as text, stated_state_code as "stateCode",
       action, corrected_text as "correctedText", lon, lat, precision, radius_m as "radiusM", rule, matches,
       (select count(*) from report r where r.place_decision_id = d.decision_id and r.is_current) as reports,
       decided_by as by, why, decided_at as at, undone_at as "undoneAt", undone_by as "undoneBy",
       undone_why as "undoneWhy"
     from place_decision d order by decision_id desc limit $1 offset $2`,
    [limit, offset],
  );
  return { total: counted[0].total, rows };
}
