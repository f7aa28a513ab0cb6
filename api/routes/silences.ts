import { addAlertEvents, lockAlerts } from '../../data/alerts/events.ts';
import { endSilence, listSilences, makeSilence } from '../../data/alerts/silences.ts';
import { audited } from '../audited.ts';
import { noQuerySchema } from '../contract.ts';
import { doneSchema } from '../contract-agencies.ts';
import {
  silenceBodySchema,
  silenceMadeSchema,
  silencePathSchema,
  silencesSchema,
} from '../contract-alerts.ts';
import { RequestError } from '../errors.ts';
import { defineRoute } from '../route.ts';

const plain = { query: noQuerySchema, cacheable: false, required: 'alerts.detail' } as const;
const LONGEST_DAYS = 30;

export const silences = defineRoute({
  ...plain,
  method: 'get',
  path: '/api/silences',
  summary: 'Silences: which alerts are not told of, why, until when, and by whom',
  pathParameters: noQuerySchema,
  answer: silencesSchema,
  handle: async ({ database, now }) => {
    const found = await listSilences(database.pool, now());
    return {
      json: {
        silences: found.map(({ startsAt, endsAt, ...rest }) => ({
          ...rest,
          startsAt: startsAt.toISOString(),
          endsAt: endsAt.toISOString(),
        })),
      },
    };
  },
});

export const silenceMake = defineRoute({
  ...plain,
  method: 'post',
  path: '/api/silences',
  summary: 'Silences alerts for a time, with a reason; what still fires at its end is told again',
  pathParameters: noQuerySchema,
  body: silenceBodySchema,
  answer: silenceMadeSchema,
  handle: async ({ database, now }, input) => {
    const { reason, endsAt, ...matcher } = input.body;
    const end = new Date(endsAt);
    const longest = now().getTime() + LONGEST_DAYS * 86_400_000;
    if (end <= now() || end.getTime() > longest) {
      throw new RequestError(400, 'invalid_input', 'not understood: endsAt', [
        { field: 'endsAt', problem: `expected a time ahead, at most ${LONGEST_DAYS} days` },
      ]);
    }
    const { userId, name } = input.reader;
    const silenceId = await database.transaction(async (db) => {
      await lockAlerts(db);
      const made = await makeSilence(db, { matcher, reason, endsAt: end }, { id: userId, name }, now());
      await addAlertEvents(db, made.events, now());
      const subject = { kind: 'alert-silence', id: String(made.silenceId) };
      await audited(
        db,
        input,
        { action: 'alert-handled', subject, reason, details: { alerts: JSON.stringify(matcher), endsAt } },
        now(),
      );
      return made.silenceId;
    });
    return { json: { silenceId }, status: 201 };
  },
});

export const silenceEnd = defineRoute({
  ...plain,
  method: 'post',
  path: '/api/silences/{id}/end',
  summary: 'Ends a silence now; within a minute what still fires is told again',
  pathParameters: silencePathSchema,
  answer: doneSchema,
  handle: async ({ database, now }, input) => {
    const { userId, name } = input.reader;
    await database.transaction(async (db) => {
      await lockAlerts(db);
      const ended = await endSilence(db, input.path.id, { id: userId, name }, now());
      if (!ended) throw new RequestError(404, 'no_such_silence', 'no such silence, or it is over');
      await addAlertEvents(db, ended, now());
      const subject = { kind: 'alert-silence', id: String(input.path.id) };
      await audited(db, input, { action: 'alert-handled', subject, details: { ended: true } }, now());
    });
    return { json: { ok: true as const } };
  },
});
