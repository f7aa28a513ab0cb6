import { fork } from 'node:child_process';
import type { DatabasePlace } from '../data/database.ts';
import { programFile } from '../data/program-file.ts';
import type { IngestResult } from './ingest.ts';
import type { IngestProgress } from './progress.ts';

/** One load, as it is given to a process of its own. */
export interface LoadTask {
  place: DatabasePlace;
  filePath: string;
  /** As the user calls it. */
  fileName: string;
  /** Parsed JSON, unchecked; null where the format is one of ours. */
  mapping: unknown;
  mappingName: string;
  sourceId: string | null;
  startedBy: string;
  /** ISO day. */
  today: string;
  dryRun: boolean;
}

export type ToLoadProcess = { kind: 'start'; task: LoadTask } | { kind: 'cancel' };

export type FromLoadProcess =
  | { kind: 'ready' }
  | { kind: 'progress'; progress: IngestProgress }
  | { kind: 'end'; result: IngestResult }
  | { kind: 'bug'; message: string };

/** How a load ended; `died` without a word of its own: nothing was loaded. */
export type LoadEnd = { kind: 'end'; result: IngestResult } | { kind: 'died'; message: string };

export interface RunningLoad {
  pid: number;
  ended: Promise<LoadEnd>;
  cancel(): void;
}

/** Starts a load in a process of its own. */
export function startLoad(task: LoadTask, onProgress: (progress: IngestProgress) => void): RunningLoad {
  const { file, execArgv } = programFile(new URL('./load-process.ts', import.meta.url));
  const child = fork(file, {
    execArgv,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const tell = (message: ToLoadProcess) => {
    if (child.connected) child.send(message);
  };
  let end: LoadEnd | null = null;
  let cancelled = false;
  child.on('message', (message: FromLoadProcess) => {
    if (message.kind === 'progress') onProgress(message.progress);
    else if (message.kind === 'end') end = message;
    else if (message.kind === 'bug') end = { kind: 'died', message: message.message };
    else {
      // Cancelled while it was starting: it hears that before its task.
      if (cancelled) tell({ kind: 'cancel' });
      tell({ kind: 'start', task });
    }
  });
  const ended = new Promise<LoadEnd>((resolve) => {
    child.once('error', (error) => resolve({ kind: 'died', message: error.message }));
    child.once('exit', (code, signal) => resolve(end ?? { kind: 'died', message: `exit ${signal ?? code}` }));
  });
  return {
    pid: child.pid ?? 0,
    ended,
    cancel: () => {
      cancelled = true;
      tell({ kind: 'cancel' });
    },
  };
}
