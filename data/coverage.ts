import { FRESH_DAYS } from '../domain/access/disclosure.ts';
import { openSilence, type Reporting, reportingOf } from '../domain/coverage/silence.ts';
import type { SourceReporting } from '../domain/coverage/state-coverage.ts';
import { dayNumber } from '../domain/days.ts';
import type { Queryable } from './database.ts';
import { productDate, readStatus } from './status.ts';

/** A report that doesn't say its month says nothing about silence. */
const WIDEST_DAYS = 31;

/** `state_code` of a source as a whole. */
const WHOLE = '';

/**
 * Fits the usual gaps of sources anew and stores where they were silent for longer, real and invented reports apart.
 * Idempotent; call it in every transaction that changed reports of the sources, their days or their states.
 * @param today ISO day
 */
export async function refreshCoverage(
  db: Queryable,
  sourceIds: Iterable<string>,
  today: string,
): Promise<void> {
  const asOf = productDate(await readStatus(db), today);
  for (const sourceId of new Set(sourceIds)) await fitSource(db, sourceId, asOf);
}

async function fitSource(db: Queryable, sourceId: string, asOf: string): Promise<void> {
  const asOfDay = dayNumber(asOf);
  const rows: object[] = [];
  const gaps: object[] = [];
  for (const { synthetic, stateCode, days } of await readReportDays(db, sourceId, asOf)) {
    const reporting = reportingOf(days);
    const key = { source_id: sourceId, synthetic, state_code: stateCode };
    rows.push({
      ...key,
      first_day: reporting.firstDay,
      last_day: reporting.lastDay,
      report_days: reporting.reportDays,
      usual_gap_days: reporting.usualGapDays,
    });
    const open = openSilence(reporting, asOfDay);
    const spans = [...reporting.silences, ...(open ? [open] : [])];
    gaps.push(
      ...spans.map((span) => ({ ...key, from_day: span.from, to_day: span.to, is_open: span === open })),
    );
  }
  await db.query('delete from coverage where source_id = $1', [sourceId]);
  await db.query('delete from coverage_gap where source_id = $1', [sourceId]);
  await db.query(
    `insert into coverage
       (source_id, synthetic, state_code, first_day, last_day, report_days, usual_gap_days, as_of)
     select source_id, synthetic, state_code, date '1970-01-01' + first_day, date '1970-01-01' + last_day,
       report_days, usual_gap_days, $2::date
     from jsonb_to_recordset($1::jsonb) as x (source_id text, synthetic boolean, state_code text,
       first_day int, last_day int, report_days int, usual_gap_days double precision)`,
    [JSON.stringify(rows), asOf],
  );
  await db.query(
    `insert into coverage_gap (source_id, synthetic, state_code, from_day, to_day, is_open)
     select source_id, synthetic, state_code, date '1970-01-01' + from_day, date '1970-01-01' + to_day, is_open
     from jsonb_to_recordset($1::jsonb) as x (source_id text, synthetic boolean, state_code text,
       from_day int, to_day int, is_open boolean)`,
    [JSON.stringify(gaps)],
  );
}

/** Fits what a database of an older version, or another way into it, left without coverage. */
export async function refreshMissingCoverage(db: Queryable, today: string): Promise<void> {
  const { rows } = await db.query<{ source_id: string }>(
    `select source_id from source s
     where not exists (select from coverage c where c.source_id = s.source_id)
       and exists (select from report r where r.source_id = s.source_id and r.is_current
         and r.first_day <= $1::date and r.last_day - r.first_day < $2)`,
    [productDate(await readStatus(db), today), WIDEST_DAYS],
  );
  await refreshCoverage(
    db,
    rows.map(({ source_id }) => source_id),
    today,
  );
}

/** Condition over reports with $4, an instant or null: told by then, or history when it was told. */
const WAS_KNOWN = `($4::timestamptz is null or loaded_at <= $4::timestamptz
  or last_day < (loaded_at at time zone 'UTC')::date - ${FRESH_DAYS})`;

interface ReportDays {
  synthetic: boolean;
  stateCode: string;
  /** Since 1970, rising, none twice. */
  days: number[];
}

