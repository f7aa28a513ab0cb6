import {
  countQuarantine,
  dismissRows,
  listQuarantine,
  nextOpenKeys,
  type QuarantineKey,
} from '../../data/quarantine.ts';
import { INGEST_LOCK } from '../../data/staging.ts';
import { bumpDataVersion } from '../../data/versions.ts';
import { reopenQuarantine } from '../../etl/reopen.ts';
import { type ReplayResult, type ReplayRow, replayRows } from '../../etl/replay.ts';
import { noQuerySchema } from '../contract.ts';
import {
  dismissBodySchema,
  dismissSchema,
  type Quarantine,
  quarantineQuerySchema,
  quarantineSchema,
  type Reopen,
  type Replay,
  reopenBodySchema,
  reopenSchema,
  replayBodySchema,
  replaySchema,
} from '../contract-quarantine.ts';
import { auditReview } from '../review-audit.ts';
import { defineRoute } from '../route.ts';

/** Rows that are tried in one transaction when all are asked for. */
const REPLAY_PAGE = 200;

export const quarantine = defineRoute({
  method: 'get',
  path: '/api/review/quarantine',
  summary: 'Rows that could not be read, with what is wrong with each, or what became of it',
  required: 'review.decide',
  query: quarantineQuerySchema,
  pathParameters: noQuerySchema,
  answer: quarantineSchema,
  cacheable: false,
  handle: async ({ database }, { query }) => {
    const any = { status: query.status, sourceId: null, fileSha256: null, reason: null };
    const filter = {
      status: query.status,
      sourceId: query.source ?? null,
      fileSha256: query.file ?? null,
      reason: query.reason ?? null,
    };
    const groups = await countQuarantine(database.pool, any);
    const { total, rows } = await listQuarantine(database.pool, filter, query);
    const items = rows.map((row) => ({
      ...row,
      at: row.at.toISOString(),
      resolvedAt: row.resolvedAt?.toISOString() ?? null,
    }));
    return { json: quarantineSchema.parse({ total, groups, items }) satisfies Quarantine };
  },
});

export const quarantineReplay = defineRoute({
  method: 'post',
  path: '/api/review/quarantine/replay',
  summary: "Tries rows again, chosen ones with corrected cells or all page by page, by today's rules",
  required: 'review.decide',
  query: noQuerySchema,
  pathParameters: noQuerySchema,
  body: replayBodySchema,
  answer: replaySchema,
  cacheable: false,
  handle: async (context, { body, reader, identity }) => {
    let rows: readonly ReplayRow[];
    if ('rows' in body) rows = body.rows;
    else {
      const { source, file, reason } = body.all;
      const filter = { sourceId: source ?? null, fileSha256: file ?? null, reason: reason ?? null };
      rows = await nextOpenKeys(context.database.pool, filter, body.after ?? null, REPLAY_PAGE);
    }
    const results = await replayRows(context.database, rows, {
      ...(await context.ingestTools()),
      today: context.today(),
      by: reader.name,
      conclude: (db, tried) =>
        auditReview(db, context, identity, {
          subject: { kind: 'quarantine', id: idOf(rows) },
          rows: tried.length,
          details: { decision: 'replay', ...countsOf(tried) },
        }),
    });
    const isMore = 'all' in body && rows.length === REPLAY_PAGE;
    const answer = {
      counts: countsOf(results),
      results: results.map((result) => ({
        ...result,
        reason: result.outcome === 'refused' ? result.reason : null,
        problems: result.outcome === 'refused' ? [] : result.problems,
      })),
      next: (isMore && rows.at(-1)) || null,
    };
    return { json: replaySchema.parse(answer) satisfies Replay };
  },
});

export const quarantineDismiss = defineRoute({
  method: 'post',
  path: '/api/review/quarantine/dismiss',
  summary: 'These rows are no reports: they stay in quarantine, dismissed',
  required: 'review.decide',
  query: noQuerySchema,
  pathParameters: noQuerySchema,
  body: dismissBodySchema,
  answer: dismissSchema,
  cacheable: false,
  handle: (context, { body: { rows, why }, reader, identity }) =>
    context.database.transaction(async (db) => {
      await db.query('select pg_advisory_xact_lock($1)', [INGEST_LOCK]);
      const dismissed = await dismissRows(db, rows, { by: reader.name, why });
      if (dismissed > 0) await bumpDataVersion(db);
      await auditReview(db, context, identity, {
        subject: { kind: 'quarantine', id: idOf(rows) },
        why,
        rows: dismissed,
        details: { decision: 'dismiss' },
      });
      return { json: { dismissed } };
    }),
});

export const quarantineReopen = defineRoute({
  method: 'post',
  path: '/api/review/quarantine/undo',
  summary: 'Opens rows again; the report that a row had become is taken back',
  required: 'review.decide',
  query: noQuerySchema,
  pathParameters: noQuerySchema,
  body: reopenBodySchema,
  answer: reopenSchema,
  cacheable: false,
  handle: async (context, { body: { rows }, identity }) => {
    const results = await reopenQuarantine(context.database, rows, context.today(), (db, reopened) =>
      auditReview(db, context, identity, {
        subject: { kind: 'quarantine', id: idOf(rows) },
        rows: reopened.filter(({ outcome }) => outcome === 'reopened').length,
        details: { decision: 'undo' },
      }),
    );
    return { json: reopenSchema.parse({ results }) satisfies Reopen };
  },
});

function countsOf(results: readonly ReplayResult[]) {
  const count = (outcome: ReplayResult['outcome']) =>
    results.filter((result) => result.outcome === outcome).length;
  return {
    loaded: count('loaded'),
    known: count('known'),
    rejected: count('rejected'),
    refused: count('refused'),
  };
}

/** One row by its name; several by that of the first. */
function idOf(rows: readonly QuarantineKey[]): string {
  const [first] = rows;
  return first ? `${first.sourceId} ${first.fileSha256} ${first.rowNumber}` : '';
}
