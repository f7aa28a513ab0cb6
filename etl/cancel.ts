import type pg from 'pg';

/** Thrown where the user has called an ingest off: whatever transaction is open is rolled back. */
export class IngestCancelled extends Error {}

/** A client that refuses the next query once the signal says stop. */
export function cancellable(client: pg.ClientBase, signal: AbortSignal | undefined): pg.ClientBase {
  if (!signal) return client;
  return new Proxy(client, {
    get(target, key) {
      if (key === 'query' && signal.aborted) throw new IngestCancelled();
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
