import { OVERSIGHT, permissionsOf } from '../../domain/access/permissions.ts';
import { disclosedFacts, factsReaderOf } from '../../domain/alerts/disclosed-facts.ts';
import type { AlertFacts } from '../../domain/alerts/facts.ts';
import type { Severity } from '../../domain/alerts/rule.ts';
import type { SafeFacts } from '../../domain/alerts/safe-facts.ts';
import {
  goesIntoDigest,
  isTold,
  TEST_VALID_HOURS,
  type ToldKind,
  VALID_HOURS,
} from '../../domain/messages/announce.ts';
import { nextLocal } from '../../domain/messages/hours.ts';
import { matches } from '../../domain/messages/match.ts';
import type { StoredAlertEvent } from '../alerts/events.ts';
import { SILENCES_ALERT } from '../alerts/upkeep.ts';
import type { Queryable } from '../database.ts';
import {
  type OwnedSubscription,
  readStandingSubscriptions,
  type StoredSubscription,
} from './subscriptions.ts';

/** An event of an alert that is told, with what is to be said of it. */
export interface Announcement {
  eventId: number;
  /** Null: of a state, of no alert in particular. */
  alertId: number | null;
  kind: ToldKind;
  at: Date;
  expiresAt: Date;
  severity: Severity;
  needsOversight: boolean;
  ruleId: string | null;
  facts: AlertFacts | null;
  safe: SafeFacts | null;
  details: Record<string, unknown>;
}

const HOUR_MS = 3_600_000;

/**
 * Writes what a set of events has to tell, and one message for each recipient who asked for it, in the transaction
 * that wrote the alerts themselves: a warning that was decided can't be lost on its way.
 *
 * @param delayHours hours until readers who see no incident one by one are shown what is known
 * @returns how many messages were written.
 */
export async function writeOutbox(
  db: Queryable,
  events: readonly StoredAlertEvent[],
  now: Date,
  delayHours: number,
): Promise<number> {
  const announcements = await announce(db, events.filter(isTold));
  if (announcements.length === 0) return 0;
  const subscriptions = await readStandingSubscriptions(db);
  const rows = announcements.flatMap((announcement) =>
    messagesOf(announcement, subscriptions, now, delayHours),
  );
  if (rows.length === 0) return 0;
  const { rowCount } = await db.query(
    `insert into message (event_id, alert_id, subscription_id, user_id, channel, address, recipient_key, kind,
       severity, needs_oversight, is_digest, made_at, due_at, expires_at, state)
     select event_id, alert_id, subscription_id, user_id, channel, address, recipient_key, kind, severity,
       needs_oversight, is_digest, $2, due_at, expires_at, 'waiting'
     from jsonb_to_recordset($1::jsonb) as x (event_id bigint, alert_id bigint, subscription_id uuid, user_id text,
       channel text, address text, recipient_key text, kind text, severity text, needs_oversight boolean,
       is_digest boolean, due_at timestamptz, expires_at timestamptz)
     on conflict (recipient_key, event_id) do nothing`,
    [JSON.stringify(rows), now],
  );
  return rowCount ?? 0;
}

/** Stores the announcements of events, with the facts of their alerts as they are now. */
async function announce(db: Queryable, events: readonly StoredAlertEvent[]): Promise<Announcement[]> {
  if (events.length === 0) return [];
  const { rows } = await db.query<Announcement>(
    `insert into announcement (event_id, alert_id, kind, at, expires_at, severity, needs_oversight, rule_id, facts,
       safe, details)
     select e.event_id, e.alert_id, e.kind, e.at, e.at + make_interval(hours => $2), coalesce(a.severity, 'watch'),
       e.needs_oversight, a.rule_id, a.facts, a.safe, e.details
     from alert_event e left join alert a on a.alert_id = e.alert_id
     where e.event_id = any($1::bigint[]) and (e.alert_id is null or a.alert_id is not null)
     order by e.event_id
     on conflict (event_id) do nothing
     returning ${ANNOUNCEMENT_COLUMNS}`,
    [events.map(({ eventId }) => eventId), VALID_HOURS],
  );
  return rows.sort((a, b) => a.eventId - b.eventId);
}

const ANNOUNCEMENT_COLUMNS = `event_id as "eventId", alert_id as "alertId", kind, at, expires_at as "expiresAt",
  severity, needs_oversight as "needsOversight", rule_id as "ruleId", facts, safe, details`;

