import { z } from 'zod';
import { AUDIT_ACTIONS, AUDIT_AREAS } from '../domain/audit/actions.ts';
import { isoDay } from './contract.ts';
import { pageQuerySchema } from './contract-review.ts';

/** The wire of the audit. */

const instant = z.iso.datetime();
const count = z.int().min(0);
const values = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string()).readonly()]),
);

const filters = {
  from: isoDay.optional().describe('first day (UTC), included'),
  to: isoDay.optional().describe('last day (UTC), included'),
  area: z.enum(AUDIT_AREAS).optional().describe('acts of one area'),
  action: z.enum(AUDIT_ACTIONS).optional(),
  actor: z.string().trim().min(1).max(200).optional().describe("part of the actor's name, or the whole id"),
  subject: z.string().min(1).max(200).optional().describe('id of what it was done to'),
};

export const auditFilterSchema = z.strictObject(filters);
export const auditQuerySchema = pageQuerySchema.extend(filters);
export const auditExportQuerySchema = z.strictObject({
  ...filters,
  format: z.enum(['csv', 'jsonl']).default('csv'),
});

export const auditSchema = z.object({
  total: count,
  items: z.array(
    z.object({
      chainId: z.string(),
      seq: z.int(),
      at: instant,
      action: z.string(),
      actorKind: z.string().nullable().describe('null where the content was erased'),
      actorId: z.string().nullable(),
      actorName: z.string().nullable(),
      address: z.string().nullable(),
      subjectKind: z.string().nullable(),
      subjectId: z.string().nullable(),
      reason: z.string().nullable(),
      filters: values.nullable(),
      rows: count.nullable(),
      details: values.nullable(),
      hash: z.string(),
      erased: z.object({ at: instant, by: z.string(), reason: z.string() }).nullable(),
    }),
  ),
});
export type AuditPage = z.infer<typeof auditSchema>;

export const auditVerificationSchema = z.object({
  ok: z.boolean(),
  head: z
    .object({
      chainId: z.string(),
      seq: z.int(),
      hash: z.string(),
      at: instant,
      keyId: z.string(),
      signature: z.string(),
    })
    .nullable()
    .describe('signed now, to be kept outside; null while the audit is empty'),
  chains: z.array(
    z.object({
      chainId: z.string(),
      isCurrent: z.boolean(),
      entries: count,
      erased: count,
      head: z.object({ seq: z.int(), hash: z.string() }),
      signedThroughSeq: z.int(),
    }),
  ),
  problems: z.array(z.object({ chainId: z.string(), reason: z.string(), fromSeq: z.int(), toSeq: z.int() })),
});
export type AuditVerification = z.infer<typeof auditVerificationSchema>;
