import { z } from 'zod';
import { countMessages, listMessages, readAttempts, retryMessage } from '../../data/messages/deliveries.ts';
import { OVERSIGHT } from '../../domain/access/permissions.ts';
import { audited } from '../audited.ts';
import { noQuerySchema } from '../contract.ts';
import { doneSchema } from '../contract-agencies.ts';
import {
  attemptsSchema,
  messagePathSchema,
  messagesQuerySchema,
  messagesSchema,
} from '../contract-messages.ts';
import { RequestError } from '../errors.ts';
import { defineRoute } from '../route.ts';

const plain = { cacheable: false, required: 'deliveries.read' } as const;

export const messages = defineRoute({
  ...plain,
  method: 'get',
  path: '/api/messages',
  summary: 'Who was sent what, when, by which channel, and who acknowledged; the newest first',
  query: messagesQuerySchema,
  pathParameters: noQuerySchema,
  answer: messagesSchema,
  handle: async ({ database }, { query, reader }) => {
    const hasOversight = reader.permissions.has(OVERSIGHT);
    const rows = await listMessages(database.pool, { ...query, limit: query.limit + 1 }, hasOversight);
    const counts = await countMessages(database.pool, hasOversight);
    const listed = rows.slice(0, query.limit).map((row) => ({
      ...row,
      madeAt: row.madeAt.toISOString(),
      dueAt: row.dueAt.toISOString(),
      sentAt: row.sentAt?.toISOString() ?? null,
      expiresAt: row.expiresAt.toISOString(),
      acknowledgedAt: row.acknowledgedAt?.toISOString() ?? null,
    }));
    return {
      json: messagesSchema.parse({ messages: listed, more: rows.length > query.limit, ...counts }),
    };
  },
});

export const messageAttempts = defineRoute({
  ...plain,
  method: 'get',
  path: '/api/messages/{id}/attempts',
  summary: 'Every attempt at a message, with its reason',
  query: noQuerySchema,
  pathParameters: messagePathSchema,
  answer: attemptsSchema,
  handle: async ({ database }, { path, reader }) => {
    const rows = await readAttempts(database.pool, path.id, reader.permissions.has(OVERSIGHT));
    if (rows === null) throw new RequestError(404, 'no_such_message', 'no such message');
    const attempts = rows.map(({ startedAt, endedAt, ...row }) => ({
      ...row,
      startedAt: startedAt.toISOString(),
      endedAt: endedAt?.toISOString() ?? null,
    }));
    return { json: { attempts } };
  },
});

const REFUSALS = {
  'no-such-message': [404, 'no such message'],
  'not-dead': [409, 'only a message that was given up can be tried again by hand'],
  expired: [409, 'it has expired; nothing expired is sent'],
} as const;

export const messageRetry = defineRoute({
  ...plain,
  method: 'post',
  path: '/api/messages/{id}/retry',
  summary: 'Lets a message that was given up be tried again',
  query: noQuerySchema,
  pathParameters: messagePathSchema,
  body: z.strictObject({}),
  answer: doneSchema,
  handle: async ({ database, now }, input) => {
    await database.transaction(async (db) => {
      const hasOversight = input.reader.permissions.has(OVERSIGHT);
      const retried = await retryMessage(db, input.path.id, hasOversight, now());
      if (!retried.ok) {
        const [status, message] = REFUSALS[retried.reason];
        throw new RequestError(status, retried.reason.replaceAll('-', '_'), message);
      }
      const subject = { kind: 'message', id: input.path.id };
      await audited(db, input, { action: 'alert-handled', subject, details: { act: 'retried' } }, now());
    });
    return { json: { ok: true as const } };
  },
});
