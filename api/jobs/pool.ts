import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { CANCELLED, DONE, type FromWorker, SHARED_BYTES, TOTAL, type ToWorker } from './messages.ts';
import type { TaskInput, TaskName, TaskOutput } from './tasks.ts';

/** A task under way. Bugs in it, or a thread that dies, reject `outcome`. */
export interface Run<Output> {
  outcome: Promise<RunOutcome<Output>>;
  /** Steps done, of how many; total 0 while it waits for a thread. */
  progress(): { done: number; total: number };
  /** The task stops at its next step; one that doesn't within a second is stopped by force. */
  cancel(): void;
}

export type RunOutcome<Output> = { ok: true; value: Output } | { ok: false; reason: 'cancelled' };

export interface WorkerPool {
  /** Runs a task of tasks.ts in a thread; null where too many wait already. */
  run<Name extends TaskName>(task: Name, input: TaskInput<Name>): Run<TaskOutput<Name>> | null;
  close(): Promise<void>;
}

interface Entry {
  message: ToWorker;
  shared: Int32Array;
  isCancelled: boolean;
  settle: (outcome: RunOutcome<unknown>) => void;
  fail: (error: Error) => void;
}

interface Thread {
  worker: Worker;
  shared: Int32Array;
  entry: Entry | null;
}

const WAITING_LIMIT = 100;
const STOP_BY_FORCE_MS = 1000;
const WORKER_FILE = new URL('./worker.mjs', import.meta.url);

/**
 * Threads for heavy, pure work, started when first needed; the event loop stays free for requests.
 * @param size threads at most; default all cores but one
 */
export function createWorkerPool(size = Math.max(1, availableParallelism() - 1)): WorkerPool {
  const threads: Thread[] = [];
  const waiting: Entry[] = [];

  function startThread(): Thread {
    const buffer = new SharedArrayBuffer(SHARED_BYTES);
    const thread: Thread = {
      worker: new Worker(WORKER_FILE, { workerData: buffer, execArgv: [] }),
      shared: new Int32Array(buffer),
      entry: null,
    };
    thread.worker.on('message', (message: FromWorker) => {
      const { entry } = thread;
      thread.entry = null;
      // An idle thread must not keep the program alive.
      thread.worker.unref();
      if (entry) finish(entry, message);
      next();
    });
    const lost = (error: Error) => {
      const at = threads.indexOf(thread);
      if (at >= 0) threads.splice(at, 1);
      const { entry } = thread;
      thread.entry = null;
      if (entry?.isCancelled) entry.settle({ ok: false, reason: 'cancelled' });
      else entry?.fail(error);
      next();
    };
    thread.worker.on('error', lost);
    thread.worker.on('exit', (code) => lost(new Error(`a worker thread ended with code ${code}`)));
    threads.push(thread);
    return thread;
  }

  function finish(entry: Entry, message: FromWorker): void {
    if (entry.isCancelled) entry.settle({ ok: false, reason: 'cancelled' });
    else if (message.ok) entry.settle({ ok: true, value: message.value });
    else entry.fail(message.error);
  }

  function next(): void {
    if (waiting.length === 0) return;
    const thread =
      threads.find(({ entry }) => entry === null) ?? (threads.length < size ? startThread() : null);
    const entry = thread && waiting.shift();
    if (!entry) return;
    thread.entry = entry;
    thread.shared.fill(0);
    entry.shared = thread.shared;
    thread.worker.ref();
    thread.worker.postMessage(entry.message);
  }

  function cancel(entry: Entry): void {
    if (entry.isCancelled) return;
    entry.isCancelled = true;
    const at = waiting.indexOf(entry);
    if (at >= 0) {
      waiting.splice(at, 1);
      entry.settle({ ok: false, reason: 'cancelled' });
      return;
    }
    const thread = threads.find((candidate) => candidate.entry === entry);
    if (!thread) return;
    Atomics.store(thread.shared, CANCELLED, 1);
    const force = setTimeout(() => {
      if (thread.entry === entry) void thread.worker.terminate();
    }, STOP_BY_FORCE_MS);
    force.unref();
  }

  return {
    run: <Name extends TaskName>(task: Name, input: TaskInput<Name>) => {
      if (waiting.length >= WAITING_LIMIT) return null;
      let entry: Entry | null = null;
      const outcome = new Promise<RunOutcome<unknown>>((settle, fail) => {
        entry = { message: { task, input }, shared: new Int32Array(3), isCancelled: false, settle, fail };
        waiting.push(entry);
      });
      const made = entry as unknown as Entry;
      next();
      return {
        outcome: outcome as Promise<RunOutcome<TaskOutput<Name>>>,
        progress: () => ({
          done: Atomics.load(made.shared, DONE),
          total: Atomics.load(made.shared, TOTAL),
        }),
        cancel: () => cancel(made),
      };
    },
    close: async () => {
      for (const entry of waiting.splice(0)) entry.settle({ ok: false, reason: 'cancelled' });
      for (const { entry } of threads) if (entry) entry.isCancelled = true;
      await Promise.all(threads.map(({ worker }) => worker.terminate()));
    },
  };
}
