import { readFileSync } from 'node:fs';
import type { Queryable } from './database.ts';
import { isAlive } from './embedded-lock.ts';
import { clearStage } from './staging.ts';

/** An ingest whose process ended without a word, and what it left: all of its file or nothing. */
export interface AbandonedRun {
  fileName: string;
  startedAt: Date;
  loaded: 'all' | 'nothing';
}

/**
 * Ends the ingests of this host whose process is gone, as after `kill -9`: their stage is emptied. What such an
 * ingest had moved out of its stage was in one transaction with the word that it is done, so all of its file is
 * loaded or nothing; one that was done but could not say so any more is told of too.
 */
export async function endAbandonedRuns(db: Queryable, host: string): Promise<AbandonedRun[]> {
  const { rows } = await db.query<{ run_id: number; file_name: string; pid: number; started_at: Date }>(
    `select run_id, file_name, pid, started_at from ingest_run
     where (status = 'running' or (status = 'done' and word_due)) and host = $1 order by run_id`,
    [host],
  );
  const ended: AbandonedRun[] = [];
  for (const { run_id, file_name, pid, started_at } of rows) {
    if (isStillRunning(pid, started_at)) continue;
    // Its last word may still be on the way: then the row is locked, and says `done` once it is free.
    const { rowCount } = await db.query(
      `update ingest_run set status = 'abandoned' where run_id = $1 and status = 'running'`,
      [run_id],
    );
    if (rowCount) await clearStage(db, run_id, 'abandoned');
    // Of several starts at once one says it.
    const told = await db.query<{ status: string }>(
      `update ingest_run set word_due = false where run_id = $1 and word_due returning status`,
      [run_id],
    );
    if (rowCount) ended.push({ fileName: file_name, startedAt: started_at, loaded: 'nothing' });
    else if (told.rows[0]?.status === 'done') {
      ended.push({ fileName: file_name, startedAt: started_at, loaded: 'all' });
    }
  }
  return ended;
}

/** A number is given again: a process that began after the run is another one. */
function isStillRunning(pid: number, runStartedAt: Date): boolean {
  if (!isAlive(pid)) return false;
  const begunMs = processBeganMs(pid);
  return begunMs === null || begunMs <= runStartedAt.getTime() + CLOCK_SLACK_MS;
}

/** The clock of the database server and ours, and the ticks of the kernel. */
const CLOCK_SLACK_MS = 5000;
/** USER_HZ of every Linux that Node runs on. */
const TICKS_PER_S = 100;

/** When a process began, where the system tells (Linux: proc(5), stat field 22 and btime); else null. */
function processBeganMs(pid: number): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const bootS = Number(/^btime (\d+)$/m.exec(readFileSync('/proc/stat', 'utf8'))?.[1]);
    // The second field is the program's name in brackets and may hold spaces.
    const ticks = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]);
    const began = (bootS + ticks / TICKS_PER_S) * 1000;
    return Number.isFinite(began) ? began : null;
  } catch {
    return null;
  }
}
