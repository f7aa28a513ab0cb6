/** What the pool and its threads say to each other. */

/** Places in the shared memory of a thread: it writes how far it is, the pool whether to stop. */
export const CANCELLED = 0;
export const DONE = 1;
export const TOTAL = 2;
export const SHARED_BYTES = 3 * Int32Array.BYTES_PER_ELEMENT;

export interface ToWorker {
  task: string;
  input: unknown;
}

/** A task that throws has a bug; expected failures are values. */
export type FromWorker = { ok: true; value: unknown } | { ok: false; error: Error };
