import { giveSource, listAgencies, putAgency } from '../../data/agencies.ts';
import { endGrant, type GrantRefusal, listGrants, makeGrant } from '../../data/agency-grants.ts';
import { answerRequest, listRequests, makeRequest, type RequestRefusal } from '../../data/agency-requests.ts';
import type { Reader } from '../../domain/access/reader.ts';
import { audited } from '../audited.ts';
import { noQuerySchema } from '../contract.ts';
import {
  agenciesSchema,
  agencyBodySchema,
  agencyPathSchema,
  answerBodySchema,
  answeredSchema,
  doneSchema,
  grantBodySchema,
  grantsSchema,
  idPathSchema,
  madeSchema,
  requestBodySchema,
  requestsSchema,
  sourceAgencyBodySchema,
  sourcePathSchema,
} from '../contract-agencies.ts';
import { AccessRefused, RequestError } from '../errors.ts';
import { defineRoute } from '../route.ts';

const REFUSALS: Readonly<Record<GrantRefusal | RequestRefusal, [status: number, message: string]>> = {
  'no-such-agency': [404, 'no such agency'],
  'no-such-source': [404, 'no such source of that agency'],
  'no-such-grant': [404, 'no such grant of yours'],
  'no-such-request': [404, 'no such request to you'],
  'same-agency': [409, 'an agency needs no leave of its own'],
  'not-later': [409, 'the end must lie ahead'],
  ended: [409, 'it is over already'],
  'already-answered': [409, 'it was answered before'],
  expired: [409, 'its time is over'],
};

function refuse(reason: keyof typeof REFUSALS): never {
  const [status, message] = REFUSALS[reason];
  throw new RequestError(status, reason.replaceAll('-', '_'), message);
}

/** The agency that a reader speaks for. */
function agencyOf({ agencyId }: Reader): string {
  if (agencyId === null)
    throw new RequestError(403, 'no_agency', 'you belong to no agency; an administrator can change that');
  return agencyId;
}

/** Null for an administrator, who manages all agencies; else the reader's own. */
function managedAgency(reader: Reader): string | null {
  return reader.permissions.has('agencies.manage') ? null : agencyOf(reader);
}

const plain = { query: noQuerySchema, cacheable: false } as const;

export const agencies = defineRoute({
  ...plain,
  method: 'get',
  path: '/api/agencies',
  summary: 'Agencies and the sources that belong to them',
  required: 'grants.manage',
  pathParameters: noQuerySchema,
  answer: agenciesSchema,
  handle: async ({ database }) => ({ json: { agencies: await listAgencies(database.pool) } }),
});

export const agencyPut = defineRoute({
  ...plain,
  method: 'put',
  path: '/api/agencies/{id}',
  summary: 'Makes an agency, or gives one another name',
  required: 'agencies.manage',
  pathParameters: agencyPathSchema,
  body: agencyBodySchema,
  answer: doneSchema,
  handle: async ({ database, now }, input) => {
    const { id } = input.path;
    const { name } = input.body;
    await database.transaction(async (db) => {
      await putAgency(db, id, name, now());
      await audited(
        db,
        input,
        { action: 'agency-changed', subject: { kind: 'agency', id }, details: { name } },
        now(),
      );
    });
    return { json: { ok: true as const } };
  },
});

export const sourceAgency = defineRoute({
  ...plain,
  method: 'put',
  path: '/api/sources/{id}/agency',
  summary: 'Gives a source to an agency, or to nobody in particular',
  required: 'agencies.manage',
  pathParameters: sourcePathSchema,
  body: sourceAgencyBodySchema,
  answer: doneSchema,
  handle: async ({ database, now }, input) => {
    const { id } = input.path;
    const { agencyId } = input.body;
    await database.transaction(async (db) => {
      const given = await giveSource(db, id, agencyId);
      if (!given.ok) return refuse(given.reason);
      const details = { before: given.before, after: agencyId };
      await audited(db, input, { action: 'source-changed', subject: { kind: 'source', id }, details }, now());
    });
    return { json: { ok: true as const } };
  },
});

export const grants = defineRoute({
  ...plain,
  method: 'get',
  path: '/api/grants',
  summary: 'What agencies let each other read, and until when',
  required: 'grants.manage',
  pathParameters: noQuerySchema,
  answer: grantsSchema,
  handle: async ({ database }, { reader }) => {
    const rows = await listGrants(database.pool, managedAgency(reader));
    const sent = rows.map((row) => ({
      ...row,
      startsAt: row.startsAt.toISOString(),
      endsAt: row.endsAt.toISOString(),
    }));
    return { json: { grants: sent } };
  },
});

