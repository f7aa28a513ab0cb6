import { useSyncExternalStore } from 'react';
import type { Health } from '../../api/contract.ts';
import { STATUS_PATH } from './paths.ts';
import { getJson } from './requests.ts';

const POLL_INTERVAL_MS = 5_000;

export interface HealthWatch {
  /** The newest answer; kept when the server falls silent. */
  health: Health | null;
  /** True after the first poll that failed, until one succeeds. */
  unreachable: boolean;
  /** While it is unreachable: when it was heard last, in milliseconds since 1970; null: never. */
  heardAtMs: number | null;
}

const UNKNOWN: HealthWatch = { health: null, unreachable: false, heardAtMs: null };

/** Asks the server every five seconds how it is, but only while someone looks at the page; once for the whole page. */
export function useHealth(): HealthWatch {
  return useSyncExternalStore(subscribe, () => watch);
}

let watch = UNKNOWN;
let heardAtMs: number | null = null;
let polling: AbortController | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;
let isAsking = false;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (polling === null) begin();
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) end();
  };
}

function begin(): void {
  polling = new AbortController();
  document.addEventListener('visibilitychange', onVisible);
  void poll(polling.signal);
}

function end(): void {
  polling?.abort();
  polling = null;
  isAsking = false;
  clearTimeout(timer);
  document.removeEventListener('visibilitychange', onVisible);
  // Whoever comes next may be another reader.
  watch = UNKNOWN;
  heardAtMs = null;
}

function onVisible(): void {
  if (document.visibilityState === 'visible' && polling) void poll(polling.signal);
}

async function poll(signal: AbortSignal): Promise<void> {
  if (isAsking) return;
  isAsking = true;
  clearTimeout(timer);
  if (document.visibilityState === 'visible') {
    const answer = await getJson<Health>(STATUS_PATH, signal).catch(() => null);
    if (signal.aborted) return;
    tell(next(answer));
  }
  isAsking = false;
  timer = setTimeout(poll, POLL_INTERVAL_MS, signal);
}

function next(answer: Awaited<ReturnType<typeof getJson<Health>>> | null): HealthWatch {
  // Busy is there: the strip of that says so.
  const isThere = answer !== null && (answer.ok || answer.failure.reason === 'busy');
  if (!isThere) return watch.unreachable ? watch : { ...watch, unreachable: true, heardAtMs };
  heardAtMs = Date.now();
  const { health } = watch;
  if (!answer.ok) return watch.unreachable ? { health, unreachable: false, heardAtMs: null } : watch;
  const isSame = JSON.stringify(answer.value) === JSON.stringify(health);
  if (isSame && !watch.unreachable) return watch;
  return { health: isSame ? health : answer.value, unreachable: false, heardAtMs: null };
}

function tell(told: HealthWatch): void {
  if (told === watch) return;
  watch = told;
  for (const listener of listeners) listener();
}