/** The announcements of one alert before an event, in order. */
export async function readEarlierAnnouncements(
  db: Queryable,
  alertId: number,
  eventId: number,
): Promise<Announcement[]> {
  const { rows } = await db.query<Announcement>(
    `select ${ANNOUNCEMENT_COLUMNS} from announcement where alert_id = $1 and event_id < $2 order by event_id`,
    [alertId, eventId],
  );
  return rows;
}

function messagesOf(
  announcement: Announcement,
  subscriptions: readonly OwnedSubscription[],
  now: Date,
  delayHours: number,
): object[] {
  const { kind, severity } = announcement;
  const asked = subscriptions
    .filter((subscription) => isFor(announcement, subscription, now, delayHours))
    .map((subscription) => ({
      subscription,
      isDigest: goesIntoDigest(kind, severity, subscription.mode),
    }))
    // Of several that say the same to the same recipient the earliest speaks.
    .sort((a, b) => Number(a.isDigest) - Number(b.isDigest));
  const taken = new Set<string>();
  return asked.flatMap(({ subscription, isDigest }) => {
    const key = recipientKey(subscription);
    if (taken.has(key)) return [];
    taken.add(key);
    return [
      {
        event_id: announcement.eventId,
        alert_id: announcement.alertId,
        ...recipientOf(subscription),
        kind,
        severity,
        needs_oversight: announcement.needsOversight,
        is_digest: isDigest,
        due_at: isDigest ? nextLocal(subscription.digestAt, now) : now,
        expires_at: announcement.expiresAt,
      },
    ];
  });
}

/** Whether a subscription asks for an announcement and its owner may be told of it at all. */
export function isFor(
  announcement: Announcement,
  { filter, owner }: OwnedSubscription,
  now: Date,
  delayHours: number,
): boolean {
  const permissions = permissionsOf(owner.roles, owner.hasOversight);
  if (!permissions.has('alerts.read')) return false;
  if (announcement.needsOversight && !permissions.has(OVERSIGHT)) return false;
  const as = factsReaderOf(permissions, now, delayHours);
  const facts = announcement.facts && disclosedFacts(announcement.facts, as);
  // Under the threshold of disclosure even "more than before" would be a count.
  if (facts === null && announcement.kind === 'worsened' && announcement.safe?.observed == null) return false;
  const { stateCode } = announcement.details;
  const place = announcement.alertId === null && typeof stateCode === 'string' ? stateCode : null;
  return matches(filter, { ...announcement, facts, stateCode: place }, as.detail);
}

function recipientOf(subscription: StoredSubscription) {
  return {
    subscription_id: subscription.subscriptionId,
    user_id: subscription.userId,
    channel: subscription.channel,
    address: subscription.address,
    recipient_key: recipientKey(subscription),
  };
}

function recipientKey({ channel, address }: StoredSubscription): string {
  return `${channel} ${channel === 'mail' ? address.toLowerCase() : address}`;
}

/** Writes the test that somebody asked for; returns its id. */
export async function writeTest(db: Queryable, subscription: StoredSubscription, now: Date): Promise<string> {
  const recipient = recipientOf(subscription);
  const { rows } = await db.query<{ id: string }>(
    `insert into message (subscription_id, user_id, channel, address, recipient_key, kind, severity,
       needs_oversight, made_at, due_at, expires_at, state)
     values ($1, $2, $3, $4, $5, 'test', 'watch', false, $6, $6, $7, 'waiting')
     returning message_id as id`,
    [...Object.values(recipient), now, new Date(now.getTime() + TEST_VALID_HOURS * HOUR_MS)],
  );
  return rows[0].id;
}

/** Announcements that have not expired and whose alerts are neither silenced nor inhibited now, the newest first. */
export async function readStandingAnnouncements(
  db: Queryable,
  now: Date,
  limit: number,
): Promise<Announcement[]> {
  const { rows } = await db.query<Announcement>(
    `select ${ANNOUNCEMENT_COLUMNS} from announcement n
     where n.expires_at > $1 and not exists (select from alert a
       where a.alert_id = n.alert_id and (a.inhibited_by is not null or exists (select from alert_silence s
         where s.starts_at <= $1::timestamptz and s.ends_at > $1::timestamptz and ${SILENCES_ALERT})))
     order by n.event_id desc limit $2`,
    [now, limit],
  );
  return rows;
}
