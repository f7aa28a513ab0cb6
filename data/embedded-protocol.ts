import type { PGlite } from '@electric-sql/pglite';

/** Parse, Bind, Describe, Execute, Close, Flush: what comes before the Sync of a statement with values. */
const BEFORE_SYNC = new Set(['P', 'B', 'D', 'E', 'C', 'H'].map((letter) => letter.charCodeAt(0)));
const READY_FOR_QUERY = [0x5a, 0, 0, 0, 5];
const READY_BYTES = 6;

/**
 * PGlite says that it is ready for the next query with the error of a statement with values, and again at its Sync.
 * Between the two a client sends its next query and takes the second word for that one's end: from there on every
 * answer goes to the wrong question. The protocol knows one such word, at Sync: the first one is left out here.
 */
export function sayReadyOnce(db: Pick<PGlite, 'execProtocolRawStream'>): void {
  const run = db.execProtocolRawStream.bind(db);
  db.execProtocolRawStream = async (message, options) => {
    const { onRawData } = options ?? {};
    if (!onRawData || !BEFORE_SYNC.has(message[0] ?? 0)) return run(message, options);
    // The word can only stand at the very end: that much is held back until the end has come.
    let held: Uint8Array = new Uint8Array();
    await run(message, {
      ...options,
      onRawData: (data) => {
        const all = Buffer.concat([held, data]);
        const out = all.subarray(0, Math.max(0, all.length - READY_BYTES));
        if (out.length > 0) onRawData(out);
        held = all.subarray(out.length);
      },
    });
    const isReady = held.length === READY_BYTES && READY_FOR_QUERY.every((byte, i) => held[i] === byte);
    if (!isReady && held.length > 0) onRawData(held);
  };
}
