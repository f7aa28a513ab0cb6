import type { z } from 'zod';
import { signCheckpoint } from '../../data/audit-checkpoints.ts';
import { type AuditFilter, countAudit, listAudit } from '../../data/audit-list.ts';
import type { AuditRow } from '../../data/audit-rows.ts';
import { verifyAudit } from '../../data/audit-verify.ts';
import { actionsOf } from '../../domain/audit/actions.ts';
import type { AuditValues } from '../../domain/audit/entry.ts';
import { auditCsv, auditJsonLines } from '../audit-export.ts';
import { audited } from '../audited.ts';
import { noQuerySchema } from '../contract.ts';
import {
  type AuditPage,
  type AuditVerification,
  auditExportQuerySchema,
  type auditFilterSchema,
  auditQuerySchema,
  auditSchema,
  auditVerificationSchema,
} from '../contract-audit.ts';
import { RequestError } from '../errors.ts';
import { defineRoute } from '../route.ts';

type Asked = z.infer<typeof auditFilterSchema>;

/** More entries than this are exported in several periods: an export is made in memory. */
const MOST_EXPORTED = 50_000;
const DAY_MS = 86_400_000;

function filterOf({ from, to, area, action, actor, subject }: Asked): AuditFilter {
  const inArea = area ? actionsOf(area) : null;
  const actions = action ? (inArea?.includes(action) === false ? [] : [action]) : inArea;
  return {
    from: from ? new Date(`${from}T00:00:00Z`) : null,
    until: to ? new Date(Date.parse(`${to}T00:00:00Z`) + DAY_MS) : null,
    actions,
    actor: actor ?? null,
    subject: subject ?? null,
  };
}

/** What was asked, as the audit of the audit says it. */
function askedFor({ from, to, area, action, actor, subject }: Asked): AuditValues {
  const asked = { from, to, area, action, actor, subject };
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined)) as AuditValues;
}

/** As it is answered: the salt stays inside, with it the hash of an erased content could be guessed. */
function shown(row: AuditRow): AuditPage['items'][number] {
  const { salt: _, contentHash: __, previousHash: ___, erasedAt, erasedBy, erasedReason, ...rest } = row;
  return {
    ...rest,
    at: row.at.toISOString(),
    erased: erasedAt ? { at: erasedAt.toISOString(), by: erasedBy ?? '', reason: erasedReason ?? '' } : null,
  };
}

export const audit = defineRoute({
  method: 'get',
  path: '/api/audit',
  summary: 'The audit: who did what, when and from where, newest first',
  required: 'audit.read',
  query: auditQuerySchema,
  pathParameters: noQuerySchema,
  answer: auditSchema,
  cacheable: false,
  handle: async ({ database, now }, input) => {
    const { limit, offset, ...asked } = input.query;
    const filter = filterOf(asked);
    const [total, rows] = await Promise.all([
      countAudit(database.pool, filter),
      listAudit(database.pool, filter, { limit, offset }),
    ]);
    const entry = { action: 'audit-read', filters: askedFor(asked), rows: rows.length } as const;
    // Turning pages is one reading; its first page is the entry.
    if (offset === 0) await audited(database.pool, input, entry, now());
    return { json: auditSchema.parse({ total, items: rows.map(shown) }) satisfies AuditPage };
  },
});

export const auditExport = defineRoute({
  method: 'get',
  path: '/api/audit/export',
  summary: 'Entries of the audit as a file: CSV for spreadsheets, or JSON Lines',
  required: 'audit.read',
  query: auditExportQuerySchema,
  pathParameters: noQuerySchema,
  answer: ['text/csv', 'application/jsonl'],
  cacheable: false,
  handle: async ({ database, now, today }, input) => {
    const { format, ...asked } = input.query;
    const filter = filterOf(asked);
    const total = await countAudit(database.pool, filter);
    if (total > MOST_EXPORTED) {
      const message = `${total} entries match; a file takes ${MOST_EXPORTED}: choose a shorter period`;
      throw new RequestError(400, 'too_many', message);
    }
    const rows = await listAudit(database.pool, filter, { limit: MOST_EXPORTED, offset: 0 });
    const entry = {
      action: 'audit-exported',
      filters: askedFor(asked),
      rows: rows.length,
      details: { format },
    } as const;
    await audited(database.pool, input, entry, now());
    const items = rows.map(shown);
    const day = today();
    return format === 'csv'
      ? { bytes: Buffer.from(auditCsv(items)), type: 'text/csv', fileName: `vigia-audit-${day}.csv` }
      : {
          bytes: Buffer.from(auditJsonLines(items)),
          type: 'application/jsonl',
          fileName: `vigia-audit-${day}.jsonl`,
        };
  },
});

export const auditVerification = defineRoute({
  method: 'get',
  path: '/api/audit/verification',
  summary: 'Recomputes every hash and signature of the audit, and signs its head',
  required: 'audit.read',
  query: noQuerySchema,
  pathParameters: noQuerySchema,
  answer: auditVerificationSchema,
  cacheable: false,
  handle: async ({ database, now, auditKey }, input) => {
    const verdict = await verifyAudit(database.pool, auditKey);
    const details = { ok: verdict.ok, problems: verdict.problems.length };
    await audited(database.pool, input, { action: 'audit-verified', details }, now());
    // A head that was signed over a broken chain would vouch for it.
    const head = verdict.ok ? await signCheckpoint(database.pool, auditKey, now()) : null;
    return { json: auditVerificationSchema.parse({ ...verdict, head }) satisfies AuditVerification };
  },
});
