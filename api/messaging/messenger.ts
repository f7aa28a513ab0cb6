import { randomUUID } from 'node:crypto';
import os from 'node:os';
import type { Logger } from 'pino';
import type { Database } from '../../data/database.ts';
import { isAnythingDue, LEASE_MS, type QueuedMessage, queueDue } from '../../data/messages/due.ts';
import { writeOutbox } from '../../data/messages/outbox.ts';
import {
  type Outcome,
  type OutMessage,
  readBundled,
  readQueued,
  writeOutcomes,
  writeVerdicts,
} from '../../data/messages/sending.ts';
import { OVERSIGHT, permissionsOf } from '../../domain/access/permissions.ts';
import { decideAtSending, type Verdict } from '../../domain/messages/at-sending.ts';
import { type Attempt, afterAttempt, FAILURES } from '../../domain/messages/attempt.ts';
import type { OnAlertEvents } from '../alerting/engine.ts';
import { alertTexts } from './alert-texts.ts';
import { type MessageQueue, openQueue } from './queue.ts';
import { createMailer } from './send-mail.ts';
import { type Sending, sendMessage } from './send-message.ts';
import type { MessagingSettings } from './settings.ts';

/** What the messenger needs of the product. */
export interface MessengerContext {
  database: Database;
  log: Logger;
  now(): Date;
}

export interface Messenger {
  /** Writes the messages of alert events, in the transaction that writes the alerts. */
  onEvents: OnAlertEvents;
  /** Sends all that is due now; resolves when nothing more is. */
  tick(): Promise<void>;
  /** Begins to send by itself. */
  start(): void;
  close(): Promise<void>;
}

/** Moments of a message at which a test ends the process. */
export type Step = 'queued' | 'claimed' | 'sent' | 'recorded';

export interface MessengerOptions {
  /** Told of each step; what it returns is awaited. */
  atStep?: (step: Step) => Promise<void> | void;
  /** In [0, 1). */
  random?: () => number;
}

const POLL_MS = 500;
/** Just after the transaction that wrote the messages has ended. */
const WAKE_MS = 30;
/** Attempts at once: most wait for somebody else. */
const SLOTS = 50;
/** Slots that become free within this are filled together. */
const REFILL_MS = 20;
const WRITE_AGAIN_MS = 500;

/** Sends the messages of the outbox: one logical message for each recipient and state of an alert. */
export async function createMessenger(
  context: MessengerContext,
  settings: MessagingSettings,
  { atStep = () => {}, random = Math.random }: MessengerOptions = {},
): Promise<Messenger> {
  const { database, log, now } = context;
  const worker = `${os.hostname()} ${process.pid} ${randomUUID().slice(0, 8)}`;
  const queue: MessageQueue = await openQueue(database, (error) =>
    log.error({ err: error }, 'the queue of messages has trouble'),
  );
  const mailer = settings.smtp && createMailer(settings.smtp);
  const channels = { database, settings, mailer };
  const underWay = new Set<Promise<void>>();
  let timer: NodeJS.Timeout | null = null;
  let isStarted = false;
  let isClosed = false;
  let turn: Promise<void> = Promise.resolve();

  /** Queues what is due; how many messages that were. */
  async function queueWhatIsDue(): Promise<number> {
    if (!(await isAnythingDue(database.pool, now()))) return 0;
    const queued = await database.transaction(async (db) => {
      const due = await queueDue(db, now());
      if (due) await queue.add(db, due);
      return due ?? [];
    });
    if (queued.length > 0) await atStep('queued');
    return queued.length;
  }

  /** Decides about the messages of some jobs; those to be sent are written down as begun. */
  async function claim(jobs: readonly QueuedMessage[]): Promise<(Sending & { deliveryId: number })[]> {
    return database.transaction(async (db) => {
      const at = now();
      const messages = await readQueued(db, jobs, at);
      const bundled = await readBundled(
        db,
        messages.filter(({ kind }) => kind === 'digest').map(({ messageId }) => messageId),
        at,
      );
      const members = new Map(
        messages.map((message) => [message.messageId, keptMembers(message, bundled, at)] as const),
      );
      const verdicts = messages.map((message) => ({
        messageId: message.messageId,
        verdict:
          message.kind === 'digest' && members.get(message.messageId)?.kept.length === 0
            ? ({ do: 'drop', reason: 'nothing-left' } as const)
            : verdictOf(message, at),
      }));
      const dropped = [...members.values()].flatMap((one) => one.dropped);
      const lease = new Date(at.getTime() + LEASE_MS);
      const deliveries = await writeVerdicts(db, [...verdicts, ...dropped], worker, lease, at);
      const gone = jobs.filter(({ messageId }) => !deliveries.has(messageId));
      await queue.done(
        db,
        gone.map(({ jobId }) => jobId),
      );
      return messages.flatMap((message) => {
        const deliveryId = deliveries.get(message.messageId);
        if (deliveryId === undefined) return [];
        return [{ message, members: members.get(message.messageId)?.kept ?? [], deliveryId }];
      });
    });
  }

  const record = outcomeWriter(database, queue, log, () => isClosed);

  async function attempt(sending: Sending & { deliveryId: number }, texts: ReturnType<typeof alertTexts>) {
    const { message, deliveryId } = sending;
    const jobId = message.jobId ?? '';
    let made: Attempt;
    try {
      made = await sendMessage(channels, texts, sending, now(), AbortSignal.timeout(settings.attemptMs));
    } catch (error) {
      log.error({ err: error, messageId: message.messageId }, 'bug in a message');
      made = { ok: false, reason: 'our-error', reply: '' };
    }
    await atStep('sent');
    const after = afterAttempt(made, message.attempts + 1, message.expiresAt, now(), random());
    await record({
      messageId: message.messageId,
      jobId,
      deliveryId,
      outcome: made.ok ? 'accepted' : made.reason,
      reply: made.reply,
      isDoubtful: !made.ok && FAILURES[made.reason].doubtful,
      state: after.state,
      dueAt: after.state === 'waiting' ? after.dueAt : null,
      at: now(),
    });
    await atStep('recorded');
  }

  /** Takes jobs while there are any and a slot is free; whether it took any. */
  async function work(): Promise<boolean> {
    let any = false;
    while (!isClosed && underWay.size < SLOTS) {
      const jobs = await queue.take(SLOTS - underWay.size);
      if (jobs.length === 0) break;
      any = true;
      const sendings = await claim(jobs);
      if (sendings.length > 0) await atStep('claimed');
      const texts = alertTexts(database.pool);
      for (const sending of sendings) {
        const done = attempt(sending, texts).finally(() => {
          underWay.delete(done);
          if (isStarted) wake(REFILL_MS);
        });
        underWay.add(done);
      }
    }
    return any;
  }

  async function round(): Promise<boolean> {
    const queued = await queueWhatIsDue();
    const took = await work();
    return queued > 0 || took;
  }

  function inTurn<T>(task: () => Promise<T>): Promise<T> {
    const mine = turn.then(task);
    turn = mine.then(
      () => {},
      () => {},
    );
    return mine;
  }

  let wakeAtMs = Number.POSITIVE_INFINITY;
  function wake(ms: number): void {
    if (isClosed) return;
    const atMs = Date.now() + ms;
    if (timer !== null && wakeAtMs <= atMs) return;
    if (timer !== null) clearTimeout(timer);
    wakeAtMs = atMs;
    timer = setTimeout(() => {
      timer = null;
      inTurn(round).then(
        (any) => wake(any && underWay.size < SLOTS ? 0 : POLL_MS),
        (error: unknown) => {
          log.error({ err: error }, 'messages could not be handed out');
          wake(POLL_MS);
        },
      );
    }, ms);
    timer.unref();
  }

  return {
    onEvents: async (db, events, at) => {
      const written = await writeOutbox(db, events, at, settings.delayHours);
      if (written > 0 && isStarted) wake(WAKE_MS);
    },
    tick: async () => {
      while ((await inTurn(round)) || underWay.size > 0) await Promise.all(underWay);
    },
    start: () => {
      isStarted = true;
      wake(0);
    },
    close: async () => {
      isClosed = true;
      if (timer !== null) clearTimeout(timer);
      await turn;
      await Promise.allSettled(underWay);
      mailer?.close();
      await queue.close();
    },
  };
}

