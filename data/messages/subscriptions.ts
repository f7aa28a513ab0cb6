import type { Role } from '../../domain/access/permissions.ts';
import type { Ring } from '../../domain/alerts/ring.ts';
import type { WorkingHours } from '../../domain/messages/hours.ts';
import type { SubscriptionFilter } from '../../domain/messages/match.ts';
import type { RecipientKind } from '../alerts/texts.ts';
import type { Queryable } from '../database.ts';

export const CHANNELS = ['mail', 'webhook', 'feed'] as const;
export type Channel = (typeof CHANNELS)[number];

/** What somebody wants to be told of, how and when. */
export interface Subscription {
  name: string;
  note: string;
  channel: Channel;
  /** A mail address or the address of a webhook; empty for a feed. */
  address: string;
  /** What a webhook is sent. */
  format: 'json' | 'cap';
  language: 'es' | 'en';
  recipientKind: RecipientKind;
  mode: 'immediate' | 'digest';
  /** Local time of a digest, `08:00`. */
  digestAt: string;
  workingHours: WorkingHours | null;
  filter: SubscriptionFilter;
}

export interface StoredSubscription extends Subscription {
  subscriptionId: string;
  userId: string;
  madeAt: Date;
  changedAt: Date;
  endedAt: Date | null;
}

/** A subscription with whom it belongs to. */
export interface OwnedSubscription extends StoredSubscription {
  owner: { roles: Role[]; hasOversight: boolean; disabled: boolean };
}

/** What opens something: stored, never read back by a person. */
export interface SubscriptionSecrets {
  secretSealed: string | null;
  feedSha256: string | null;
}

const COLUMNS = `s.subscription_id as "subscriptionId", s.user_id as "userId", s.name, s.note, s.channel, s.address,
  s.format, s.language, s.recipient_kind as "recipientKind", s.mode, s.digest_at as "digestAt",
  s.working_hours as "workingHours", s.filter, s.made_at as "madeAt", s.changed_at as "changedAt",
  s.ended_at as "endedAt"`;
const OWNER = `jsonb_build_object('roles', to_jsonb(u.roles), 'hasOversight', u.has_oversight,
  'disabled', u.disabled) as owner`;

/** The outcome of the newest message of a subscription. */
export interface LastMessage {
  kind: string;
  state: string;
  reason: string | null;
  at: Date;
}

/** A person's subscriptions that have not ended, the oldest first, with what became of the newest message of each. */
export async function listSubscriptions(
  db: Queryable,
  userId: string,
): Promise<(StoredSubscription & { last: LastMessage | null })[]> {
  const { rows } = await db.query<StoredSubscription & { last: (LastMessage & { at: string }) | null }>(
    `select ${COLUMNS},
       (select jsonb_build_object('kind', m.kind, 'state', m.state, 'reason', m.reason,
          'at', coalesce(m.sent_at, m.made_at))
        from message m where m.subscription_id = s.subscription_id order by m.seq desc limit 1) as last
     from subscription s where s.user_id = $1 and s.ended_at is null order by s.made_at, s.subscription_id`,
    [userId],
  );
  return rows.map(({ last, ...row }) => ({ ...row, last: last && { ...last, at: new Date(last.at) } }));
}

/** One subscription, ended or not; null where there is none. */
export async function findSubscription(
  db: Queryable,
  subscriptionId: string,
): Promise<StoredSubscription | null> {
  const { rows } = await db.query<StoredSubscription>(
    `select ${COLUMNS} from subscription s where s.subscription_id = $1`,
    [subscriptionId],
  );
  return rows[0] ?? null;
}

/** All that may be written to: not ended, not a feed, and somebody's who is not disabled. */
export async function readStandingSubscriptions(db: Queryable): Promise<OwnedSubscription[]> {
  const { rows } = await db.query<OwnedSubscription>(
    `select ${COLUMNS}, ${OWNER}
     from subscription s join app_user u on u.user_id = s.user_id
     where s.ended_at is null and s.channel <> 'feed' and not u.disabled
     order by s.made_at, s.subscription_id`,
  );
  return rows;
}

