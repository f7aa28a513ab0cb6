import { decidePairs, type Join, type ToldApart } from '../domain/matching/cluster.ts';
import { type FoundPair, PairFinder } from '../domain/matching/pair-finder.ts';
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
  /** Doubtful pairs that nobody is asked about: in a crowd, or of an incident that has many. */
  unasked: number;
  /** Reports that stood in too large a crowd: each was compared with some of it only. */
  crowded: number;
}

/** Who decided, where a rule did. */
export const RULE = 'rule';

/** Pairs are decided and written when about so many can be, so that memory does not grow with the file. */
const PAIRS_AT_ONCE = 20_000;

/**
 * Joins the given incidents, new or changed ones, with those that the same event seems to be told by: certain
 * pairs by rule, doubtful ones are left open for a person. Call it inside the transaction that brought them,
 * before they are refreshed. Invented reports and real ones are never compared.
 *
 * @param onCompared told how many reports have been compared so far.
 */
export async function mergeNewReports(
  db: Queryable,
  incidentIds: readonly number[],
  onCompared: (reports: number) => void = () => {},
): Promise<MergeOutcome> {
  const outcome: MergeOutcome = { incidentIds: [], joined: 0, doubtful: 0, unasked: 0, crowded: 0 };
  if (incidentIds.length === 0) return outcome;
  const split = await splitCorrected(db, incidentIds);
  const changed = split.length === 0 ? incidentIds : [...new Set([...incidentIds, ...split])];
  await forgetOpenPairs(db, changed);

  const finders = { real: new PairFinder(), synthetic: new PairFinder() };
  const moves = new Moves();
  let compared = 0;
  for await (const report of readReportsNear(db, changed)) {
    const finder = finders[report.synthetic ? 'synthetic' : 'real'];
    // The cursor still shows what joins have moved meanwhile where it stood before.
    report.incidentId = moves.of(report.incidentId);
    finder.add(report);
    compared += 1;
    if (compared % PAIRS_AT_ONCE === 0) onCompared(compared);
    const due = finder.due(PAIRS_AT_ONCE);
    if (due.length > 0) await decide(db, due, moves, outcome);
  }
  for (const finder of Object.values(finders)) {
    await decide(db, finder.rest(), moves, outcome);
    outcome.crowded += finder.crowded;
  }
  outcome.incidentIds = [...new Set([...split, ...moves.incidentIds()])];
  return outcome;
}

/** Decides pairs, writes what came of it and adds it to the outcome. */
async function decide(
  db: Queryable,
  pairs: readonly FoundPair[],
  moves: Moves,
  outcome: MergeOutcome,
): Promise<void> {
  if (pairs.length === 0) return;
  const among = new Set<number>();
  for (const pair of pairs) {
    for (const { member } of [pair.a, pair.b]) {
      // An earlier decision may have moved it.
      member.incidentId = moves.of(member.incidentId);
      among.add(member.incidentId);
    }
  }
  const ids = [...among];
  const membersOf = await readReportsOf(db, ids);
  const { joins, doubts, unasked } = decidePairs(pairs, membersOf, await readToldApart(db, ids));
  await writeJoins(db, joins);
  await writePairs(db, [
    ...joins.map((join) => ({ ...join, status: 'joined', reason: '' })),
    ...doubts.map((doubt) => ({ ...doubt, status: 'open' })),
  ]);
  for (const { from, into } of joins) moves.add(from, into);
  outcome.joined += joins.length;
  outcome.doubtful += doubts.length;
  outcome.unasked += unasked;
}

/** Which incident the reports of a dissolved one are in now. */
class Moves {
  private readonly into = new Map<number, number>();

  add(from: number, into: number): void {
    this.into.set(from, into);
  }

  of(incidentId: number): number {
    let id = incidentId;
    for (let next = this.into.get(id); next !== undefined; next = this.into.get(id)) id = next;
    return id;
  }

  incidentIds(): Iterable<number> {
    return [...this.into].flat();
  }
}

/** Questions about changed reports are asked anew. */
async function forgetOpenPairs(db: Queryable, incidentIds: readonly number[]): Promise<void> {
  for (const side of ['a', 'b']) {
    await db.query(
      `delete from report_pair p
       using incident_report l
       where p.status = 'open' and l.source_id = p.${side}_source_id and l.report_id = p.${side}_report_id
         and l.incident_id = any($1)`,
      [incidentIds],
    );
  }
}

/** What people decided to be two things, about the reports of some incidents. */
async function readToldApart(db: Queryable, incidentIds: readonly number[]): Promise<ToldApart> {
  const { rows } = await db.query<{ a: string; b: string }>(
    `select p.a_source_id || chr(31) || p.a_report_id as a, p.b_source_id || chr(31) || p.b_report_id as b
     from report_pair p
     join incident_report l on l.source_id = p.a_source_id and l.report_id = p.a_report_id
     where p.status = 'apart' and l.incident_id = any($1)`,
    [incidentIds],
  );
  const apart = new Map<string, Set<string>>();
  const note = (one: string, other: string) => {
    const others = apart.get(one);
    if (others) others.add(other);
    else apart.set(one, new Set([other]));
  };
  for (const { a, b } of rows) {
    note(a, b);
    note(b, a);
  }
  return apart;
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
