import { LRUCache } from 'lru-cache';
import type { AuditEntry } from '../domain/audit/entry.ts';

/** An answer as it goes out, so that it is made into bytes once. */
export interface KnownAnswer {
  bytes: Uint8Array;
  type: string;
  /** What everybody who is answered with it is written down for. */
  audit?: Omit<AuditEntry, 'actor' | 'address'>;
}

/** All answers together; those of one morning's map and figures take some ten of these. */
const LARGEST_BYTES = 96 * 2 ** 20;
/** All of 100,000 incidents take 3.3 MB; what is several times that is made anew. */
const LARGEST_ANSWER_BYTES = 16 * 2 ** 20;

/**
 * Answers that follow from the data, the product date, what the reader may see, and the address, by a key of all
 * these: the second planner of a morning waits for no query, and of many who ask the same at once one does the work.
 * What belongs to data that have changed is asked for no more and falls out.
 */
export class AnswerCache {
  readonly #known = new LRUCache<string, KnownAnswer>({
    maxSize: LARGEST_BYTES,
    maxEntrySize: LARGEST_ANSWER_BYTES,
    sizeCalculation: ({ bytes }) => bytes.byteLength + 1000,
  });
  readonly #made = new Map<string, Promise<KnownAnswer | null>>();

  /**
   * @param make makes the answer; null where there is one for this request alone, which nobody else is given.
   * @returns the known or new answer; null where another's `make` had none to share: make it yourself.
   */
  async get(key: string, make: () => Promise<KnownAnswer | null>): Promise<KnownAnswer | null> {
    const known = this.#known.get(key);
    if (known) return known;
    const running = this.#made.get(key);
    if (running) return running.catch(() => null);
    const made = make();
    this.#made.set(key, made);
    try {
      const answer = await made;
      if (answer) this.#known.set(key, answer);
      return answer;
    } finally {
      this.#made.delete(key);
    }
  }
}
