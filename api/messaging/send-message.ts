import type { Database } from '../../data/database.ts';
import type { OutMessage } from '../../data/messages/sending.ts';
import { readStateOutlines } from '../../data/messages/subscriptions.ts';
import { permissionsOf } from '../../domain/access/permissions.ts';
import { type FactsReader, factsReaderOf } from '../../domain/alerts/disclosed-facts.ts';
import type { Ring } from '../../domain/alerts/ring.ts';
import type { Attempt } from '../../domain/messages/attempt.ts';
import { digestOf, type MailBody, type MailFrame, mailOf, testMail } from '../../domain/messages/mail.ts';
import type { MessageText } from '../../domain/messages/message-text.ts';
import { unseal } from '../auth/seal.ts';
import type { AlertTexts } from './alert-texts.ts';
import { alertUrl, announcementOf, composeCap, composeText } from './compose.ts';
import { linkToken } from './links.ts';
import type { Mailer } from './send-mail.ts';
import { sendWebhook } from './send-webhook.ts';
import type { MessagingSettings } from './settings.ts';
import { signedHeaders } from './webhook-signature.ts';
import { messageWords } from './words.ts';

/** A message with, of a digest, what it is made of. */
export interface Sending {
  message: OutMessage;
  members: readonly OutMessage[];
}

export interface Channels {
  database: Database;
  settings: MessagingSettings;
  mailer: Mailer | null;
}

const LINK_DAYS = 7;
const DAY_MS = 86_400_000;

/** Makes one attempt at a message; never throws for what a receiver does. */
export async function sendMessage(
  channels: Channels,
  texts: AlertTexts,
  sending: Sending,
  now: Date,
  signal: AbortSignal,
): Promise<Attempt> {
  if (sending.message.subscription.channel === 'mail')
    return sendByMail(channels, texts, sending, now, signal);
  return sendByWebhook(channels, texts, sending, now, signal);
}

async function sendByMail(
  { settings, mailer }: Channels,
  texts: AlertTexts,
  sending: Sending,
  now: Date,
  signal: AbortSignal,
): Promise<Attempt> {
  if (mailer === null) return { ok: false, reason: 'no-mail-server', reply: '' };
  const { message } = sending;
  const host = new URL(settings.baseUrl).hostname;
  const unsubscribe = linkToken(settings.linkKey, 'unsubscribe', message.subscription.subscriptionId, null);
  const frame: MailFrame = {
    subscription: message.subscription.name,
    manageUrl: `${settings.baseUrl}/suscripciones`,
    unsubscribeUrl: `${settings.baseUrl}/api/unsubscribe/${unsubscribe}`,
  };
  return mailer.send(
    {
      ...(await mailBody(settings, texts, sending, frame, now)),
      to: message.address,
      messageId: `${message.messageId}@${host}`,
      thread: message.alertId === null ? null : `alert-${message.alertId}@${host}`,
      date: now,
      unsubscribeUrl: frame.unsubscribeUrl,
    },
    signal,
  );
}

async function mailBody(
  settings: MessagingSettings,
  texts: AlertTexts,
  { message, members }: Sending,
  frame: MailFrame,
  now: Date,
): Promise<MailBody> {
  const t = messageWords(message.subscription.language);
  if (message.kind === 'test') return testMail(t, frame);
  if (message.kind !== 'digest')
    return mailOf(t, await textOf(settings, texts, message, message, now), frame);
  const all = await Promise.all(members.map((member) => textOf(settings, texts, member, message, now)));
  return digestOf(t, all, frame);
}

/** What a message says, in the manner of its subscription; members of a digest in the manner of the digest's. */
function textOf(
  settings: MessagingSettings,
  texts: AlertTexts,
  message: OutMessage,
  { subscription }: OutMessage,
  now: Date,
): Promise<MessageText> {
  const end = new Date(now.getTime() + LINK_DAYS * DAY_MS);
  const token = linkToken(settings.linkKey, 'acknowledge', message.messageId, end);
  const saying = announcementOf(message);
  if (saying === null) throw new Error('a message of no announcement');
  return composeText(texts, saying, {
    language: subscription.language,
    recipientKind: subscription.recipientKind,
    sees: sees(message, now, settings),
    baseUrl: settings.baseUrl,
    acknowledgeUrl: `${settings.baseUrl}/api/acknowledge/${token}`,
  });
}

