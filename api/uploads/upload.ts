import type { IngestReport } from '../../etl/ingest.ts';
import type { RunningLoad } from '../../etl/load-task.ts';
import type { IngestProgress } from '../../etl/progress.ts';
import type { FileProblem } from '../../etl/readers/reader.ts';

/** What our readers took an uploaded file for. */
export interface RecognisedAs {
  container: string;
  encoding: string;
  format: string;
  sheet: string;
  header: readonly string[];
}

/** Why a load ended without one: the file's own problem, a cancel, or a process that died. */
export type LoadProblem = FileProblem | { file: string; reason: 'cancelled' | 'process-died' };

/** A file that somebody sent, until it is loaded or removed: it lies in a folder of its own that nobody else may read. */
export interface Upload {
  id: string;
  ownerId: string;
  /** As the sender calls it. */
  name: string;
  /** Null once the file is gone. */
  path: string | null;
  bytes: number;
  sha256: string;
  recognised: RecognisedAs | null;
  /** Why no format of ours reads it; a mapping may still. */
  problem: FileProblem | null;
  state: 'ready' | 'waiting' | 'running' | 'done' | 'failed';
  dryRun: boolean;
  progress: IngestProgress | null;
  report: IngestReport | null;
  failure: LoadProblem | null;
  running: RunningLoad | null;
  touchedMs: number;
}