/** The subscription of a feed, by the hash of its secret. */
export async function findFeed(db: Queryable, feedSha256: string): Promise<OwnedSubscription | null> {
  const { rows } = await db.query<OwnedSubscription>(
    `select ${COLUMNS}, ${OWNER}
     from subscription s join app_user u on u.user_id = s.user_id
     where s.feed_sha256 = $1 and s.ended_at is null and not u.disabled`,
    [feedSha256],
  );
  return rows[0] ?? null;
}

/** Stores a new subscription; returns its id. */
export async function addSubscription(
  db: Queryable,
  userId: string,
  subscription: Subscription,
  secrets: SubscriptionSecrets,
  now: Date,
): Promise<string> {
  const { rows } = await db.query<{ id: string }>(
    `insert into subscription (user_id, name, note, channel, address, format, language, recipient_kind, mode,
       digest_at, working_hours, filter, secret_sealed, feed_sha256, made_at, changed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11::jsonb, $12::jsonb, $13, $14, $15, $15)
     returning subscription_id as id`,
    [...valuesOf(userId, subscription), secrets.secretSealed, secrets.feedSha256, now],
  );
  return rows[0].id;
}

/** Changes a subscription of a person; false where there is none. Channel and secrets stay. */
export async function changeSubscription(
  db: Queryable,
  userId: string,
  subscriptionId: string,
  subscription: Subscription,
  now: Date,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update subscription set name = $2, note = $3, address = $5, format = $6, language = $7, recipient_kind = $8,
       mode = $9, digest_at = $10, working_hours = $11::jsonb, filter = $12::jsonb, changed_at = $14
     where user_id = $1 and channel = $4 and subscription_id = $13 and ended_at is null`,
    [...valuesOf(userId, subscription), subscriptionId, now],
  );
  return rowCount === 1;
}

function valuesOf(userId: string, subscription: Subscription): unknown[] {
  const { workingHours, filter } = subscription;
  return [
    userId,
    subscription.name,
    subscription.note,
    subscription.channel,
    subscription.address,
    subscription.format,
    subscription.language,
    subscription.recipientKind,
    subscription.mode,
    subscription.digestAt,
    workingHours && JSON.stringify(workingHours),
    JSON.stringify(filter),
  ];
}

/**
 * Ends a subscription: nothing more is sent for it, not even what waits.
 *
 * @param userId whose it must be; null: whoever holds the link of one of its messages.
 */
export async function endSubscription(
  db: Queryable,
  subscriptionId: string,
  userId: string | null,
  by: string,
  now: Date,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update subscription set ended_at = $4, ended_by = $3
     where subscription_id = $1 and ($2::text is null or user_id = $2) and ended_at is null`,
    [subscriptionId, userId, by, now],
  );
  return rowCount === 1;
}

/** Codes of the states that a drawn area touches. */
export async function statesUnder(db: Queryable, ring: Ring): Promise<string[]> {
  const { rows } = await db.query<{ code: string }>(
    `select code from state
     where st_intersects(geom, st_setsrid(st_geomfromgeojson($1), 4326)) order by code`,
    [JSON.stringify({ type: 'Polygon', coordinates: [[...ring, ring[0]]] })],
  );
  return rows.map(({ code }) => code);
}

/** The outline of each state as one ring: its hull, widened by about 2 km and rounded, for formats that ask for one. */
export async function readStateOutlines(db: Queryable): Promise<ReadonlyMap<string, Ring>> {
  const { rows } = await db.query<{ code: string; ring: Ring }>(
    `select code, st_asgeojson(st_simplify(st_convexhull(st_buffer(st_convexhull(geom), 0.03, 2)), 0.01), 2)::jsonb
       ->'coordinates'->0 as ring
     from state`,
  );
  return new Map(rows.map(({ code, ring }) => [code, ring]));
}