/** Rights as they are at this moment. */
function sees({ reader }: OutMessage, now: Date, { delayHours }: MessagingSettings): FactsReader {
  return factsReaderOf(permissionsOf(reader.roles, reader.hasOversight), now, delayHours);
}

async function sendByWebhook(
  { database, settings }: Channels,
  texts: AlertTexts,
  sending: Sending,
  now: Date,
  signal: AbortSignal,
): Promise<Attempt> {
  const { message } = sending;
  const { subscriptionId, secretSealed } = message.subscription;
  const secret = unseal(settings.sealKey, webhookPlace(message.reader.userId), secretSealed ?? '');
  if (secret === null) throw new Error(`the key of subscription ${subscriptionId} does not open`);
  const isCap = message.subscription.format === 'cap' && message.alertId !== null;
  const body = isCap
    ? await capBody(database, settings, texts, message, now)
    : JSON.stringify(await jsonBody(settings, texts, sending, now));
  const headers = {
    'content-type': isCap ? 'application/cap+xml; charset=utf-8' : 'application/json',
    ...signedHeaders(secret, message.messageId, now, body),
  };
  return sendWebhook(new URL(message.address), headers, body, settings.webhookNetworks, signal);
}

/** Binds the sealed key of a webhook to its owner. */
export function webhookPlace(userId: string): string {
  return `webhook of ${userId}`;
}

async function capBody(
  database: Database,
  settings: MessagingSettings,
  texts: AlertTexts,
  message: OutMessage,
  now: Date,
): Promise<string> {
  const announcement = announcementOf(message);
  if (announcement?.alertId == null) throw new Error('CAP of no alert');
  const made = await composeCap(
    database.pool,
    texts,
    { ...announcement, alertId: announcement.alertId },
    {
      recipientKind: message.subscription.recipientKind,
      sees: sees(message, now, settings),
      baseUrl: settings.baseUrl,
    },
    await stateOutlines(database),
  );
  if (!made.ok) throw new Error(`CAP refused: ${made.reason} in ${made.field}`);
  return made.xml;
}

/** What a webhook is told; the fields are described in docs/messages.md. */
async function jsonBody(
  settings: MessagingSettings,
  texts: AlertTexts,
  { message, members }: Sending,
  now: Date,
): Promise<object> {
  const told = async (one: OutMessage) => {
    const { what, headline, lines, unknown, advice, referrals, isSynthetic, url } = await textOf(
      settings,
      texts,
      one,
      message,
      now,
    );
    return {
      event: one.eventId,
      alert: one.alertId,
      kind: one.kind,
      severity: one.severity,
      at: one.at?.toISOString() ?? null,
      expires: one.expiresAt.toISOString(),
      what,
      headline,
      lines,
      unknown,
      advice,
      referrals,
      synthetic: isSynthetic,
      url,
    };
  };
  const frame = { id: message.messageId, kind: message.kind, language: message.subscription.language };
  if (message.kind === 'test') return { ...frame, alerts: [], url: alertUrl(settings.baseUrl, null) };
  const all = message.kind === 'digest' ? members : [message];
  return { ...frame, alerts: await Promise.all(all.map(told)) };
}

const outlines = new WeakMap<Database, Promise<ReadonlyMap<string, Ring>>>();

/** Outlines of the states: a reference table, read once. */
export function stateOutlines(database: Database): Promise<ReadonlyMap<string, Ring>> {
  const known = outlines.get(database);
  if (known) return known;
  const read = readStateOutlines(database.pool);
  outlines.set(database, read);
  read.catch(() => outlines.delete(database));
  return read;
}
