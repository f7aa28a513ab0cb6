import type { Candidate, LinearReference, Match } from '../domain/geocoding/types.ts';
import { refreshCoverage } from './coverage.ts';
import type { Queryable } from './database.ts';
import { refreshIncidents } from './incident-refresh.ts';
import type { Decider } from './merge-decisions.ts';
import { withdrawJoins } from './merge-withdrawal.ts';
import { mergeNewReports } from './merging.ts';
import { INGEST_LOCK } from './staging.ts';
import { bumpDataVersion } from './versions.ts';

/** A place text of a source, as the queue names it. */
export interface PlaceRef {
  sourceId: string;
  placeKey: string;
}

/** The place that a person gave a text; null where they left it without one. */
export interface GivenPlace {
  lon: number;
  lat: number;
  precision: string;
  radiusM: number;
  rule: string;
  matches: readonly Match[];
  score: number | null;
  /** H3 indices at resolutions 3, 4, 5, 6. */
  cells: readonly string[];
  /** Where it is on the network, by the kind of place that a report speaks of. */
  onNetwork: Readonly<Record<string, LinearReference>>;
}

export interface PlaceChoice {
  action: 'candidate' | 'text' | 'point' | 'unplaced';
  correctedText: string | null;
  place: GivenPlace | null;
}

export type PlaceRefusal =
  | 'no-such-place'
  | 'no-such-decision'
  | 'already-undone'
  /** Not among what the text may mean. */
  | 'no-such-candidate'
  /** The corrected text has no place, or several. */
  | 'text-not-placed';

export type PlaceDecision =
  | { ok: true; decisionId: number; reports: number; incidentIds: number[] }
  | { ok: false; reason: PlaceRefusal };

/** What waits under a name: the text, its candidates, and one row's words on the state. */
export interface WaitingPlace {
  text: string;
  stateCode: string;
  candidates: Candidate[];
  matches: Match[];
}

const KEY = 'place_key(r.source_id, r.place_text, r.state_code, r.place_candidates)';
const WAITS = `r.source_id = $1 and ${KEY} = $2 and r.lon is null and r.is_current and r.place_decision_id is null`;

/** What waits for a decision under this name, or null. Takes the lock of decisions: call it in the transaction. */
export async function lockWaitingPlace(db: Queryable, ref: PlaceRef): Promise<WaitingPlace | null> {
  await db.query('select pg_advisory_xact_lock($1)', [INGEST_LOCK]);
  const { rows } = await db.query<WaitingPlace>(
    `select r.place_text as text, r.state_code as "stateCode", r.place_candidates as candidates,
       r.place_matches as matches
     from report r where ${WAITS}
     order by jsonb_array_length(r.place_candidates) desc, r.first_day, r.report_id limit 1`,
    [ref.sourceId, ref.placeKey],
  );
  return rows[0] ?? null;
}

/**
 * Remembers a person's decision on a place text and gives it to all its reports; those to come get it at their ingest.
 * The reports are then compared anew, since what has a place can be joined, and the source's coverage is fitted anew,
 * since they have a state. Run it in the transaction of `lockWaitingPlace`.
 *
 * @param today ISO day
 */
export async function decidePlace(
  db: Queryable,
  ref: PlaceRef,
  { text, stateCode }: WaitingPlace,
  { action, correctedText, place }: PlaceChoice,
  decider: Decider,
  today: string,
): Promise<PlaceDecision> {
  // Reports of the text came in past an older decision: it gives way to the new one, which holds for all of them.
  const { rows: older } = await db.query<{ decision_id: number }>(
    'select decision_id from place_decision where source_id = $1 and place_key = $2 and undone_at is null',
    [ref.sourceId, ref.placeKey],
  );
  for (const { decision_id } of older) await undoPlaceDecision(db, decision_id, decider, today);
  const { rows } = await db.query<{ decision_id: number }>(
    `insert into place_decision (source_id, place_key, place_text, stated_state_code, action, corrected_text,
       lon, lat, precision, radius_m, rule, matches, score, state_code, on_network, cells, decided_by, why)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13,
       coalesce(${STATE_OF_POINT}, ''), $14, $15, $16, $17)
     returning decision_id`,
    [
      ref.sourceId,
      ref.placeKey,
      text,
      stateCode,
      action,
      correctedText,
      place?.lon ?? null,
      place?.lat ?? null,
      place?.precision ?? null,
      place?.radiusM ?? null,
      place?.rule ?? '',
      JSON.stringify(place?.matches ?? []),
      place?.score ?? null,
      JSON.stringify(place?.onNetwork ?? {}),
      place?.cells ?? [],
      decider.by,
      decider.why,
    ],
  );
  const decisionId = rows[0].decision_id;
  await insertCells(db, decisionId);
  const { rowCount } = await db.query(
    `update report r set ${GIVE_PLACE} from place_decision d
     where d.decision_id = $3 and ${WAITS}`,
    [ref.sourceId, ref.placeKey, decisionId],
  );
  const incidentIds = await incidentsOf(db, decisionId);
  const touched = await compareAnew(db, decisionId, place === null ? [] : incidentIds);
  const all = [...new Set([...incidentIds, ...touched])];
  await refreshIncidents(db, all);
  await db.query('update place_decision set n_reports = $2 where decision_id = $1', [decisionId, rowCount]);
  await refreshCoverage(db, [ref.sourceId], today);
  await bumpDataVersion(db);
  return { ok: true, decisionId, reports: rowCount ?? 0, incidentIds: all };
}

