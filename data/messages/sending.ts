import type { Role } from '../../domain/access/permissions.ts';
import type { AlertFacts } from '../../domain/alerts/facts.ts';
import type { Severity } from '../../domain/alerts/rule.ts';
import type { SafeFacts } from '../../domain/alerts/safe-facts.ts';
import type { MessageKind } from '../../domain/messages/announce.ts';
import type { DropReason, Verdict } from '../../domain/messages/at-sending.ts';
import type { FailureReason } from '../../domain/messages/attempt.ts';
import type { HoursOfDay, WorkingHours } from '../../domain/messages/hours.ts';
import { SILENCES_ALERT } from '../alerts/upkeep.ts';
import type { Queryable } from '../database.ts';
import type { QueuedMessage } from './due.ts';
import type { StoredSubscription } from './subscriptions.ts';

/** A message with all that decides whether it is sent, and all that it says. */
export interface OutMessage {
  messageId: string;
  jobId: string | null;
  seq: number;
  eventId: number | null;
  alertId: number | null;
  kind: MessageKind;
  severity: Severity;
  needsOversight: boolean;
  at: Date | null;
  madeAt: Date;
  expiresAt: Date;
  attempts: number;
  address: string;
  facts: AlertFacts | null;
  safe: SafeFacts | null;
  details: Record<string, unknown>;
  subscription: Pick<
    StoredSubscription,
    'subscriptionId' | 'name' | 'channel' | 'format' | 'language' | 'recipientKind'
  > & { isEnded: boolean; workingHours: WorkingHours | null; secretSealed: string | null };
  reader: { userId: string; name: string; roles: Role[]; hasOversight: boolean; isDisabled: boolean };
  /** How it stands now. */
  alert: { isSilenced: boolean; isInhibited: boolean; quietHours: HoursOfDay | null } | null;
  /** An earlier message of this alert was sent to this recipient, or may have arrived. */
  wasTold: boolean;
  bundledIn: string | null;
}

const MESSAGES = `
  select m.message_id as "messageId", m.job_id as "jobId", m.seq, m.event_id as "eventId", m.alert_id as "alertId",
    m.kind, m.severity, m.needs_oversight as "needsOversight", m.made_at as "madeAt", m.expires_at as "expiresAt",
    m.attempts, m.address, m.bundled_in as "bundledIn", n.at, n.facts, n.safe, coalesce(n.details, '{}') as details,
    jsonb_build_object('subscriptionId', s.subscription_id, 'name', s.name, 'channel', s.channel,
      'format', s.format, 'language', s.language, 'recipientKind', s.recipient_kind,
      'isEnded', s.ended_at is not null, 'workingHours', s.working_hours, 'secretSealed', s.secret_sealed)
      as subscription,
    jsonb_build_object('userId', m.user_id, 'name', coalesce(u.name, ''), 'roles', to_jsonb(coalesce(u.roles, '{}')),
      'hasOversight', coalesce(u.has_oversight, false), 'isDisabled', coalesce(u.disabled, true)) as reader,
    case when a.alert_id is not null then jsonb_build_object(
      'isInhibited', a.inhibited_by is not null, 'quietHours', r.definition->'quietHours',
      'isSilenced', exists (select from alert_silence s
        where s.starts_at <= $1::timestamptz and s.ends_at > $1::timestamptz and ${SILENCES_ALERT})) end as alert,
    m.alert_id is not null and exists (select from message e
      left join message b on b.message_id = e.bundled_in
      where e.recipient_key = m.recipient_key and e.alert_id = m.alert_id and e.seq < m.seq
        and (e.state = 'sent' or e.doubtful > 0 or (e.state = 'bundled' and (b.state = 'sent' or b.doubtful > 0))))
      as "wasTold"
  from message m
  join subscription s on s.subscription_id = m.subscription_id
  left join app_user u on u.user_id = m.user_id
  left join announcement n on n.event_id = m.event_id
  left join alert a on a.alert_id = m.alert_id
  left join alert_rule r on r.rule_id = a.rule_id`;