function verdictOf(message: OutMessage, at: Date, told?: { wasTold: boolean }): Verdict {
  const permissions = permissionsOf(message.reader.roles, message.reader.hasOversight);
  return decideAtSending(
    {
      ...message,
      ...told,
      reader: {
        isDisabled: message.reader.isDisabled,
        mayRead: permissions.has('alerts.read'),
        hasOversight: permissions.has(OVERSIGHT),
      },
      hourIsChosen: message.kind === 'digest' || message.bundledIn !== null,
    },
    at,
  );
}

/** What of a digest is still worth telling, and what is dropped from it. */
function keptMembers({ messageId }: OutMessage, bundled: readonly OutMessage[], at: Date) {
  const kept: OutMessage[] = [];
  const dropped: { messageId: string; verdict: Verdict }[] = [];
  for (const member of bundled.filter(({ bundledIn }) => bundledIn === messageId)) {
    const wasTold = member.wasTold || kept.some(({ alertId }) => alertId === member.alertId);
    const verdict = verdictOf(member, at, { wasTold });
    if (verdict.do === 'drop') dropped.push({ messageId: member.messageId, verdict });
    else kept.push(member);
  }
  return { kept, dropped };
}

/**
 * Writes outcomes: those that come while others are being written go together. What was sent is written down until
 * the database takes it.
 */
function outcomeWriter(
  database: Database,
  queue: MessageQueue,
  log: Logger,
  isClosed: () => boolean,
): (outcome: Outcome) => Promise<void> {
  let pending: { outcome: Outcome; done: () => void }[] = [];
  let isWriting = false;

  async function writeAll(): Promise<void> {
    isWriting = true;
    while (pending.length > 0) {
      const taken = pending;
      pending = [];
      const outcomes = taken.map(({ outcome }) => outcome);
      try {
        await database.transaction(async (db) => {
          await writeOutcomes(db, outcomes);
          await queue.done(
            db,
            outcomes.map(({ jobId }) => jobId),
          );
        });
        for (const { done } of taken) done();
      } catch (error) {
        log.error({ err: error }, 'outcomes of messages could not be written; again soon');
        // Closed without a database: they count as attempts that may have arrived.
        if (isClosed()) {
          for (const { done } of taken) done();
          continue;
        }
        pending = [...taken, ...pending];
        await new Promise((resolve) => setTimeout(resolve, WRITE_AGAIN_MS));
      }
    }
    isWriting = false;
  }

  return (outcome) =>
    new Promise((resolve) => {
      pending.push({ outcome, done: resolve });
      if (!isWriting) void writeAll();
    });
}
