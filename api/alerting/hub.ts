import type { Logger } from 'pino';
import { readEventsAfter, readLastEventId, type StoredAlertEvent } from '../../data/alerts/events.ts';
import type { Database } from '../../data/database.ts';

/** Somebody who wants to hear of alert events as they come. */
export interface Listener {
  /** Number of the last event that it knows. */
  lastId: number;
  /** Told in order; false: it can't keep up and is let go, to resume later. */
  tell(events: readonly StoredAlertEvent[]): boolean;
  /** Told when the hub closes. */
  end(): void;
}

const POLL_MS = 500;
const PAGE = 500;

/**
 * Tells listeners of new alert events, whichever process wrote them: the table is asked while anybody listens, since
 * the embedded database can't notify.
 */
export class EventHub {
  private readonly database: Database;
  private readonly log: Logger;
  private readonly listeners = new Set<Listener>();
  private timer: NodeJS.Timeout | null = null;
  private isClosed = false;

  constructor(database: Database, log: Logger) {
    this.database = database;
    this.log = log;
  }

  /** Number of the newest event: where somebody begins who asks for no past. */
  newest(): Promise<number> {
    return readLastEventId(this.database.pool);
  }

  /** Listens until the returned function is called. */
  listen(listener: Listener): () => void {
    if (this.isClosed) {
      listener.end();
      return () => {};
    }
    this.listeners.add(listener);
    if (this.timer === null) this.next(0);
    return () => {
      this.listeners.delete(listener);
    };
  }

  close(): void {
    this.isClosed = true;
    if (this.timer) clearTimeout(this.timer);
    for (const listener of this.listeners) listener.end();
    this.listeners.clear();
  }

  private next(ms: number): void {
    this.timer = setTimeout(() => {
      this.poll()
        .catch((error: unknown) => this.log.error({ err: error }, 'alert events could not be read'))
        .finally(() => {
          this.timer = null;
          if (!this.isClosed && this.listeners.size > 0) this.next(POLL_MS);
        });
    }, ms);
    this.timer.unref();
  }

  private async poll(): Promise<void> {
    // Whoever listened may have gone since the clock was set.
    if (this.listeners.size === 0) return;
    const from = Math.min(...[...this.listeners].map(({ lastId }) => lastId));
    const events = await readEventsAfter(this.database.pool, from, PAGE);
    for (const listener of this.listeners) {
      const unknown = events.filter(({ eventId }) => eventId > listener.lastId);
      if (unknown.length === 0) continue;
      listener.lastId = unknown[unknown.length - 1].eventId;
      if (!listener.tell(unknown)) this.listeners.delete(listener);
    }
  }
}
