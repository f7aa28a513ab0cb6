import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Answer, Failure } from './requests.ts';

export interface Loaded<T> {
  /** The newest answer that came; stays while the next one is under way or has failed. */
  value: T | null;
  /** The key that `value` answers. */
  valueKey: string | null;
  /** When `value` came, in milliseconds since 1970. */
  loadedAtMs: number;
  loading: boolean;
  failure: Failure | null;
  retry: () => void;
  /** Calls off what is under way; what was there before stays. */
  cancel: () => void;
  isCancelled: boolean;
}

interface Stored<T> {
  value: T | null;
  valueKey: string | null;
  loadedAtMs: number;
  settledKey: string | null;
  failure: Failure | null;
}

/**
 * Loads what `key` names, again whenever the key changes, and aborts what it supersedes. A null key loads nothing.
 * `load` must be stable (defined outside the component or memoised by the same things as the key).
 */
export function useLoaded<T>(
  key: string | null,
  load: (key: string, signal: AbortSignal) => Promise<Answer<T>>,
): Loaded<T> {
  const [attempt, setAttempt] = useState(0);
  const [stored, setStored] = useState<Stored<T>>({
    value: null,
    valueKey: null,
    loadedAtMs: 0,
    settledKey: null,
    failure: null,
  });
  const [calledOff, setCalledOff] = useState<string | null>(null);
  const wanted = key === null ? null : `${key}#${attempt}`;
  const isCancelled = wanted !== null && calledOff === wanted;

  useEffect(() => {
    if (key === null || wanted === null || isCancelled) return;
    const controller = new AbortController();
    load(key, controller.signal).then(
      (answer) => {
        if (controller.signal.aborted) return;
        setStored((before) =>
          answer.ok
            ? {
                value: answer.value,
                valueKey: key,
                loadedAtMs: Date.now(),
                settledKey: wanted,
                failure: null,
              }
            : { ...before, settledKey: wanted, failure: answer.failure },
        );
      },
      (error: unknown) => {
        // Superseded requests reject by design; anything else is a bug and belongs in the console.
        if (!controller.signal.aborted) reportError(error);
      },
    );
    return () => controller.abort();
  }, [key, wanted, load, isCancelled]);

  const retry = useCallback(() => setAttempt((count) => count + 1), []);
  const { failure, settledKey } = stored;
  useEffect(() => {
    // A busy server says when to ask again; what was there before stays meanwhile.
    if (failure?.reason !== 'busy' || settledKey !== wanted) return;
    const timer = setTimeout(retry, 1000 * (failure.retryAfterS ?? 0));
    return () => clearTimeout(timer);
  }, [failure, settledKey, wanted, retry]);
  const cancel = useCallback(() => setCalledOff(wanted), [wanted]);
  const isSettled = stored.settledKey === wanted;
  const loading = wanted !== null && !isSettled && !isCancelled;
  const { value, valueKey, loadedAtMs } = stored;
  const shownFailure = loading || !isSettled ? null : failure;
  const isOff = isCancelled && !isSettled;
  // The same as long as nothing of it changes: what is made of it need not be made anew.
  return useMemo(
    () => ({
      value,
      valueKey,
      loadedAtMs,
      loading,
      failure: shownFailure,
      retry,
      cancel,
      isCancelled: isOff,
    }),
    [value, valueKey, loadedAtMs, loading, shownFailure, retry, cancel, isOff],
  );
}
