import { readAdvice, readReferrals, writeAdvice, writeReferral } from '../../data/alerts/texts.ts';
import { audited } from '../audited.ts';
import { noQuerySchema } from '../contract.ts';
import { doneSchema } from '../contract-agencies.ts';
import {
  adviceBodySchema,
  alertTextsSchema,
  languageQuerySchema,
  referralBodySchema,
  referralPathSchema,
} from '../contract-alerts.ts';
import { RequestError } from '../errors.ts';
import { defineRoute } from '../route.ts';

export const alertTexts = defineRoute({
  method: 'get',
  path: '/api/alert-texts',
  summary: 'What recipients are told to do, and whom victims are sent to',
  required: 'alerts.read',
  query: languageQuerySchema,
  pathParameters: noQuerySchema,
  answer: alertTextsSchema,
  cacheable: false,
  handle: async ({ database }, { query }) => ({
    json: {
      advice: await readAdvice(database.pool, query.lang),
      referrals: await readReferrals(database.pool, query.lang, null),
    },
  }),
});

export const advicePut = defineRoute({
  method: 'put',
  path: '/api/alert-texts/advice',
  summary: 'Writes what a kind of recipient is told to do',
  required: 'rules.manage',
  query: noQuerySchema,
  pathParameters: noQuerySchema,
  body: adviceBodySchema,
  answer: doneSchema,
  cacheable: false,
  handle: async ({ database, now }, input) => {
    const { recipientKind: kind, language, body } = input.body;
    await database.transaction(async (db) => {
      await writeAdvice(db, { kind, language, body }, input.reader.userId, now());
      const subject = { kind: 'alert-advice', id: `${kind} ${language}` };
      await audited(db, input, { action: 'rule-changed', subject }, now());
    });
    return { json: { ok: true as const } };
  },
});

export const referralPut = defineRoute({
  method: 'put',
  path: '/api/referrals/{id}',
  summary: 'Writes how an office is reached, and that somebody made sure of it',
  required: 'rules.manage',
  query: noQuerySchema,
  pathParameters: referralPathSchema,
  body: referralBodySchema,
  answer: doneSchema,
  cacheable: false,
  handle: async ({ database, now }, input) => {
    const referral = { referralId: input.path.id, ...input.body };
    await database.transaction(async (db) => {
      const isThere = await writeReferral(db, referral, input.reader.userId, now());
      if (!isThere) throw new RequestError(404, 'no_such_referral', 'no such office');
      const subject = { kind: 'referral', id: input.path.id };
      await audited(db, input, { action: 'rule-changed', subject }, now());
    });
    return { json: { ok: true as const } };
  },
});
