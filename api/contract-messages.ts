import { z } from 'zod';
import { SEVERITIES } from '../domain/alerts/rule.ts';
import { hasControlCharacters } from '../domain/messages/clean-text.ts';
import { STATES } from '../domain/states.ts';

/** The wire of subscriptions, deliveries and the links of messages. */

const CHANNELS = ['mail', 'webhook', 'feed'] as const;
const MESSAGE_STATES = ['waiting', 'queued', 'sending', 'sent', 'bundled', 'dropped', 'dead'] as const;
const RECIPIENT_KINDS = ['shelter', 'unit', 'consulate'] as const;

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expected a time as 22:00');
const stateCode = z.enum(STATES.map(({ code }) => code) as [string, ...string[]]);
const instant = z.string();
const id = z.uuid();
const cleanText = (longest: number) =>
  z
    .string()
    .trim()
    .max(longest, `at most ${longest} characters`)
    .refine((text) => !hasControlCharacters(text), 'no control characters');
/** What may come to stand in a header or a subject. */
const line = (longest: number) =>
  cleanText(longest)
    .min(1)
    .refine((text) => !/[\r\n]/.test(text), 'no line breaks');

const ring = z
  .array(z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]))
  .min(3)
  .max(200)
  .describe('corners as lon, lat; the last is joined to the first');

const filterSchema = z.strictObject({
  stateCodes: z.array(stateCode).max(STATES.length).default([]).describe('empty with the rest: all places'),
  corridorIds: z.array(z.string().max(80)).max(50).default([]),
  area: ring.nullable().default(null).describe('drawn; matches whole states for readers without details'),
  severities: z.array(z.enum(SEVERITIES)).max(SEVERITIES.length).default([]).describe('empty: all'),
  ruleIds: z.array(id).max(100).default([]).describe('only for readers of details; empty: all'),
});

const shape = {
  name: line(80),
  note: cleanText(500).default(''),
  channel: z.enum(CHANNELS),
  address: z
    .string()
    .trim()
    .max(500)
    .default('')
    .describe('a mail address, or the address of a webhook (https); empty for a feed'),
  format: z.enum(['json', 'cap']).default('json').describe('what a webhook is sent'),
  language: z.enum(['es', 'en']).default('es'),
  recipientKind: z.enum(RECIPIENT_KINDS).default('unit').describe('whose advice goes with it'),
  mode: z.enum(['immediate', 'digest']).default('immediate'),
  digestAt: time.default('08:00').describe('local time of Mexico City'),
  workingHours: z
    .strictObject({ days: z.array(z.int().min(1).max(7)).min(1).max(7), from: time, to: time })
    .nullable()
    .default(null)
    .describe('1 is Monday; what is critical does not wait for them'),
  filter: filterSchema.default({ stateCodes: [], corridorIds: [], area: null, severities: [], ruleIds: [] }),
};

export const subscriptionBodySchema = z.strictObject(shape);
export type SubscriptionBody = z.infer<typeof subscriptionBodySchema>;
export const subscriptionPathSchema = z.object({ id });

const subscriptionSchema = z.object({
  ...shape,
  subscriptionId: id,
  madeAt: instant,
  last: z
    .object({ kind: z.string(), state: z.enum(MESSAGE_STATES), reason: z.string().nullable(), at: instant })
    .nullable()
    .describe('the newest message for it, and what became of it'),
});
export type SubscriptionRow = z.infer<typeof subscriptionSchema>;
export const subscriptionsSchema = z.object({
  subscriptions: z.array(subscriptionSchema),
  hasMail: z.boolean().describe('whether a mail server is configured'),
  seesDetail: z.boolean().describe('whether the reader is told counts and places, and may name rules'),
});
export type SubscriptionsAnswer = z.infer<typeof subscriptionsSchema>;

export const subscriptionMadeSchema = z.object({
  subscriptionId: id,
  secret: z.string().nullable().describe('of a webhook: checks its signature; shown once'),
  feedUrl: z.string().nullable().describe('of a feed: whoever has it can read it; shown once'),
});
export type SubscriptionMade = z.infer<typeof subscriptionMadeSchema>;
export const testMadeSchema = z.object({ messageId: id });

export const messagesQuerySchema = z.strictObject({
  state: z.enum(MESSAGE_STATES).optional(),
  channel: z.enum(CHANNELS).optional(),
  alertId: z.coerce.number().int().min(1).optional(),
  before: z.coerce.number().int().min(1).optional().describe('messages with a smaller number: the next page'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

const messageSchema = z.object({
  messageId: id,
  seq: z.int(),
  alertId: z.int().nullable(),
  kind: z.string(),
  severity: z.enum(SEVERITIES),
  channel: z.enum(CHANNELS),
  address: z.string(),
  userName: z.string(),
  subscription: z.string(),
  state: z.enum(MESSAGE_STATES),
  reason: z.string().nullable().describe('why it waits, was dropped or is dead'),
  attempts: z.int(),
  doubtful: z.int().describe('attempts that may have arrived although no answer came'),
  madeAt: instant,
  dueAt: instant,
  sentAt: instant.nullable(),
  expiresAt: instant,
  acknowledgedAt: instant.nullable().describe('of its alert, whoever did it'),
  acknowledgedBy: z.string().nullable(),
  wasButton: z.boolean().describe('acknowledged by the button of this message'),
});
export type MessageRow = z.infer<typeof messageSchema>;
export const messagesSchema = z.object({
  messages: z.array(messageSchema),
  more: z.boolean(),
  states: z.record(z.enum(MESSAGE_STATES), z.int()),
  doubtful: z.int().describe('messages that may have arrived twice, with one Message-ID'),
});
export type MessagesAnswer = z.infer<typeof messagesSchema>;

export const messagePathSchema = z.object({ id });
export const attemptsSchema = z.object({
  attempts: z.array(
    z.object({
      attempt: z.int(),
      worker: z.string(),
      startedAt: instant,
      endedAt: instant.nullable(),
      outcome: z.string().nullable().describe('null: under way, or the program died in it'),
      reply: z.string(),
    }),
  ),
});
export type AttemptsAnswer = z.infer<typeof attemptsSchema>;

export const linkPathSchema = z.object({ token: z.string().max(200) });
export const feedPathSchema = z.object({ secret: z.string().max(100) });
export const feedCapPathSchema = z.object({
  secret: z.string().max(100),
  event: z.coerce.number().int().min(1),
});
