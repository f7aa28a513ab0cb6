import { type Doubt, decidePairs, type Join } from '../domain/matching/cluster.ts';
import { PairFinder } from '../domain/matching/pairs.ts';
import { reportKey } from '../domain/matching/report.ts';
import type { PairScore } from '../domain/matching/score.ts';
import { readReportsNear, readReportsOf } from './comparable-reports.ts';
import type { Queryable } from './database.ts';
import { splitCorrected } from './merge-corrections.ts';

/** What merging did. */
export interface MergeOutcome {
  /** Incidents that gained or lost reports, dissolved ones among them: to be refreshed. */
  incidentIds: number[];
  /** Incidents that became part of another one. */
  joined: number;
  /** Pairs that wait for a person. */
  doubtful: number;
}

/** Who decided, where a rule did. */
export const RULE = 'rule';

/**
 * Joins the given incidents, new or changed ones, with those that the same event seems to be told by: certain
 * pairs by rule, doubtful ones are left open for a person. Call it inside the transaction that brought them,
 * before they are refreshed. Invented reports and real ones are never compared.
 */
export async function mergeNewReports(db: Queryable, incidentIds: readonly number[]): Promise<MergeOutcome> {
  if (incidentIds.length === 0) return { incidentIds: [], joined: 0, doubtful: 0 };
  const split = await splitCorrected(db, incidentIds);
  const changed = [...new Set([...incidentIds, ...split])];
  await forgetOpenPairs(db, changed);

  const finders = { real: new PairFinder(), synthetic: new PairFinder() };
  for await (const report of readReportsNear(db, changed)) {
    finders[report.synthetic ? 'synthetic' : 'real'].add(report);
  }
  const joins: Join[] = [];
  const doubts: Doubt[] = [];
  for (const finder of Object.values(finders)) {
    const ids = new Set(finder.pairs.flatMap(([a, b]) => [a.incidentId, b.incidentId]));
    const membersOf = await readReportsOf(db, [...ids]);
    const decided = decidePairs(finder, membersOf, await readApart(db, [...ids]));
    joins.push(...decided.joins);
    doubts.push(...decided.doubts);
  }
  await writeJoins(db, joins);
  await writePairs(db, [
    ...joins.map((join) => ({ ...join, status: 'joined', reason: '' })),
    ...doubts.map((doubt) => ({ ...doubt, status: 'open' })),
  ]);
  const touched = new Set([...split, ...joins.flatMap(({ into, from }) => [into, from])]);
  return { incidentIds: [...touched], joined: joins.length, doubtful: doubts.length };
}

/** Questions about changed reports are asked anew. */
async function forgetOpenPairs(db: Queryable, incidentIds: readonly number[]): Promise<void> {
  await db.query(
    `with changed as (select source_id, report_id from incident_report where incident_id = any($1))
     delete from report_pair p using changed c
     where p.status = 'open'
       and ((p.a_source_id, p.a_report_id) = (c.source_id, c.report_id)
         or (p.b_source_id, p.b_report_id) = (c.source_id, c.report_id))`,
    [incidentIds],
  );
}

/** What people decided to be two things, among the reports of some incidents. */
async function readApart(
  db: Queryable,
  incidentIds: readonly number[],
): Promise<Parameters<typeof decidePairs>[2]> {
  const { rows } = await db.query<{ a: string; b: string }>(
    `select p.a_source_id || chr(31) || p.a_report_id as a, p.b_source_id || chr(31) || p.b_report_id as b
     from report_pair p
     join incident_report l on l.source_id = p.a_source_id and l.report_id = p.a_report_id
     where p.status = 'apart' and l.incident_id = any($1)`,
    [incidentIds],
  );
  const apart = new Set(rows.map(({ a, b }) => `${a}\n${b}`));
  return ({ report: a }, { report: b }) =>
    apart.size > 0 &&
    (apart.has(`${reportKey(a)}\n${reportKey(b)}`) || apart.has(`${reportKey(b)}\n${reportKey(a)}`));
}

/** Moves the reports of dissolved incidents and keeps why. */
async function writeJoins(db: Queryable, joins: readonly Join[]): Promise<void> {
  if (joins.length === 0) return;
  const rows = joins.map(({ into, from, moved, a, b, score }, nth) => ({
    nth,
    incident_id: into,
    other_incident_id: from,
    moved: moved.map(({ report }) => ({ sourceId: report.sourceId, reportId: report.reportId })),
    pair: {
      a: { sourceId: a.report.sourceId, reportId: a.report.reportId },
      b: { sourceId: b.report.sourceId, reportId: b.report.reportId },
      ...score,
    },
  }));
  await db.query(
    `insert into merge_event (kind, automatic, incident_id, other_incident_id, moved, pair, reason, decided_by)
     select 'join', true, x.incident_id, x.other_incident_id, x.moved, x.pair, 'alike', $2
     from jsonb_to_recordset($1::jsonb) as
       x (nth int, incident_id bigint, other_incident_id bigint, moved jsonb, pair jsonb)
     order by x.nth`,
    [JSON.stringify(rows), RULE],
  );
  // An incident may be dissolved into one that is dissolved in turn.
  const into = new Map(joins.map((join) => [join.from, join.into]));
  const moves = [...into.keys()].map((from) => {
    let target = from;
    for (let next = into.get(target); next !== undefined; next = into.get(target)) target = next;
    return { from_id: from, into_id: target };
  });
  // The link's incident would distribute it: a row that moves is a new one.
  await db.query(
    `with gone as (
       delete from incident_report l
       using jsonb_to_recordset($1::jsonb) as x (from_id bigint, into_id bigint)
       where l.incident_id = x.from_id
       returning x.into_id, l.source_id, l.report_id
     )
     insert into incident_report (incident_id, source_id, report_id)
     select into_id, source_id, report_id from gone`,
    [JSON.stringify(moves)],
  );
}

/** Keeps compared pairs; what a person said of a pair stands. */
async function writePairs(
  db: Queryable,
  pairs: readonly (Pick<Join, 'a' | 'b'> & { score: PairScore; status: string; reason: string })[],
): Promise<void> {
  if (pairs.length === 0) return;
  const rows = pairs.map(({ a, b, score, status, reason }) => ({
    a_source_id: a.report.sourceId,
    a_report_id: a.report.reportId,
    b_source_id: b.report.sourceId,
    b_report_id: b.report.reportId,
    status,
    reason,
    bits: score.bits,
    prior_bits: score.priorBits,
    evidence: score.evidence,
  }));
  await db.query(
    `insert into report_pair
       (a_source_id, a_report_id, b_source_id, b_report_id, status, reason, bits, prior_bits, evidence)
     select a_source_id, a_report_id, b_source_id, b_report_id, status, reason, bits, prior_bits, evidence
     from jsonb_populate_recordset(null::report_pair, $1::jsonb)
     on conflict (a_source_id, a_report_id, b_source_id, b_report_id) do update
     set status = case when report_pair.status in ('together', 'apart') then report_pair.status
         else excluded.status end,
       reason = excluded.reason, bits = excluded.bits, prior_bits = excluded.prior_bits,
       evidence = excluded.evidence, compared_at = now()`,
    [JSON.stringify(rows)],
  );
}
