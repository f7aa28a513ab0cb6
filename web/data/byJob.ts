import type { Job } from '../../api/contract-jobs.ts';
import { type Answer, getJson, postJson } from './requests.ts';

interface Running {
  status: 'running';
  job: Job;
}

const POLL_MS = 400;

/**
 * GET of a question that may take long: follows its job until the answer is there. Aborting calls the job off.
 * @param onJob told how far it is
 */
export function getByJob<T extends { status: string }>(
  path: string,
  signal: AbortSignal,
  onJob: (job: Job) => void,
): Promise<Answer<Exclude<T, { status: 'running' }>>> {
  return byJob(() => getJson<T>(path, signal), signal, onJob);
}

/**
 * POST of a question that may take long and changes nothing; else as getByJob. Aborting rejects once it is called off.
 */
export function postByJob<T extends { status: string }>(
  path: string,
  body: unknown,
  signal: AbortSignal,
  onJob: (job: Job) => void,
): Promise<Answer<Exclude<T, { status: 'running' }>>> {
  return byJob(() => postJson<T>(path, body), signal, onJob);
}

async function byJob<T extends { status: string }>(
  ask: () => Promise<Answer<T>>,
  signal: AbortSignal,
  onJob: (job: Job) => void,
): Promise<Answer<Exclude<T, { status: 'running' }>>> {
  for (;;) {
    const answer = await ask();
    if (!answer.ok) return answer;
    if (!isRunning(answer.value))
      return { ok: true, value: answer.value as Exclude<T, { status: 'running' }> };
    let { job } = answer.value;
    const callOff = () => {
      void fetch(`/api/jobs/${job.id}`, { method: 'DELETE', keepalive: true }).catch(() => {});
    };
    if (signal.aborted) callOff();
    signal.throwIfAborted();
    signal.addEventListener('abort', callOff, { once: true });
    while (job.status === 'running') {
      onJob(job);
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
      const next = await getJson<Job>(`/api/jobs/${job.id}`, signal);
      if (!next.ok) return next;
      job = next.value;
    }
    signal.removeEventListener('abort', callOff);
  }
}

function isRunning<T extends { status: string }>(value: T | (T & Running)): value is T & Running {
  return value.status === 'running';
}
