/** The server is there and could not take a request: it has too much to do, or no room to keep anything new. */
export interface Pressure {
  kind: 'busy' | 'disk-full';
  /** When it is asked again, in milliseconds since 1970. */
  againAtMs: number;
  /** When the last answer came that is still on the page; null: none yet. */
  shownSinceMs: number | null;
  /** What was asked. */
  path: string;
}

let pressure: Pressure | null = null;
let lastAnswerMs: number | null = null;
const listeners = new Set<() => void>();

/** For useSyncExternalStore: what weighs on the server, as its last answers told; null: nothing. */
export const readPressure = (): Pressure | null => pressure;

export function subscribePressure(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** After a 503. */
export function notePressure(kind: Pressure['kind'], retryAfterS: number, path: string): void {
  set({ kind, againAtMs: Date.now() + retryAfterS * 1000, shownSinceMs: lastAnswerMs, path });
}

/** After an answer. Another question's tells nothing about the one that waits; only something kept tells of room. */
export function easePressure(path: string, isKept: boolean): void {
  lastAnswerMs = Date.now();
  if (pressure === null) return;
  const isOver =
    pressure.kind === 'busy' ? path === pressure.path || lastAnswerMs > pressure.againAtMs : isKept;
  if (isOver) set(null);
}

function set(next: Pressure | null): void {
  pressure = next;
  for (const listener of listeners) listener();
}