/** Takes a decision back: its reports have what stood there before, and joins that a rule made by it are undone. */
export async function undoPlaceDecision(
  db: Queryable,
  decisionId: number,
  decider: Decider,
  today: string,
): Promise<PlaceDecision> {
  await db.query('select pg_advisory_xact_lock($1)', [INGEST_LOCK]);
  const { rows } = await db.query<{ undone: boolean; join_events: string[]; source_id: string }>(
    `select undone_at is not null as undone, join_events, source_id
     from place_decision where decision_id = $1`,
    [decisionId],
  );
  if (rows.length === 0) return { ok: false, reason: 'no-such-decision' };
  if (rows[0].undone) return { ok: false, reason: 'already-undone' };
  const parted = await withdrawJoins(db, rows[0].join_events.map(Number), decider);
  const incidentIds = await incidentsOf(db, decisionId);
  const restored = await db.query(
    `update report r set ${RESTORE_PLACE}
     from report own, jsonb_populate_record(null::report, own.place_before) b
     where own.place_decision_id = $1
       and (r.source_id, r.report_id, r.version) = (own.source_id, own.report_id, own.version)`,
    [decisionId],
  );
  await db.query(
    `update place_decision set undone_at = now(), undone_by = $2, undone_why = $3 where decision_id = $1`,
    [decisionId, decider.by, decider.why],
  );
  const compared = await mergeNewReports(db, incidentIds);
  const all = [...new Set([...incidentIds, ...parted, ...compared.incidentIds])];
  await refreshIncidents(db, all);
  await refreshCoverage(db, [rows[0].source_id], today);
  await bumpDataVersion(db);
  return { ok: true, decisionId, reports: restored.rowCount ?? 0, incidentIds: all };
}

/** Gives staged reports the places that people decided for their texts before. Part of an ingest's last step. */
export async function applyPlaceDecisions(db: Queryable, runId: number): Promise<void> {
  await db.query(
    `update staged_report r set ${GIVE_PLACE} from place_decision d
     where r.run_id = $1 and r.lon is null and d.undone_at is null
       and d.source_id = r.source_id and d.place_key = ${KEY}`,
    [runId],
  );
}

/** Looks for partners of reports that have a place now, and remembers with the decision what was joined. */
async function compareAnew(db: Queryable, decisionId: number, incidentIds: number[]): Promise<number[]> {
  if (incidentIds.length === 0) return [];
  const { rows: before } = await db.query<{ last: number }>(
    'select coalesce(max(event_id), 0) as last from merge_event',
  );
  const merged = await mergeNewReports(db, incidentIds);
  await db.query(
    `update place_decision set join_events = array(
       select event_id from merge_event where event_id > $2 and kind = 'join' and automatic order by event_id)
     where decision_id = $1`,
    [decisionId, before[0].last],
  );
  return merged.incidentIds;
}

async function incidentsOf(db: Queryable, decisionId: number): Promise<number[]> {
  const { rows } = await db.query<{ incident_id: number }>(
    `select distinct l.incident_id from report r
     join incident_report l on l.source_id = r.source_id and l.report_id = r.report_id
     where r.place_decision_id = $1 and r.is_current order by l.incident_id`,
    [decisionId],
  );
  return rows.map((row) => row.incident_id);
}

async function insertCells(db: Queryable, decisionId: number): Promise<void> {
  await db.query(
    `insert into cell (h3, resolution)
     select c.h3, c.at + 2 from place_decision d, unnest(d.cells) with ordinality as c (h3, at)
     where d.decision_id = $1 on conflict do nothing`,
    [decisionId],
  );
}

/** The point decides the state, as at an ingest: the outline that holds it, else the nearest within 5 km. */
const STATE_OF_POINT = `(
  select s.code from state s
  where ST_DWithin(s.geom, ST_SetSRID(ST_MakePoint($7, $8), 4326), 0.05)
  order by ST_Distance(s.geom, ST_SetSRID(ST_MakePoint($7, $8), 4326)), s.code limit 1)`;

/** Columns that a decision changes, each with what it becomes; what stood there is kept in `place_before`. */
const GIVEN: readonly (readonly [column: string, becomes: string])[] = [
  ['place_status', `case when d.lon is null then 'unmatched' else 'placed' end`],
  ['place_reason', `case when d.lon is null then 'left-unplaced' else '' end`],
  ['place_rule', 'd.rule'],
  ['place_matches', 'd.matches'],
  ['place_score', 'd.score'],
  ['lon', 'd.lon'],
  ['lat', 'd.lat'],
  ['precision', 'd.precision'],
  ['radius_m', 'd.radius_m'],
  ['state_code', 'case when d.lon is null then r.state_code else d.state_code end'],
  ['corridor_id', `d.on_network -> r.place_type ->> 'corridorId'`],
  ['corridor_km', `(d.on_network -> r.place_type ->> 'km')::float8`],
  ['corridor_offset_m', `(d.on_network -> r.place_type ->> 'offsetM')::float8`],
  ['cells', 'd.cells'],
];

const GIVE_PLACE = `
  place_before = jsonb_build_object(${GIVEN.map(([column]) => `'${column}', r.${column}`).join(', ')}),
  place_decision_id = d.decision_id,
  ${GIVEN.map(([column, becomes]) => `${column} = ${becomes}`).join(',\n  ')}`;

const RESTORE_PLACE = `
  ${GIVEN.map(([column]) => `${column} = b.${column}`).join(',\n  ')},
  place_before = null, place_decision_id = null`;
