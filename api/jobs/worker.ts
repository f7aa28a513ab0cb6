import os from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import type { FromWorker, ToWorker } from './messages.ts';
import { CANCELLED, DONE, TOTAL } from './messages.ts';
import { NEEDS, TASKS, type TaskName } from './tasks.ts';

/** One thread of the pool: does one task after another. */

// On Linux this is the thread's own priority: whoever waits for an answer of the server goes first.
if (process.platform === 'linux') os.setPriority(0, 10);

const shared = new Int32Array(workerData as SharedArrayBuffer);
const port = parentPort;
if (!port) throw new Error('this file runs in a worker thread only');

port.on('message', async ({ task, input }: ToWorker) => {
  const keepGoing = (done: number, total: number): boolean => {
    Atomics.store(shared, DONE, done);
    Atomics.store(shared, TOTAL, total);
    return Atomics.load(shared, CANCELLED) === 0;
  };
  const run = TASKS[task as TaskName] as (input: unknown, going: typeof keepGoing) => unknown;
  let message: FromWorker;
  try {
    await NEEDS[task as TaskName]?.();
    message = { ok: true, value: run(input, keepGoing) };
  } catch (error) {
    message = { ok: false, error: error as Error };
  }
  port.postMessage(message);
});