/** The messages that jobs are about, locked until the transaction ends; a job that was given to another has none. */
export async function readQueued(
  db: Queryable,
  jobs: readonly QueuedMessage[],
  now: Date,
): Promise<OutMessage[]> {
  const { rows } = await db.query<OutMessage>(
    `${MESSAGES} where m.message_id = any($2::uuid[]) and m.job_id = any($3::uuid[]) and m.state = 'queued'
     order by m.seq for update of m`,
    [now, jobs.map(({ messageId }) => messageId), jobs.map(({ jobId }) => jobId)],
  );
  return rows;
}

/** What some digests were made of, in order. */
export async function readBundled(
  db: Queryable,
  digestIds: readonly string[],
  now: Date,
): Promise<OutMessage[]> {
  if (digestIds.length === 0) return [];
  const { rows } = await db.query<OutMessage>(
    `${MESSAGES} where m.bundled_in = any($2::uuid[]) and m.state = 'bundled' order by m.seq`,
    [now, digestIds],
  );
  return rows;
}

/** Writes what was decided of queued messages; returns the attempt of each that is sent now, by its message. */
export async function writeVerdicts(
  db: Queryable,
  verdicts: readonly {
    messageId: string;
    verdict: Verdict | { do: 'drop'; reason: DropReason | 'nothing-left' };
  }[],
  worker: string,
  leaseUntil: Date,
  now: Date,
): Promise<ReadonlyMap<string, number>> {
  const rows = verdicts.map(({ messageId, verdict }) => ({
    message_id: messageId,
    state: verdict.do === 'send' ? 'sending' : verdict.do === 'hold' ? 'waiting' : 'dropped',
    reason: verdict.do === 'send' ? null : verdict.reason,
    due_at: verdict.do === 'hold' ? verdict.until : now,
  }));
  if (rows.length === 0) return new Map();
  const { rows: deliveries } = await db.query<{ messageId: string; deliveryId: number }>(
    `with decided as (
       update message m set state = x.state, reason = coalesce(x.reason, m.reason), due_at = x.due_at,
         attempts = m.attempts + case when x.state = 'sending' then 1 else 0 end,
         lease_until = case when x.state = 'sending' then $2::timestamptz end,
         job_id = case when x.state = 'sending' then m.job_id end
       from jsonb_to_recordset($1::jsonb) as x (message_id uuid, state text, reason text, due_at timestamptz)
       where m.message_id = x.message_id
       returning m.message_id, m.state, m.attempts
     )
     insert into delivery (message_id, attempt, worker, started_at)
     select message_id, attempts, $3, $4 from decided where state = 'sending'
     returning message_id as "messageId", delivery_id as "deliveryId"`,
    [JSON.stringify(rows), leaseUntil, worker, now],
  );
  return new Map(deliveries.map(({ messageId, deliveryId }) => [messageId, deliveryId]));
}

/** What came of an attempt. */
export interface Outcome {
  messageId: string;
  jobId: string;
  deliveryId: number;
  outcome: 'accepted' | FailureReason;
  reply: string;
  isDoubtful: boolean;
  state: 'sent' | 'waiting' | 'dead';
  dueAt: Date | null;
  at: Date;
}

/**
 * Writes what came of attempts. Where the message was meanwhile taken from this sender, a delivery that was accepted
 * still counts, unless another is sending it at this moment.
 */
export async function writeOutcomes(db: Queryable, outcomes: readonly Outcome[]): Promise<void> {
  await db.query(
    `with x as (
       select * from jsonb_to_recordset($1::jsonb) as x ("messageId" uuid, "jobId" uuid, "deliveryId" bigint,
         outcome text, reply text, "isDoubtful" boolean, state text, "dueAt" timestamptz, at timestamptz)
     ),
     attempt as (
       update delivery d set ended_at = x.at, outcome = x.outcome, reply = x.reply
       from x where d.delivery_id = x."deliveryId"
     )
     update message m set state = x.state, due_at = coalesce(x."dueAt", m.due_at),
       reason = case when x.state = 'sent' then null else x.outcome end,
       sent_at = case when x.state = 'sent' then x.at end,
       doubtful = m.doubtful + case when x."isDoubtful" then 1 else 0 end, job_id = null, lease_until = null
     from x
     where m.message_id = x."messageId"
       and ((m.state = 'sending' and m.job_id = x."jobId") or (x.state = 'sent' and m.state in ('waiting', 'queued')))`,
    [JSON.stringify(outcomes)],
  );
}
