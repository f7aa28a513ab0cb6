import { useCallback, useEffect, useState } from 'react';
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
  const wanted = key === null ? null : `${key}#${attempt}`;

  useEffect(() => {
    if (key === null || wanted === null) return;
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
  }, [key, wanted, load]);

  const retry = useCallback(() => setAttempt((count) => count + 1), []);
  const loading = wanted !== null && stored.settledKey !== wanted;
  return {
    value: stored.value,
    valueKey: stored.valueKey,
    loadedAtMs: stored.loadedAtMs,
    loading,
    failure: loading ? null : stored.failure,
    retry,
  };
}
