import { useEffect, useMemo, useRef, useState } from 'react';
import type { Job } from '../../api/contract-jobs.ts';
import type { PatrolPlan, PatrolPlanAnswer, PatrolRequestWire } from '../../api/contract-patrols.ts';
import { postByJob } from '../data/byJob.ts';
import type { Failure } from '../data/requests.ts';

export type Refused = Extract<PatrolPlanAnswer, { status: 'refused' }>;

/** A plan that is being made: the greedy one at once, then the exact one. */
export interface PlanRun {
  /** The newest plan that came. */
  plan: PatrolPlan | null;
  refused: Refused | null;
  failure: Failure | null;
  /** While the exact plan is on its way. */
  isRunning: boolean;
  job: Job | null;
  isCancelled: boolean;
  cancel: () => void;
  again: () => void;
}

interface Stored {
  key: string;
  plan: PatrolPlan | null;
  refused: Refused | null;
  failure: Failure | null;
  isDone: boolean;
}

const PATH = '/api/patrol-plans';

/** Makes the plan of a request, again when request or data change; null makes none. */
export function usePlan(request: PatrolRequestWire | null, version: string | null): PlanRun {
  const wanted = request && version !== null ? JSON.stringify(request) : null;
  const [attempt, setAttempt] = useState(0);
  const key = wanted && `${version}#${attempt}#${wanted}`;
  const [stored, setStored] = useState<Stored | null>(null);
  const [job, setJob] = useState<Job | null>(null);
  const [cancelledKey, setCancelledKey] = useState<string | null>(null);
  const running = useRef<AbortController | null>(null);

  useEffect(() => {
    if (key === null || wanted === null) return;
    const controller = new AbortController();
    running.current = controller;
    setJob(null);
    const ask = async (method: 'greedy' | 'exact'): Promise<boolean> => {
      const body = { request: JSON.parse(wanted), method };
      const answer = await postByJob<PatrolPlanAnswer>(PATH, body, controller.signal, setJob);
      if (controller.signal.aborted) return false;
      setStored((before) => {
        const plan = before?.key === key ? before.plan : null;
        const isDone = method === 'exact' || !answer.ok || answer.value.status !== 'answered';
        if (!answer.ok) return { key, plan, refused: null, failure: answer.failure, isDone };
        const { value } = answer;
        if (value.status === 'refused') return { key, plan: null, refused: value, failure: null, isDone };
        return { key, plan: value.plan, refused: null, failure: null, isDone };
      });
      return answer.ok && answer.value.status === 'answered';
    };
    ask('greedy')
      .then((goesOn) => goesOn && ask('exact'))
      // What was called off rejects by design; anything else is a bug and belongs in the console.
      .catch((error: unknown) => !controller.signal.aborted && reportError(error));
    return () => controller.abort();
  }, [key, wanted]);

  return useMemo(() => {
    const isCancelled = key !== null && key === cancelledKey;
    const own = stored && stored.key === key ? stored : null;
    return {
      plan: own?.plan ?? null,
      refused: own?.refused ?? null,
      failure: own?.failure ?? null,
      isRunning: key !== null && !own?.isDone && !isCancelled,
      job,
      isCancelled,
      cancel: () => {
        running.current?.abort();
        setCancelledKey(key);
      },
      again: () => setAttempt((count) => count + 1),
    };
  }, [key, stored, job, cancelledKey]);
}
