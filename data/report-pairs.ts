import { reportKey } from '../domain/matching/report.ts';
import type { Queryable } from './database.ts';

/** Names a report, whatever its version. */
export interface ReportRef {
  sourceId: string;
  reportId: string;
}

export type PairStatus = 'joined' | 'open' | 'together' | 'apart';

/** A pair with what stood in its place, null where nothing did. */
export interface PairBefore {
  a: ReportRef;
  b: ReportRef;
  status: PairStatus | null;
  reason: string;
}

/** Every report of one side with every one of the other, each pair in the order of its keys. */
export function crossPairs(
  left: readonly ReportRef[],
  right: readonly ReportRef[],
): { a: ReportRef; b: ReportRef }[] {
  return left.flatMap((one) =>
    right.map((other) => (reportKey(one) < reportKey(other) ? { a: one, b: other } : { a: other, b: one })),
  );
}

const PAIRS = `jsonb_to_recordset($1::jsonb) as x (
  a_source_id text, a_report_id text, b_source_id text, b_report_id text, status text, reason text)`;
const SAME_PAIR = `(p.a_source_id, p.a_report_id, p.b_source_id, p.b_report_id)
  = (x.a_source_id, x.a_report_id, x.b_source_id, x.b_report_id)`;

/** Gives pairs a status and says what stood there before. */
export async function markPairs(
  db: Queryable,
  pairs: readonly { a: ReportRef; b: ReportRef }[],
  status: PairStatus,
): Promise<PairBefore[]> {
  const rows = columns(pairs.map((pair) => ({ ...pair, status, reason: '' })));
  const { rows: before } = await db.query<{
    a_source_id: string;
    a_report_id: string;
    b_source_id: string;
    b_report_id: string;
    status: PairStatus | null;
    reason: string | null;
  }>(
    `select x.a_source_id, x.a_report_id, x.b_source_id, x.b_report_id, p.status, p.reason
     from ${PAIRS} left join report_pair p on ${SAME_PAIR}`,
    [rows],
  );
  await writeStatus(db, rows);
  return before.map((row) => ({
    a: { sourceId: row.a_source_id, reportId: row.a_report_id },
    b: { sourceId: row.b_source_id, reportId: row.b_report_id },
    status: row.status,
    reason: row.reason ?? '',
  }));
}

/** Puts pairs back to what stood there before. */
export async function restorePairs(db: Queryable, before: readonly PairBefore[]): Promise<void> {
  await db.query(`delete from report_pair p using ${PAIRS} where x.status is null and ${SAME_PAIR}`, [
    columns(before),
  ]);
  await writeStatus(db, columns(before.filter(({ status }) => status !== null)));
}

async function writeStatus(db: Queryable, rows: string): Promise<void> {
  await db.query(
    `insert into report_pair (a_source_id, a_report_id, b_source_id, b_report_id, status, reason)
     select a_source_id, a_report_id, b_source_id, b_report_id, status, reason from ${PAIRS}
     on conflict (a_source_id, a_report_id, b_source_id, b_report_id) do update
     set status = excluded.status, reason = excluded.reason`,
    [rows],
  );
}

function columns(pairs: readonly PairBefore[]): string {
  return JSON.stringify(
    pairs.map(({ a, b, status, reason }) => ({
      a_source_id: a.sourceId,
      a_report_id: a.reportId,
      b_source_id: b.sourceId,
      b_report_id: b.reportId,
      status,
      reason,
    })),
  );
}
