import PgBoss from 'pg-boss';
import type { Database, Queryable } from '../../data/database.ts';
import type { QueuedMessage } from '../../data/messages/due.ts';

/** Work to hand out among senders, in this process and in others: each job is taken by one. */
export interface MessageQueue {
  /** Adds jobs in an open transaction. */
  add(db: Queryable, jobs: readonly QueuedMessage[]): Promise<void>;
  /** Takes at most so many jobs. */
  take(limit: number): Promise<QueuedMessage[]>;
  /** Says that jobs are done, in an open transaction. */
  done(db: Queryable, jobIds: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

const QUEUE = 'messages';
/** What a job that nobody finished is worth: nothing. Its message is queued anew under another number. */
const EXPIRE_SECONDS = 900;
const CLEAN_EVERY_SECONDS = 600;
const KEEP_DONE_SECONDS = 3600;

/**
 * The queue, in the same database (pg-boss, schema `pgboss`), over our own connections: the embedded database takes no
 * others. The truth about a message is its row in `message`; a job is only the right to an attempt.
 */
export async function openQueue(database: Database, onError: (error: Error) => void): Promise<MessageQueue> {
  const boss = new PgBoss({
    db: adapter(database.pool),
    schema: 'pgboss',
    schedule: false,
    supervise: true,
    maintenanceIntervalSeconds: CLEAN_EVERY_SECONDS,
    archiveCompletedAfterSeconds: KEEP_DONE_SECONDS,
    deleteAfterSeconds: KEEP_DONE_SECONDS,
  });
  boss.on('error', onError);
  await boss.start();
  await boss.createQueue(QUEUE, { name: QUEUE, retryLimit: 0, expireInSeconds: EXPIRE_SECONDS });
  return {
    add: async (db, jobs) => {
      if (jobs.length === 0) return;
      const rows = jobs.map(({ messageId, jobId }) => ({ id: jobId, name: QUEUE, data: { messageId } }));
      await boss.insert(rows, { db: adapter(db) });
    },
    take: async (limit) => {
      const jobs = await boss.fetch<{ messageId: string }>(QUEUE, { batchSize: limit, priority: false });
      return (jobs ?? []).map(({ id, data }) => ({ jobId: id, messageId: data.messageId }));
    },
    done: async (db, jobIds) => {
      // Its types leave out that several ids go with data and options too.
      const ids = [...jobIds] as unknown as string;
      if (jobIds.length > 0) await boss.complete(QUEUE, ids, {}, { db: adapter(db) });
    },
    close: async () => {
      await boss.stop({ graceful: false, wait: true });
    },
  };
}

function adapter(db: Queryable): PgBoss.Db {
  return { executeSql: (text, values) => db.query(text, values) };
}
