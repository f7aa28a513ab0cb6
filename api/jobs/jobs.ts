import { randomUUID } from 'node:crypto';
import type { Run, WorkerPool } from './pool.ts';
import type { TaskInput, TaskName, TaskOutput } from './tasks.ts';

/** How a person's question to the heavy side of the server stands. */
export interface JobState {
  id: string;
  /** The question's kind, such as `hotspots`. */
  kind: string;
  status: 'running' | 'done' | 'failed' | 'cancelled';
  /** Steps done, of how many; total 0 while it waits or reads. */
  done: number;
  total: number;
}

/** What a question's work may use: the pool, by which it is cancelled and tells its progress. */
export interface JobControl {
  /** Runs a task in the pool; throws JobCancelled where it was called off, JobsBusy where too much waits. */
  run<Name extends TaskName>(task: Name, input: TaskInput<Name>): Promise<TaskOutput<Name>>;
}

export interface Question<T> {
  kind: string;
  /** Data version and all parameters: equal keys have equal answers, which are remembered. */
  key: string;
  work: (control: JobControl) => Promise<T>;
}

export type Asked<T> =
  | { status: 'done'; value: T }
  | { status: 'running'; job: JobState }
  | { status: 'busy' };

export class JobCancelled extends Error {}
export class JobsBusy extends Error {}

interface Computation {
  kind: string;
  key: string;
  status: JobState['status'];
  value: unknown;
  settled: Promise<void>;
  run: Run<unknown> | null;
  isCancelled: boolean;
  /** Jobs of people that wait for it. */
  waiting: Set<string>;
}

interface Job {
  id: string;
  userId: string;
  computation: Computation;
}

/** Answers that are remembered, the least recently asked for forgotten first; some megabytes each at most. */
const REMEMBERED = 24;
const REMEMBERED_JOBS = 500;

/**
 * Questions whose answer takes the pool. Equal questions of several people are computed once; each person has a job
 * of her own, which only she can see or cancel; the computation stops when nobody waits for it any more.
 */
export class Jobs {
  private readonly pool: WorkerPool;
  private readonly onBug: (error: unknown, kind: string) => void;
  private readonly computations = new Map<string, Computation>();
  private readonly jobs = new Map<string, Job>();

  constructor(pool: WorkerPool, onBug: (error: unknown, kind: string) => void) {
    this.pool = pool;
    this.onBug = onBug;
  }

  /**
   * The answer, where it is known or comes within `waitMs`; else the person's job, by which it can be followed. Ask
   * again once the job is done. A bug in the work is thrown to whoever waits for it.
   */
  async ask<T>(userId: string, question: Question<T>, waitMs = 1500): Promise<Asked<T>> {
    const computation = this.computations.get(question.key) ?? this.begin(question);
    // Asked for again: the newest of the map's order.
    this.computations.delete(question.key);
    this.computations.set(question.key, computation);
    if (computation.status === 'running') {
      const job = this.jobOf(userId, computation);
      await Promise.race([computation.settled, timeout(waitMs)]);
      if (computation.status === 'running') return { status: 'running', job: stateOf(job) };
    }
    if (computation.status === 'done') return { status: 'done', value: computation.value as T };
    if (computation.value instanceof JobsBusy) return { status: 'busy' };
    if (computation.status === 'failed') throw computation.value;
    // Called off by another of the same person's windows in this very moment.
    return { status: 'busy' };
  }

  /** A person's job, or null where there is none of hers by that id. */
  state(userId: string, id: string): JobState | null {
    const job = this.jobs.get(id);
    return job?.userId === userId ? stateOf(job) : null;
  }

  /** Calls a person's job off; null where there is none of hers by that id. */
  cancel(userId: string, id: string): JobState | null {
    const job = this.jobs.get(id);
    if (job?.userId !== userId) return null;
    const { computation } = job;
    computation.waiting.delete(id);
    if (computation.status === 'running' && computation.waiting.size === 0) {
      computation.isCancelled = true;
      computation.status = 'cancelled';
      computation.run?.cancel();
      this.computations.delete(computation.key);
    }
    const state = stateOf(job);
    this.jobs.delete(id);
    return { ...state, status: computation.status === 'done' ? 'done' : 'cancelled' };
  }

  close(): Promise<void> {
    return this.pool.close();
  }

  private begin(question: Question<unknown>): Computation {
    const computation: Computation = {
      kind: question.kind,
      key: question.key,
      status: 'running',
      value: null,
      settled: Promise.resolve(),
      run: null,
      isCancelled: false,
      waiting: new Set(),
    };
    computation.settled = question.work(this.control(computation)).then(
      (value) => this.settle(computation, 'done', value),
      (error: unknown) => {
        if (!(error instanceof JobCancelled || error instanceof JobsBusy)) this.onBug(error, question.kind);
        this.settle(computation, error instanceof JobCancelled ? 'cancelled' : 'failed', error);
      },
    );
    return computation;
  }

  private control(computation: Computation): JobControl {
    return {
      run: async (task, input) => {
        if (computation.isCancelled) throw new JobCancelled();
        const run = this.pool.run(task, input);
        if (!run) throw new JobsBusy();
        computation.run = run;
        const outcome = await run.outcome;
        if (!outcome.ok || computation.isCancelled) throw new JobCancelled();
        return outcome.value;
      },
    };
  }

  private settle(computation: Computation, status: 'done' | 'failed' | 'cancelled', value: unknown): void {
    if (computation.status === 'running') computation.status = status;
    computation.value = value;
    if (status !== 'done' && this.computations.get(computation.key) === computation) {
      this.computations.delete(computation.key);
    }
    const settled = [...this.computations.values()].filter((other) => other.status !== 'running');
    for (const old of settled.slice(0, Math.max(0, settled.length - REMEMBERED))) {
      this.computations.delete(old.key);
    }
  }

  private jobOf(userId: string, computation: Computation): Job {
    for (const id of computation.waiting) {
      const job = this.jobs.get(id);
      if (job?.userId === userId) return job;
    }
    const job: Job = { id: randomUUID(), userId, computation };
    computation.waiting.add(job.id);
    this.jobs.set(job.id, job);
    for (const [id, old] of this.jobs) {
      if (this.jobs.size <= REMEMBERED_JOBS) break;
      if (old.computation.status !== 'running') this.jobs.delete(id);
    }
    return job;
  }
}

function stateOf({ id, computation }: Job): JobState {
  const { kind, status, run } = computation;
  return { id, kind, status, ...(run?.progress() ?? { done: 0, total: 0 }) };
}

function timeout(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}
