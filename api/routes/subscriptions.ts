import { z } from 'zod';
import { newSecret, secretHash } from '../../data/access/secrets.ts';
import { writeTest } from '../../data/messages/outbox.ts';
import {
  addSubscription,
  changeSubscription,
  endSubscription,
  findSubscription,
  listSubscriptions,
  type Subscription,
  statesUnder,
} from '../../data/messages/subscriptions.ts';
import type { Reader } from '../../domain/access/reader.ts';
import { crossingEdges, ringArea } from '../../domain/alerts/ring.ts';
import { audited } from '../audited.ts';
import { seal } from '../auth/seal.ts';
import type { ApiContext } from '../context.ts';
import { noQuerySchema } from '../contract.ts';
import { doneSchema } from '../contract-agencies.ts';
import {
  type SubscriptionBody,
  subscriptionBodySchema,
  subscriptionMadeSchema,
  subscriptionPathSchema,
  subscriptionsSchema,
  testMadeSchema,
} from '../contract-messages.ts';
import { RequestError } from '../errors.ts';
import { webhookPlace } from '../messaging/send-message.ts';
import { checkWebhookAddress } from '../messaging/webhook-address.ts';
import { newWebhookSecret } from '../messaging/webhook-signature.ts';
import { defineRoute, type RouteInput } from '../route.ts';

/** More than anybody reads; a thousand would be a way to send mail to others. */
const MOST_SUBSCRIPTIONS = 20;

const plain = { query: noQuerySchema, cacheable: false, required: 'alerts.read' } as const;

export const subscriptions = defineRoute({
  ...plain,
  method: 'get',
  path: '/api/subscriptions',
  summary: 'The reader’s own subscriptions',
  pathParameters: noQuerySchema,
  answer: subscriptionsSchema,
  handle: async ({ database, messaging }, { reader }) => {
    const rows = await listSubscriptions(database.pool, reader.userId);
    const own = rows.map(({ filter, last, madeAt, ...row }) => ({
      ...row,
      filter: { ...filter, area: filter.area && [...filter.area.ring] },
      madeAt: madeAt.toISOString(),
      last: last && { ...last, at: last.at.toISOString() },
    }));
    // The schema drops what is not of the wire.
    return {
      json: subscriptionsSchema.parse({
        subscriptions: own,
        hasMail: messaging.smtp !== null,
        seesDetail: seesDetail(reader),
      }),
    };
  },
});

export const subscriptionMake = defineRoute({
  ...plain,
  method: 'post',
  path: '/api/subscriptions',
  summary: 'Subscribes the reader to alerts, by mail, webhook or feed',
  pathParameters: noQuerySchema,
  body: subscriptionBodySchema,
  answer: subscriptionMadeSchema,
  handle: async (context, input) => {
    const { database, access, now } = context;
    const { reader, baseUrl } = input;
    const subscription = await checked(context, reader, input.body);
    const isWebhook = subscription.channel === 'webhook';
    const secret = isWebhook ? newWebhookSecret() : null;
    const feed = subscription.channel === 'feed' ? newSecret() : null;
    const subscriptionId = await database.transaction(async (db) => {
      const own = await listSubscriptions(db, reader.userId);
      if (own.length >= MOST_SUBSCRIPTIONS)
        throw new RequestError(409, 'too_many_subscriptions', `at most ${MOST_SUBSCRIPTIONS}; end one first`);
      const secrets = {
        secretSealed: secret && seal(access.secretKey, webhookPlace(reader.userId), secret),
        feedSha256: feed && secretHash(feed),
      };
      const made = await addSubscription(db, reader.userId, subscription, secrets, now());
      await written(db, input, made, 'made', subscription, now());
      return made;
    });
    const feedUrl = feed && `${baseUrl}/api/feeds/${feed}/alerts.atom`;
    return { json: { subscriptionId, secret, feedUrl } };
  },
});

export const subscriptionChange = defineRoute({
  ...plain,
  method: 'put',
  path: '/api/subscriptions/{id}',
  summary: 'Changes a subscription of the reader; its channel and secrets stay',
  pathParameters: subscriptionPathSchema,
  body: subscriptionBodySchema,
  answer: doneSchema,
  handle: async (context, input) => {
    const { database, now } = context;
    const { reader, path } = input;
    const subscription = await checked(context, reader, input.body);
    await database.transaction(async (db) => {
      if (!(await changeSubscription(db, reader.userId, path.id, subscription, now()))) throw unknown();
      await written(db, input, path.id, 'changed', subscription, now());
    });
    return { json: { ok: true as const } };
  },
});

