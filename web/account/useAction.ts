import { useState } from 'react';
import type { Answer, Failure } from '../data/requests.ts';

/** One change at a time: whether it is under way, and why the last did not work. */
export function useAction(): {
  busy: boolean;
  failure: Failure | null;
  /** Runs a change; its value, or null when it failed. */
  run: <T>(change: () => Promise<Answer<T>>) => Promise<T | null>;
} {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const run = async <T>(change: () => Promise<Answer<T>>): Promise<T | null> => {
    setBusy(true);
    setFailure(null);
    const answer = await change();
    setBusy(false);
    if (answer.ok) return answer.value;
    setFailure(answer.failure);
    return null;
  };
  return { busy, failure, run };
}
