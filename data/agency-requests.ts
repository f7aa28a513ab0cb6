import { LEAST_DISCLOSURE } from '../domain/access/disclosure.ts';
import { bitMask, CRIMES, HIGH_IMPACT_CRIMES } from '../domain/taxonomy.ts';
import { isAgency } from './agencies.ts';
import type { Queryable } from './database.ts';
import { disclosedIncidents } from './disclosed-incidents.ts';

/**
 * What one agency asks of another: whole cells of one fixed lattice (month x state x group of crimes), so that no two
 * answers can be subtracted from each other to tell what neither says.
 */
export interface RequestedExtract {
  /** INEGI codes; empty: all. */
  states: string[];
  /** ISO days; only whole months that are over are answered. */
  from: string;
  to: string;
}

/** The least that a cell of an extract holds. */
export const EXTRACT_K = 5;

/** Counts that any role may read: nothing under k, no sum from which such a cell could be told. */
export interface Extract {
  k: number;
  cells: { month: string; stateCode: string; group: 'high_impact' | 'other'; incidents: number }[];
  /** How many cells were left out because they hold fewer than k. */
  withheld: number;
}

export interface RequestRow {
  id: number;
  fromAgencyId: string;
  toAgencyId: string;
  what: RequestedExtract;
  why: string;
  until: Date;
  askedBy: string;
  askedAt: Date;
  status: 'open' | 'answered' | 'declined';
  answer: Extract | null;
  answerNote: string;
  answeredBy: string | null;
  answeredAt: Date | null;
}

const COLUMNS = `request_id as id, from_agency_id as "fromAgencyId", to_agency_id as "toAgencyId", what, why,
  until, asked_by as "askedBy", asked_at as "askedAt", status, answer, answer_note as "answerNote",
  answered_by as "answeredBy", answered_at as "answeredAt"`;

/** Requests from and to an agency, newest first; an answer is there until the request's end. */
export async function listRequests(db: Queryable, agencyId: string, now: Date): Promise<RequestRow[]> {
  const { rows } = await db.query<RequestRow>(
    `select ${COLUMNS} from agency_request where from_agency_id = $1 or to_agency_id = $1 order by request_id desc`,
    [agencyId],
  );
  return rows.map((row) => (row.until > now ? row : { ...row, answer: null }));
}

export type RequestRefusal =
  | 'no-such-agency'
  | 'same-agency'
  | 'not-later'
  | 'no-such-request'
  | 'already-answered'
  | 'expired';
type Outcome<T> = ({ ok: true } & T) | { ok: false; reason: RequestRefusal };

/** Asks another agency; the request names what, why and until when. */
export async function makeRequest(
  db: Queryable,
  request: { fromAgencyId: string; toAgencyId: string; what: RequestedExtract; why: string; until: Date },
  by: string,
  now: Date,
): Promise<Outcome<{ id: number }>> {
  const { fromAgencyId, toAgencyId, what, why, until } = request;
  if (fromAgencyId === toAgencyId) return { ok: false, reason: 'same-agency' };
  if (until <= now) return { ok: false, reason: 'not-later' };
  if (!(await isAgency(db, toAgencyId))) return { ok: false, reason: 'no-such-agency' };
  const { rows } = await db.query<{ id: number }>(
    `insert into agency_request (from_agency_id, to_agency_id, what, why, until, asked_by, asked_at)
     values ($1, $2, $3, $4, $5, $6, $7) returning request_id as id`,
    [fromAgencyId, toAgencyId, JSON.stringify(what), why, until, by, now],
  );
  return { ok: true, id: rows[0].id };
}

/** Answers a request with an extract of what the agency's own sources tell, or declines it; either way once. */
export async function answerRequest(
  db: Queryable,
  answer: { requestId: number; agencyId: string; decision: 'answer' | 'decline'; note: string },
  by: string,
  now: Date,
): Promise<Outcome<{ extract: Extract | null }>> {
  const { requestId, agencyId, decision, note } = answer;
  const { rows } = await db.query<RequestRow>(
    `select ${COLUMNS} from agency_request where request_id = $1 and to_agency_id = $2 for update`,
    [requestId, agencyId],
  );
  const [request] = rows;
  if (!request) return { ok: false, reason: 'no-such-request' };
  if (request.status !== 'open') return { ok: false, reason: 'already-answered' };
  if (request.until <= now) return { ok: false, reason: 'expired' };
  const extract = decision === 'answer' ? await readExtract(db, agencyId, request.what, now) : null;
  await db.query(
    `update agency_request set status = $2, answer = $3, answer_note = $4, answered_by = $5, answered_at = $6
     where request_id = $1`,
    [requestId, extract ? 'answered' : 'declined', extract && JSON.stringify(extract), note, by, now],
  );
  return { ok: true, extract };
}

/** Incidents that an agency's sources tell of, by whole month that is over, state and group of crimes. */
async function readExtract(
  db: Queryable,
  agencyId: string,
  what: RequestedExtract,
  now: Date,
): Promise<Extract> {
  const { rows } = await db.query<{ month: string; stateCode: string; isHigh: boolean; n: number }>(
    `select to_char(i.first_day, 'YYYY-MM') as month, i.state_code as "stateCode",
       i.crime_mask & $5 <> 0 as "isHigh", count(*) as n
     from ${disclosedIncidents(LEAST_DISCLOSURE)} i
     where i.kind = 'crime' and i.state_code <> '' and i.date_precision <> 'year'
       and i.first_day >= date_trunc('month', $2::date + interval '1 month' - interval '1 day')
       and i.first_day < date_trunc('month', $3::date + 1)
       and i.first_day < date_trunc('month', $6::timestamptz)
       and (cardinality($4::text[]) = 0 or i.state_code = any($4))
       and exists (
         select from incident_report l join source s on s.source_id = l.source_id
         where l.incident_id = i.incident_id and s.agency_id = $1)
     group by 1, 2, 3 order by 1, 2, 3`,
    [agencyId, what.from, what.to, what.states, bitMask(CRIMES, [...HIGH_IMPACT_CRIMES]), now],
  );
  const cells = rows
    .filter(({ n }) => n >= EXTRACT_K)
    .map(({ month, stateCode, isHigh, n }) => ({
      month,
      stateCode,
      group: isHigh ? ('high_impact' as const) : ('other' as const),
      incidents: n,
    }));
  return { k: EXTRACT_K, cells, withheld: rows.length - cells.length };
}