/** The days on which a source told of each state, and of any, by its first day where it knows no better. */
async function readReportDays(
  db: Queryable,
  sourceId: string,
  asOf: string,
  until: string | null = null,
): Promise<ReportDays[]> {
  const { rows } = await db.query<ReportDays>(
    `select synthetic, state_code as "stateCode",
       array_agg(distinct first_day - date '1970-01-01' order by first_day - date '1970-01-01') as days
     from (
       select synthetic, state_code, first_day from report
       where source_id = $1 and is_current and first_day <= $2::date and last_day - first_day < $3
         and state_code <> '${WHOLE}' and ${WAS_KNOWN}
       union all
       select synthetic, '${WHOLE}', first_day from report
       where source_id = $1 and is_current and first_day <= $2::date and last_day - first_day < $3
         and ${WAS_KNOWN}
     ) told
     group by 1, 2 order by 1, 2`,
    [sourceId, asOf, WIDEST_DAYS, until],
  );
  return rows;
}

/** How sources report; real ones where there are any, else invented ones: the two are never mixed. */
export interface StoredCoverage {
  synthetic: boolean;
  sources: SourceReporting[];
}

/**
 * What `refreshCoverage` stored of all sources, silences between reports only: open ones depend on the day.
 *
 * @param until for readers who learn of incidents later: what sources had told by this instant; null: all
 */
export async function readCoverage(db: Queryable, until: string | null = null): Promise<StoredCoverage> {
  const stored = await readStoredRows(db);
  const synthetic = stored[0]?.synthetic ?? false;
  const rows = until === null ? stored : await asOfInstant(db, stored, until);
  const sources = new Map<string, { whole: Reporting | null; states: Map<string, Reporting> }>();
  for (const { sourceId, synthetic: _, stateCode, ...reporting } of rows) {
    const source = sources.get(sourceId) ?? { whole: null, states: new Map() };
    sources.set(sourceId, source);
    if (stateCode === WHOLE) source.whole = reporting;
    else source.states.set(stateCode, reporting);
  }
  return {
    synthetic,
    sources: [...sources.values()].map(({ whole, states }) => {
      if (whole === null) throw new Error('a source without coverage as a whole');
      return { whole, states };
    }),
  };
}

type StoredRow = Reporting & {
  sourceId: string;
  synthetic: boolean;
  stateCode: string;
  asOf: string;
};

/** The rows as they were before sources told what is still held back: those few sources are fitted anew. */
async function asOfInstant(db: Queryable, stored: readonly StoredRow[], until: string): Promise<StoredRow[]> {
  const { rows: fresh } = await db.query<{ sourceId: string }>(
    'select distinct source_id as "sourceId" from report where loaded_at > $1::timestamptz',
    [until],
  );
  const ids = new Set(fresh.map(({ sourceId }) => sourceId));
  const rows = stored.filter(({ sourceId }) => !ids.has(sourceId));
  const first = stored[0];
  if (first === undefined) return rows;
  for (const sourceId of [...ids].sort()) {
    const asOf = stored.find((row) => row.sourceId === sourceId)?.asOf ?? first.asOf;
    for (const { synthetic, stateCode, days } of await readReportDays(db, sourceId, asOf, until)) {
      if (synthetic === first.synthetic)
        rows.push({ ...reportingOf(days), sourceId, synthetic, stateCode, asOf });
    }
  }
  return rows;
}

async function readStoredRows(db: Queryable): Promise<StoredRow[]> {
  const { rows } = await db.query<StoredRow>(
    `select source_id as "sourceId", synthetic, state_code as "stateCode",
       first_day - date '1970-01-01' as "firstDay", last_day - date '1970-01-01' as "lastDay",
       as_of::text as "asOf", report_days as "reportDays", usual_gap_days as "usualGapDays",
       (select coalesce(jsonb_agg(jsonb_build_object(
            'from', g.from_day - date '1970-01-01', 'to', g.to_day - date '1970-01-01') order by g.from_day), '[]')
        from coverage_gap g
        where (g.source_id, g.synthetic, g.state_code) = (c.source_id, c.synthetic, c.state_code)
          and not g.is_open) as silences
     from coverage c
     where synthetic = (select coalesce(bool_and(synthetic), false) from coverage)
     order by source_id, state_code`,
  );
  return rows;
}
