import { secretHash } from '../../data/access/secrets.ts';
import { type Announcement, isFor, readStandingAnnouncements } from '../../data/messages/outbox.ts';
import { findFeed, type OwnedSubscription } from '../../data/messages/subscriptions.ts';
import { permissionsOf } from '../../domain/access/permissions.ts';
import { type FactsReader, factsReaderOf } from '../../domain/alerts/disclosed-facts.ts';
import { atomXml } from '../../domain/messages/atom.ts';
import type { ApiContext } from '../context.ts';
import { noQuerySchema } from '../contract.ts';
import { feedCapPathSchema, feedPathSchema } from '../contract-messages.ts';
import { RequestError } from '../errors.ts';
import { alertTexts } from '../messaging/alert-texts.ts';
import { alertUrl, areaOf, composeCap, composeText } from '../messaging/compose.ts';
import { stateOutlines } from '../messaging/send-message.ts';
import { messageWords } from '../messaging/words.ts';
import { defineRoute } from '../route.ts';

/** The newest of them; what has expired is in no feed. */
const MOST_ENTRIES = 200;

const plain = { method: 'get', required: 'public', query: noQuerySchema, cacheable: false } as const;

export const feedAtom = defineRoute({
  ...plain,
  path: '/api/feeds/{secret}/alerts.atom',
  summary: 'The alerts of a subscription as Atom with GeoRSS; whoever has the address may read it',
  pathParameters: feedPathSchema,
  answer: 'application/atom+xml',
  handle: async (context, { path, baseUrl }) => {
    const { subscription, announcements } = await readFeed(context, path.secret);
    const { language, recipientKind, name } = subscription;
    const t = messageWords(language);
    const sees = seesOf(context, subscription);
    const texts = alertTexts(context.database.pool);
    const outlines = await stateOutlines(context.database);
    const selfUrl = `${baseUrl}/api/feeds/${path.secret}`;
    const entries = await Promise.all(
      announcements.map(async (one) => {
        const manner = { language, recipientKind, sees, baseUrl, acknowledgeUrl: null };
        const text = await composeText(texts, one, manner);
        return {
          id: `urn:vigia:${new URL(baseUrl).hostname}:${one.eventId}`,
          title: text.isNew ? text.headline : `${text.what}: ${text.headline}`,
          updated: one.at,
          summary: [...text.lines, ...text.unknown].join(' '),
          pageUrl: text.url,
          capUrl: one.alertId === null ? null : `${selfUrl}/cap/${one.eventId}`,
          area: areaOf(one, sees, outlines),
        };
      }),
    );
    const xml = atomXml({
      id: `urn:vigia:${new URL(baseUrl).hostname}:feed:${subscription.subscriptionId}`,
      title: t('messages:feed.title', { name }),
      author: t('messages:cap.sender'),
      selfUrl: `${selfUrl}/alerts.atom`,
      pageUrl: alertUrl(baseUrl, null),
      language,
      updated: announcements[0]?.at ?? subscription.changedAt,
      entries,
    });
    return { bytes: Buffer.from(xml), type: 'application/atom+xml; charset=utf-8' };
  },
});

export const feedCap = defineRoute({
  ...plain,
  path: '/api/feeds/{secret}/cap/{event}',
  summary: 'An announcement of a feed as Common Alerting Protocol 1.2',
  pathParameters: feedCapPathSchema,
  answer: 'application/cap+xml',
  handle: async (context, { path, baseUrl }) => {
    const { subscription, announcements } = await readFeed(context, path.secret);
    const found = announcements.find(({ eventId }) => eventId === path.event);
    if (found?.alertId == null) throw new RequestError(404, 'no_such_announcement', 'not in this feed');
    const made = await composeCap(
      context.database.pool,
      alertTexts(context.database.pool),
      { ...found, alertId: found.alertId },
      { recipientKind: subscription.recipientKind, sees: seesOf(context, subscription), baseUrl },
      await stateOutlines(context.database),
    );
    if (!made.ok) throw new Error(`CAP refused: ${made.reason} in ${made.field}`);
    return { bytes: Buffer.from(made.xml), type: 'application/cap+xml; charset=utf-8' };
  },
});

/** What a feed may show now: rights, silences and inhibitions as they are when it is fetched. */
async function readFeed(
  { database, now, delayHours }: ApiContext,
  secret: string,
): Promise<{ subscription: OwnedSubscription; announcements: Announcement[] }> {
  const subscription = await findFeed(database.pool, secretHash(secret));
  const permissions =
    subscription && permissionsOf(subscription.owner.roles, subscription.owner.hasOversight);
  if (!subscription || !permissions?.has('alerts.read'))
    throw new RequestError(404, 'no_such_feed', 'no such feed, or it has ended');
  const standing = await readStandingAnnouncements(database.pool, now(), MOST_ENTRIES);
  return {
    subscription,
    announcements: standing.filter((one) => isFor(one, subscription, now(), delayHours)),
  };
}

function seesOf({ now, delayHours }: ApiContext, { owner }: OwnedSubscription): FactsReader {
  return factsReaderOf(permissionsOf(owner.roles, owner.hasOversight), now(), delayHours);
}
