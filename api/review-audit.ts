import { appendAudit } from '../data/audit.ts';
import type { Queryable } from '../data/database.ts';
import type { AuditValues } from '../domain/audit/entry.ts';
import type { Identity } from './auth/identify.ts';
import type { ApiContext } from './context.ts';

/** What was decided of what, as the audit keeps it: no words of a report. */
export interface ReviewAct {
  subject: { kind: 'quarantine' | 'place' | 'merge'; id: string };
  why?: string;
  rows?: number;
  details: AuditValues;
}

/** Writes a decision of the review to the audit: the last statement of the transaction that decides. */
export async function auditReview(
  db: Queryable,
  { now }: Pick<ApiContext, 'now'>,
  { reader, by, origin }: Identity,
  { subject, why, rows, details }: ReviewAct,
): Promise<void> {
  await appendAudit(
    db,
    {
      action: 'review-decided',
      actor:
        by?.kind === 'token'
          ? { kind: 'token', id: by.tokenId, name: by.tokenName }
          : { kind: 'user', id: reader.userId, name: reader.name },
      address: origin.address,
      subject,
      ...(why ? { reason: why } : {}),
      ...(rows === undefined ? {} : { rows }),
      details,
    },
    now(),
  );
}