export const subscriptionEnd = defineRoute({
  ...plain,
  method: 'delete',
  path: '/api/subscriptions/{id}',
  summary: 'Ends a subscription of the reader: nothing more is sent, not even what waits',
  pathParameters: subscriptionPathSchema,
  answer: doneSchema,
  handle: async ({ database, now }, input) => {
    const { reader, path } = input;
    await database.transaction(async (db) => {
      if (!(await endSubscription(db, path.id, reader.userId, reader.userId, now()))) throw unknown();
      await written(db, input, path.id, 'ended', null, now());
    });
    return { json: { ok: true as const } };
  },
});

export const subscriptionTest = defineRoute({
  ...plain,
  method: 'post',
  path: '/api/subscriptions/{id}/test',
  summary: 'Sends a test to a subscription of the reader',
  pathParameters: subscriptionPathSchema,
  body: z.strictObject({}),
  answer: testMadeSchema,
  handle: async ({ database, now }, { reader, path }) => {
    const found = await findSubscription(database.pool, path.id);
    if (found === null || found.userId !== reader.userId || found.endedAt !== null) throw unknown();
    if (found.channel === 'feed')
      throw new RequestError(409, 'feed_is_fetched', 'a feed is fetched; open its address instead');
    return { json: { messageId: await writeTest(database.pool, found, now()) } };
  },
});

function unknown(): RequestError {
  return new RequestError(404, 'no_such_subscription', 'no such subscription of yours');
}

function seesDetail({ permissions }: Reader): boolean {
  return permissions.has('alerts.detail');
}

async function written(
  db: Parameters<typeof audited>[0],
  input: Pick<RouteInput<unknown, unknown, unknown>, 'identity'>,
  subscriptionId: string,
  act: 'made' | 'changed' | 'ended',
  subscription: Subscription | null,
  now: Date,
): Promise<void> {
  const { channel, address } = subscription ?? {};
  const details = { act, ...(channel ? { channel, address: address ?? '' } : {}) };
  const subject = { kind: 'subscription', id: subscriptionId };
  await audited(db, input, { action: 'subscription-changed', subject, details }, now);
}

/** The fields that need more than a look: the first that is wrong is refused by its name. */
async function checked(
  { database, messaging }: ApiContext,
  reader: Reader,
  body: SubscriptionBody,
): Promise<Subscription> {
  const address = await checkedAddress(messaging, body);
  const { area: ring, ...filter } = body.filter;
  if (filter.ruleIds.length > 0 && !seesDetail(reader))
    throw wrongField('filter.ruleIds', 'only readers of details name rules');
  if (ring && (crossingEdges(ring) !== null || ringArea(ring) === 0))
    throw wrongField('filter.area', 'the area crosses itself or has no inside');
  const area = ring && { ring, stateCodes: await statesUnder(database.pool, ring) };
  if (area && area.stateCodes.length === 0) throw wrongField('filter.area', 'the area lies in no state');
  return { ...body, address, filter: { ...filter, area } };
}

async function checkedAddress(
  messaging: ApiContext['messaging'],
  { channel, address, format }: SubscriptionBody,
): Promise<string> {
  if (format === 'cap' && channel !== 'webhook') throw wrongField('format', 'only webhooks are sent CAP');
  if (channel === 'feed') {
    if (address !== '') throw wrongField('address', 'a feed has no address of yours');
    return '';
  }
  if (channel === 'mail') {
    if (messaging.smtp === null)
      throw wrongField('channel', 'no mail server is configured; an administrator can change that');
    if (!z.email().max(254).safeParse(address).success) throw wrongField('address', 'no mail address');
    return address;
  }
  const found = await checkWebhookAddress(address, messaging.webhookNetworks);
  if (!found.ok) throw wrongField('address', WEBHOOK_PROBLEMS[found.reason]);
  return found.url.href;
}

const WEBHOOK_PROBLEMS = {
  'not-an-address': 'no address of a webhook',
  'not-https': 'a webhook beyond this network is asked by https only',
  'has-password': 'an address carries no password',
  'not-allowed': 'the address leads into a private network, which the configuration does not allow',
  'no-such-host': 'the name of the host leads nowhere',
} as const;

/** As the schema refuses: the field's name and the problem. */
function wrongField(field: string, problem: string): RequestError {
  return new RequestError(400, 'invalid_input', `not understood: ${field}`, [{ field, problem }]);
}