export const grantMake = defineRoute({
  ...plain,
  method: 'post',
  path: '/api/grants',
  summary: 'Lets another agency read reports of ours, for a purpose and until a moment',
  required: 'grants.manage',
  pathParameters: noQuerySchema,
  body: grantBodySchema,
  answer: madeSchema,
  handle: async ({ database, now }, input) => {
    const { reader } = input;
    const own = managedAgency(reader);
    const { endsAt, ...body } = input.body;
    if (own !== null && own !== body.fromAgencyId) {
      throw new AccessRefused('not_your_agency', 'you may grant only what is your own agency’s');
    }
    const made = await database.transaction(async (db) => {
      const grant = await makeGrant(db, { ...body, endsAt: new Date(endsAt) }, reader.userId, now());
      if (!grant.ok) return refuse(grant.reason);
      const subject = { kind: 'grant', id: String(grant.id) };
      const details = { from: body.fromAgencyId, to: body.toAgencyId, source: body.sourceId, endsAt };
      await audited(db, input, { action: 'grant-made', subject, reason: body.purpose, details }, now());
      return grant;
    });
    return { json: { id: made.id } };
  },
});

export const grantEnd = defineRoute({
  ...plain,
  method: 'post',
  path: '/api/grants/{id}/end',
  summary: 'Ends a grant now',
  required: 'grants.manage',
  pathParameters: idPathSchema,
  answer: doneSchema,
  handle: async ({ database, now }, input) => {
    await database.transaction(async (db) => {
      const own = managedAgency(input.reader);
      const ended = await endGrant(db, input.path.id, own, input.reader.userId, now());
      if (!ended.ok) return refuse(ended.reason);
      const subject = { kind: 'grant', id: String(input.path.id) };
      await audited(db, input, { action: 'grant-ended', subject }, now());
    });
    return { json: { ok: true as const } };
  },
});

export const requests = defineRoute({
  ...plain,
  method: 'get',
  path: '/api/requests',
  summary: 'What our agency asked of others and others of it, with the answers',
  required: 'requests.ask',
  pathParameters: noQuerySchema,
  answer: requestsSchema,
  handle: async ({ database, now }, { reader }) => {
    const rows = await listRequests(database.pool, agencyOf(reader), now());
    const sent = rows.map((row) => ({
      ...row,
      until: row.until.toISOString(),
      askedAt: row.askedAt.toISOString(),
      answeredAt: row.answeredAt?.toISOString() ?? null,
    }));
    // The schema drops what is not of the wire; a value it refuses is a bug, and better not sent.
    return { json: requestsSchema.parse({ requests: sent }) };
  },
});

export const requestMake = defineRoute({
  ...plain,
  method: 'post',
  path: '/api/requests',
  summary: 'Asks another agency: what, why, until when',
  required: 'requests.ask',
  pathParameters: noQuerySchema,
  body: requestBodySchema,
  answer: madeSchema,
  handle: async ({ database, now }, input) => {
    const { reader } = input;
    const { toAgencyId, what, why, until } = input.body;
    const made = await database.transaction(async (db) => {
      const asked = { fromAgencyId: agencyOf(reader), toAgencyId, what, why, until: new Date(until) };
      const request = await makeRequest(db, asked, reader.userId, now());
      if (!request.ok) return refuse(request.reason);
      const subject = { kind: 'request', id: String(request.id) };
      const entry = {
        action: 'request-made',
        subject,
        reason: why,
        details: { to: toAgencyId, until },
      } as const;
      await audited(db, input, { ...entry, filters: { ...what } }, now());
      return request;
    });
    return { json: { id: made.id } };
  },
});

export const requestAnswer = defineRoute({
  ...plain,
  method: 'post',
  path: '/api/requests/{id}/answer',
  summary: 'Answers a request with an extract that any role may read, or declines it',
  required: 'requests.answer',
  pathParameters: idPathSchema,
  body: answerBodySchema,
  answer: answeredSchema,
  handle: async ({ database, now }, input) => {
    const { reader, body } = input;
    const requestId = input.path.id;
    const answered = await database.transaction(async (db) => {
      const given = { requestId, agencyId: agencyOf(reader), ...body };
      const answer = await answerRequest(db, given, reader.userId, now());
      if (!answer.ok) return refuse(answer.reason);
      const subject = { kind: 'request', id: String(requestId) };
      const rows = answer.extract?.cells.length ?? 0;
      const details = { decision: body.decision };
      await audited(
        db,
        input,
        { action: 'request-answered', subject, reason: body.note, rows, details },
        now(),
      );
      return answer;
    });
    return { json: { extract: answered.extract } };
  },
});
