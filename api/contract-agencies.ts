import { z } from 'zod';

/** The wire of agencies: who belongs where, what one lets another read, and what one asks of another. */

const agencyId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{1,62}$/, 'lower-case letters, digits and hyphens, 2 to 63 of them');
const instant = z.iso.datetime();
const why = z.string().trim().min(10).max(2000);
const id = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER);
const sourceId = z.string().min(1).max(200);

export const agencyPathSchema = z.strictObject({ id: agencyId });
export const agencyBodySchema = z.strictObject({ name: z.string().trim().min(2).max(200) });
export const agenciesSchema = z.object({
  agencies: z.array(z.object({ id: agencyId, name: z.string(), sources: z.array(z.string()) })),
});
export type Agencies = z.infer<typeof agenciesSchema>;

export const sourcePathSchema = z.strictObject({ id: sourceId });
export const sourceAgencyBodySchema = z.strictObject({ agencyId: agencyId.nullable() });

export const grantSchema = z.object({
  id,
  fromAgencyId: agencyId,
  toAgencyId: agencyId,
  sourceId: z.string().nullable().describe('null: all sources of the agency'),
  purpose: z.string(),
  startsAt: instant,
  endsAt: instant,
  grantedBy: z.string(),
  endedBy: z.string().nullable(),
});
export const grantsSchema = z.object({ grants: z.array(grantSchema) });
export type Grants = z.infer<typeof grantsSchema>;

export const grantBodySchema = z.strictObject({
  fromAgencyId: agencyId,
  toAgencyId: agencyId,
  sourceId: sourceId.nullable().default(null),
  purpose: why,
  endsAt: instant,
});
export const idPathSchema = z.strictObject({ id });
export const madeSchema = z.object({ id });
export const doneSchema = z.object({ ok: z.literal(true) });

const requested = z.strictObject({
  states: z.array(z.string().regex(/^\d\d$/)).max(32),
  from: z.iso.date(),
  to: z.iso.date(),
});
export const requestBodySchema = z.strictObject({
  toAgencyId: agencyId,
  what: requested,
  why,
  until: instant,
});
export const answerBodySchema = z.strictObject({
  decision: z.enum(['answer', 'decline']),
  note: z.string().trim().max(2000).default(''),
});
const extract = z.object({
  k: z.int().describe('no cell holds fewer'),
  cells: z.array(
    z.object({
      month: z.string(),
      stateCode: z.string(),
      group: z.enum(['high_impact', 'other']),
      incidents: z.int().min(0),
    }),
  ),
  withheld: z.int().describe('cells left out because they hold fewer than k'),
});
export const requestsSchema = z.object({
  requests: z.array(
    z.object({
      id,
      fromAgencyId: agencyId,
      toAgencyId: agencyId,
      what: requested,
      why: z.string(),
      until: instant,
      askedBy: z.string(),
      askedAt: instant,
      status: z.enum(['open', 'answered', 'declined']),
      answer: extract.nullable(),
      answerNote: z.string(),
      answeredBy: z.string().nullable(),
      answeredAt: instant.nullable(),
    }),
  ),
});
export type Requests = z.infer<typeof requestsSchema>;

export const answeredSchema = z.object({ extract: extract.nullable() });
