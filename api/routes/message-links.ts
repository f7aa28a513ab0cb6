import { readUser } from '../../data/access/users.ts';
import { addAlertEvents, lockAlerts } from '../../data/alerts/events.ts';
import { acknowledge, findAlert } from '../../data/alerts/inbox.ts';
import { appendAudit } from '../../data/audit.ts';
import type { Queryable } from '../../data/database.ts';
import { findAcknowledgeable, spendButton } from '../../data/messages/deliveries.ts';
import { endSubscription, findSubscription } from '../../data/messages/subscriptions.ts';
import { OVERSIGHT, permissionsOf } from '../../domain/access/permissions.ts';
import { factsReaderOf } from '../../domain/alerts/disclosed-facts.ts';
import { alertText } from '../../domain/alerts/text.ts';
import type { ApiContext } from '../context.ts';
import { noQuerySchema } from '../contract.ts';
import { linkPathSchema } from '../contract-messages.ts';
import { alertUrl, toldOf } from '../messaging/compose.ts';
import { LINK_PAGE_CSS, type LinkPage, linkPage } from '../messaging/link-page.ts';
import { readLink } from '../messaging/links.ts';
import { linkKeyOf } from '../messaging/settings.ts';
import { messageWords } from '../messaging/words.ts';
import { defineRoute, type RouteInput } from '../route.ts';

const plain = {
  required: 'public',
  query: noQuerySchema,
  pathParameters: linkPathSchema,
  answer: 'text/html',
  cacheable: false,
} as const;

type LinkInput = RouteInput<unknown, { token: string }, unknown>;
type Words = 'wrong' | 'expired' | 'refused' | Sentence;
interface Sentence {
  key: string;
  values?: Record<string, unknown>;
}
interface Shown {
  language: 'es' | 'en';
  about: 'acknowledge' | 'unsubscribe';
  words: Words;
  /** The first line of the alert. */
  headline?: string;
  hasButton?: boolean;
  url: string;
}

function show({ language, about, words, headline, hasButton, url }: Shown) {
  const t = messageWords(language);
  const said = typeof words === 'string' ? t(`messages:link.${words}`) : t(words.key, words.values);
  const page: LinkPage = {
    title: t(`messages:link.${about}.title`),
    words: headline ? [headline, said] : [said],
    button: hasButton ? t(`messages:link.${about}.button`) : null,
    homeUrl: url,
    homeWords: about === 'acknowledge' && headline ? t('messages:link.openAlert') : t('messages:link.open'),
  };
  return { bytes: Buffer.from(linkPage(t, page)), type: 'text/html; charset=utf-8' };
}

const keyOf = ({ access }: ApiContext) => linkKeyOf(access);

export const acknowledgePage = defineRoute({
  ...plain,
  method: 'get',
  path: '/api/acknowledge/{token}',
  summary: 'The page behind the link of a message: a button to acknowledge its alert',
  handle: (context, input) => acknowledgeStep(context, context.database.pool, input, false),
});

export const acknowledgeByLink = defineRoute({
  ...plain,
  method: 'post',
  path: '/api/acknowledge/{token}',
  summary: 'Acknowledges an alert by the signed link of a message, once',
  handle: (context, input) =>
    context.database.transaction(async (db) => {
      await lockAlerts(db);
      return acknowledgeStep(context, db, input, true);
    }),
});

