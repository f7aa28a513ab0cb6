import { useEffect, useMemo, useState } from 'react';
import type { Job } from '../../api/contract-jobs.ts';
import { getByJob } from './byJob.ts';
import { type Loaded, useLoaded } from './useLoaded.ts';

export type Settled<T extends { status: string }> = Exclude<T, { status: 'running' }>;

/** The answer to a question that may take long, and how its computation stands. */
export interface Computed<T extends { status: string }> {
  loaded: Loaded<Settled<T>>;
  /** While it is computed: how far. */
  job: Job | null;
  isCancelled: boolean;
  cancel: () => void;
  again: () => void;
}

/** Whether what is there answers an earlier question: the newest is under way, was called off or has failed. */
export function isOfBefore<T extends { status: string }>({ loaded, isCancelled }: Computed<T>): boolean {
  return isCancelled || loaded.loading || loaded.failure !== null;
}

/** Loads by a key of path, `@` and data version, which only tells two loads apart; null loads nothing. */
export function useComputed<T extends { status: string }>(key: string | null): Computed<T> {
  const [job, setJob] = useState<Job | null>(null);
  const [cancelledKey, setCancelledKey] = useState<string | null>(null);
  const load = useMemo(
    () => async (wanted: string, signal: AbortSignal) => {
      setJob(null);
      return getByJob<T>(wanted.slice(0, wanted.lastIndexOf('@')), signal, (next) => {
        if (!signal.aborted) setJob(next);
      });
    },
    [],
  );
  const isCancelled = key !== null && key === cancelledKey;
  const loaded = useLoaded(isCancelled ? null : key, load);
  // A new question is not the one that was called off.
  useEffect(() => {
    setCancelledKey((before) => (before === key ? before : null));
  }, [key]);
  return useMemo(
    () => ({
      loaded,
      job: loaded.loading ? job : null,
      isCancelled,
      cancel: () => setCancelledKey(key),
      again: () => setCancelledKey(null),
    }),
    [loaded, job, isCancelled, key],
  );
}
