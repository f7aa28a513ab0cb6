import { useCallback, useEffect, useRef, useState } from 'react';
import type { PreviewAnswer } from '../../api/contract-alerts.ts';
import type { Job } from '../../api/contract-jobs.ts';
import { postByJob } from '../data/byJob.ts';
import type { Failure } from '../data/requests.ts';
import { judgedKey, type WireRule } from './ruleDraft.ts';

export type Previewed = Exclude<PreviewAnswer, { status: 'running' }>;

export interface Preview {
  /** What the rule of `key` would have done. */
  found: { key: string; answer: Previewed } | null;
  failure: Failure | null;
  isRunning: boolean;
  job: Job | null;
  run: (rule: WireRule) => void;
  cancel: () => void;
}

/** Tries a rule on the past, as a job that can be called off. */
export function usePreview(): Preview {
  const [found, setFound] = useState<Preview['found']>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [job, setJob] = useState<Job | null>(null);
  const [isRunning, setRunning] = useState(false);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const cancel = useCallback(() => {
    running.current?.abort();
    setRunning(false);
  }, []);
  const run = useCallback((rule: WireRule) => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    setFailure(null);
    setJob(null);
    setRunning(true);
    const path = '/api/alert-rules/preview';
    postByJob<PreviewAnswer>(path, rule, controller.signal, setJob).then(
      (answer) => {
        if (controller.signal.aborted) return;
        setRunning(false);
        if (answer.ok) setFound({ key: judgedKey(rule), answer: answer.value });
        else setFailure(answer.failure);
      },
      (error: unknown) => {
        // What was called off rejects by design; anything else is a bug and belongs in the console.
        if (!controller.signal.aborted) reportError(error);
      },
    );
  }, []);
  return { found, failure, isRunning, job, run, cancel };
}