/** What the page of an acknowledgement shows, and with a press does. Rights are those of this moment. */
async function acknowledgeStep(context: ApiContext, db: Queryable, input: LinkInput, isPress: boolean) {
  const now = context.now();
  const about = 'acknowledge' as const;
  const home = { language: 'es' as const, about, url: alertUrl(input.baseUrl, null) };
  const link = readLink(keyOf(context), about, input.path.token, now);
  if (!link.ok) return show({ ...home, words: link.reason });
  const message = await findAcknowledgeable(db, link.id);
  if (message === null) return show({ ...home, words: 'wrong' });
  const { alertId, language } = message;
  const frame = { language, about, url: alertUrl(input.baseUrl, alertId) };
  const user = await readUser(db, message.userId);
  const permissions = permissionsOf(user?.roles ?? [], user?.hasOversight ?? false);
  const may = {
    officials: permissions.has(OVERSIGHT),
    ...factsReaderOf(permissions, now, context.delayHours),
  };
  const alert = await findAlert(db, alertId, may, now);
  if (!user || user.disabled || !permissions.has('alerts.read') || alert === null)
    return show({ ...frame, words: 'refused' });
  const told = toldOf(alert, may);
  const headline = told ? alertText(messageWords(language), told, language).headline : '';
  const say = (word: string, hasButton = false) =>
    show({ ...frame, words: { key: `messages:link.acknowledge.${word}` }, headline, hasButton });
  if (message.isUsed) return say('used');
  if (!isPress) return say('ask', true);
  if (!(await spendButton(db, message.messageId, now))) return say('used');
  const isFirst = await acknowledge(db, alertId, user.name, now);
  const actor = { id: user.userId, name: user.name };
  await addAlertEvents(
    db,
    [
      {
        alertId,
        kind: 'acknowledged',
        needsOversight: alert.needsOversight,
        actor,
        details: { isFirst, byMessage: true },
      },
    ],
    now,
  );
  await appendAudit(
    db,
    {
      action: 'alert-handled',
      actor: { kind: 'user', ...actor },
      address: input.identity.origin.address,
      subject: { kind: 'alert', id: String(alertId) },
      details: { act: 'acknowledged', message: message.messageId },
    },
    now,
  );
  return say(isFirst ? 'done' : 'doneLater');
}

export const unsubscribePage = defineRoute({
  ...plain,
  method: 'get',
  path: '/api/unsubscribe/{token}',
  summary: 'The page behind the link of a message that ends its subscription: a button',
  handle: (context, input) => unsubscribeStep(context, input, false),
});

export const unsubscribeByLink = defineRoute({
  ...plain,
  method: 'post',
  path: '/api/unsubscribe/{token}',
  summary: 'Ends a subscription by the signed link of a message (RFC 8058)',
  handle: (context, input) => unsubscribeStep(context, input, true),
});

async function unsubscribeStep(context: ApiContext, input: LinkInput, isPress: boolean) {
  const { database, now } = context;
  const about = 'unsubscribe' as const;
  const home = { language: 'es' as const, about, url: `${input.baseUrl}/suscripciones` };
  const link = readLink(keyOf(context), about, input.path.token, now());
  if (!link.ok) return show({ ...home, words: link.reason });
  const found = await findSubscription(database.pool, link.id);
  if (found === null) return show({ ...home, words: 'wrong' });
  const frame = { ...home, language: found.language };
  const say = (word: string, hasButton = false) =>
    show({
      ...frame,
      words: { key: `messages:link.unsubscribe.${word}`, values: { name: found.name } },
      hasButton,
    });
  if (found.endedAt !== null) return say('used');
  if (!isPress) return say('ask', true);
  const isEnded = await database.transaction(async (db) => {
    const ended = await endSubscription(db, link.id, null, 'link', now());
    if (ended) {
      await appendAudit(
        db,
        {
          action: 'subscription-changed',
          actor: { kind: 'nobody', id: '', name: '' },
          address: input.identity.origin.address,
          subject: { kind: 'subscription', id: link.id },
          details: { act: 'ended', by: 'link' },
        },
        now(),
      );
    }
    return ended;
  });
  return say(isEnded ? 'done' : 'used');
}

export const linkPageStyle = defineRoute({
  ...plain,
  method: 'get',
  path: '/api/link-page.css',
  summary: 'The style of the pages behind links of messages',
  pathParameters: noQuerySchema,
  answer: 'text/css',
  handle: () => ({ bytes: Buffer.from(LINK_PAGE_CSS), type: 'text/css; charset=utf-8' }),
});
