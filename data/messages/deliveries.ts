import type { Severity } from '../../domain/alerts/rule.ts';
import type { Queryable } from '../database.ts';

export const MESSAGE_STATES = ['waiting', 'queued', 'sending', 'sent', 'bundled', 'dropped', 'dead'] as const;
export type MessageState = (typeof MESSAGE_STATES)[number];

/** A message as the page of deliveries lists it. */
export interface ListedMessage {
  messageId: string;
  seq: number;
  alertId: number | null;
  kind: string;
  severity: Severity;
  channel: string;
  address: string;
  userName: string;
  subscription: string;
  state: MessageState;
  reason: string | null;
  attempts: number;
  doubtful: number;
  madeAt: Date;
  dueAt: Date;
  sentAt: Date | null;
  expiresAt: Date;
  /** Of the alert, whoever did it. */
  acknowledgedAt: Date | null;
  acknowledgedBy: string | null;
  /** By the button of this message. */
  wasButton: boolean;
}

export interface MessageFilter {
  state?: MessageState | undefined;
  alertId?: number | undefined;
  channel?: string | undefined;
  /** Messages with a smaller number: the next page. */
  before?: number | undefined;
  limit: number;
}

const COLUMNS = `m.message_id as "messageId", m.seq, m.alert_id as "alertId", m.kind, m.severity, m.channel, m.address,
  coalesce(u.name, '') as "userName", coalesce(s.name, '') as subscription, m.state, m.reason, m.attempts, m.doubtful,
  m.made_at as "madeAt", m.due_at as "dueAt", m.sent_at as "sentAt", m.expires_at as "expiresAt",
  a.acknowledged_at as "acknowledgedAt", a.acknowledged_by as "acknowledgedBy",
  m.acknowledged_at is not null as "wasButton"`;
const FROM = `from message m left join app_user u on u.user_id = m.user_id
  left join subscription s on s.subscription_id = m.subscription_id
  left join alert a on a.alert_id = m.alert_id`;

/** Messages, the newest first. Those that only readers with oversight may know of exist for nobody else. */
export async function listMessages(
  db: Queryable,
  filter: MessageFilter,
  hasOversight: boolean,
): Promise<ListedMessage[]> {
  const { rows } = await db.query<ListedMessage>(
    `select ${COLUMNS} ${FROM}
     where (not m.needs_oversight or $1) and ($2::text is null or m.state = $2)
       and ($3::bigint is null or m.alert_id = $3) and ($4::text is null or m.channel = $4)
       and ($5::bigint is null or m.seq < $5)
     order by m.seq desc limit $6`,
    [
      hasOversight,
      filter.state ?? null,
      filter.alertId ?? null,
      filter.channel ?? null,
      filter.before ?? null,
      filter.limit,
    ],
  );
  return rows;
}

/** How many messages stand in each state, and how many may have arrived twice. */
export async function countMessages(
  db: Queryable,
  hasOversight: boolean,
): Promise<{ states: Record<MessageState, number>; doubtful: number }> {
  const { rows } = await db.query<{ state: MessageState; n: number; doubtful: number }>(
    `select state, count(*) as n, count(*) filter (where doubtful > 0) as doubtful
     from message where not needs_oversight or $1 group by state`,
    [hasOversight],
  );
  const of = (state: MessageState) => rows.find((row) => row.state === state)?.n ?? 0;
  return {
    states: Object.fromEntries(MESSAGE_STATES.map((state) => [state, of(state)])) as Record<
      MessageState,
      number
    >,
    doubtful: rows.reduce((sum, { doubtful }) => sum + doubtful, 0),
  };
}

/** An attempt, or that the program died in it (no end). */
export interface ListedAttempt {
  attempt: number;
  worker: string;
  startedAt: Date;
  endedAt: Date | null;
  outcome: string | null;
  reply: string;
}

/** Every attempt at a message, in order; null where there is none for this reader. */
export async function readAttempts(
  db: Queryable,
  messageId: string,
  hasOversight: boolean,
): Promise<ListedAttempt[] | null> {
  const { rowCount } = await db.query(
    'select from message where message_id = $1 and (not needs_oversight or $2)',
    [messageId, hasOversight],
  );
  if (rowCount === 0) return null;
  const { rows } = await db.query<ListedAttempt>(
    `select attempt, worker, started_at as "startedAt", ended_at as "endedAt", outcome, reply
     from delivery where message_id = $1 order by delivery_id`,
    [messageId],
  );
  return rows;
}

export type Retried =
  | { ok: true; subject: { messageId: string; address: string } }
  | { ok: false; reason: 'no-such-message' | 'not-dead' | 'expired' };

/** Lets a dead message wait again, as if it were new; one that has expired is sent no more. */
export async function retryMessage(
  db: Queryable,
  messageId: string,
  hasOversight: boolean,
  now: Date,
): Promise<Retried> {
  const { rows } = await db.query<{ state: string; expiresAt: Date; address: string }>(
    `select state, expires_at as "expiresAt", address from message
     where message_id = $1 and (not needs_oversight or $2) for update`,
    [messageId, hasOversight],
  );
  const found = rows[0];
  if (!found) return { ok: false, reason: 'no-such-message' };
  if (found.state !== 'dead') return { ok: false, reason: 'not-dead' };
  if (found.expiresAt <= now) return { ok: false, reason: 'expired' };
  await db.query(`update message set state = 'waiting', due_at = $2, attempts = 0 where message_id = $1`, [
    messageId,
    now,
  ]);
  return { ok: true, subject: { messageId, address: found.address } };
}

/** What the link of a message leads to: whose it was and of which alert. */
export interface AcknowledgeableMessage {
  messageId: string;
  alertId: number;
  userId: string;
  language: 'es' | 'en';
  isUsed: boolean;
}

export async function findAcknowledgeable(
  db: Queryable,
  messageId: string,
): Promise<AcknowledgeableMessage | null> {
  const { rows } = await db.query<AcknowledgeableMessage>(
    `select m.message_id as "messageId", m.alert_id as "alertId", m.user_id as "userId", s.language,
       m.acknowledged_at is not null as "isUsed"
     from message m join subscription s on s.subscription_id = m.subscription_id
     where m.message_id = $1 and m.alert_id is not null`,
    [messageId],
  );
  return rows[0] ?? null;
}

/** Uses up the button of a message; false where it was used before. */
export async function spendButton(db: Queryable, messageId: string, now: Date): Promise<boolean> {
  const { rowCount } = await db.query(
    'update message set acknowledged_at = $2 where message_id = $1 and acknowledged_at is null',
    [messageId, now],
  );
  return rowCount === 1;
}
