import { MOST_ATTEMPTS } from '../../domain/messages/attempt.ts';
import type { Queryable } from '../database.ts';

/** Advisory lock of whoever hands out what is due: one at a time, the others pass by. */
const DUE_LOCK = 7_300_013;
/** A job that nobody took up, or whose sender was not heard of for so long, is given to another. */
export const LEASE_MS = 120_000;
/** So many messages at most are under way to one recipient: who is slow makes only its own wait. */
const PER_RECIPIENT = 4;

/** So many jobs wait for a sender at most, and under so few new ones are looked for: a long queue would outlive its leases. */
const MOST_QUEUED = 500;
const FEW_QUEUED = 100;

/** Whether anything is to be handed out now, so that a quiet moment costs one question. */
export async function isAnythingDue(db: Queryable, now: Date): Promise<boolean> {
  const { rows } = await db.query<{ due: boolean }>(
    `select exists (select from message where state in ('queued', 'sending') and lease_until <= $1)
       or (exists (select from message where state = 'waiting' and due_at <= $1)
         and (select count(*) from message where state = 'queued') < $2) as due`,
    [now, FEW_QUEUED],
  );
  return rows[0].due;
}

/** A message that a worker may now take, with the number of its job. */
export interface QueuedMessage {
  messageId: string;
  jobId: string;
}

/**
 * Hands out what is due, in a transaction: takes back what dead senders left, puts digests together, and
 * queues messages, of each alert and recipient only the earliest that is not done.
 *
 * @returns null where another process is at it.
 */
export async function queueDue(db: Queryable, now: Date): Promise<QueuedMessage[] | null> {
  const { rows: lock } = await db.query<{ mine: boolean }>('select pg_try_advisory_xact_lock($1) as mine', [
    DUE_LOCK,
  ]);
  if (!lock[0].mine) return null;
  await takeBack(db, now);
  await bundleDigests(db, now);
  const { rows } = await db.query<QueuedMessage>(
    `with flying as (
       select recipient_key, count(*) as n from message where state in ('queued', 'sending') group by 1
     ),
     candidate as (
       select m.message_id, m.seq, m.recipient_key,
         row_number() over (partition by m.recipient_key order by m.seq) as place
       from message m
       where m.state = 'waiting' and not m.is_digest and m.due_at <= $1
         and (m.alert_id is null or not exists (select from message e
           where e.recipient_key = m.recipient_key and e.alert_id = m.alert_id and e.seq < m.seq
             and not e.is_digest and e.state in ('waiting', 'queued', 'sending')))
     )
     update message m set state = 'queued', job_id = gen_random_uuid(), lease_until = $3
     from (
       select c.message_id from candidate c left join flying f on f.recipient_key = c.recipient_key
       where c.place + coalesce(f.n, 0) <= $4 order by c.seq
       limit greatest(0, $2 - (select count(*) from message where state = 'queued'))
     ) x
     where m.message_id = x.message_id
     returning m.message_id as "messageId", m.job_id as "jobId"`,
    [now, MOST_QUEUED, new Date(now.getTime() + LEASE_MS), PER_RECIPIENT],
  );
  return rows;
}

/** What was queued or sent by somebody who was not heard of since waits again; a sending may have arrived. */
async function takeBack(db: Queryable, now: Date): Promise<void> {
  await db.query(
    `with back as (
       update message set state = case when attempts >= $2 then 'dead' else 'waiting' end, due_at = $1,
         job_id = null, lease_until = null,
         reason = case when state = 'sending' then 'sender-died' else reason end,
         doubtful = doubtful + case when state = 'sending' then 1 else 0 end
       where state in ('queued', 'sending') and lease_until <= $1
       returning message_id
     )
     update delivery d set ended_at = $1, outcome = 'sender-died'
     from back where d.message_id = back.message_id and d.ended_at is null`,
    [now, MOST_ATTEMPTS],
  );
}

/** Makes one message of all that waits for the same digest; what it says is decided when it is sent. */
async function bundleDigests(db: Queryable, now: Date): Promise<void> {
  await db.query(
    `with due as (
       select recipient_key, (array_agg(subscription_id order by seq))[1] as subscription_id
       from message where state = 'waiting' and is_digest and due_at <= $1 group by 1
     ),
     made as (
       insert into message (subscription_id, user_id, channel, address, recipient_key, kind, severity,
         needs_oversight, made_at, due_at, expires_at, state)
       select s.subscription_id, s.user_id, s.channel, s.address, d.recipient_key, 'digest', 'watch', false, $1, $1,
         (select max(m.expires_at) from message m
          where m.recipient_key = d.recipient_key and m.state = 'waiting' and m.is_digest and m.due_at <= $1),
         'waiting'
       from due d join subscription s on s.subscription_id = d.subscription_id
       returning message_id, recipient_key
     )
     update message m set state = 'bundled', bundled_in = made.message_id
     from made
     where m.recipient_key = made.recipient_key and m.state = 'waiting' and m.is_digest and m.due_at <= $1`,
    [now],
  );
}
