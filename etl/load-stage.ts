import { commitRun, type RunOutcome } from '../data/commit-run.ts';
import { readNetwork, readNetworkVersion } from '../data/corridors.ts';
import { refreshCoverage } from '../data/coverage.ts';
import type { Database } from '../data/database.ts';
import { refreshIncidents } from '../data/incident-refresh.ts';
import { refreshReferences } from '../data/linear-references.ts';
import { type MergeOutcome, mergeNewReports } from '../data/merging.ts';
import { bumpDataVersion } from '../data/versions.ts';
import { cancellable } from './cancel.ts';

/** Counts of what loading did, joins included. */
export type LoadOutcome = RunOutcome &
  Omit<MergeOutcome, 'incidentIds' | 'joined'> & {
    /** Incidents that became part of another one. */
    merged: number;
  };

/** What is moved out of the stage. */
export interface LoadJob {
  runId: number;
  source: Parameters<typeof commitRun>[2];
  file: Parameters<typeof commitRun>[3];
  dryRun: boolean;
  /** ISO day. */
  today: string;
  /** Of the network that places were put on while the file was read. */
  networkVersion: string;
  signal?: AbortSignal;
  /** Told the share of the work that is done, 0 to 1, now and then. */
  onShare: (share: number) => void;
}

/** Incidents derived in one statement: more would sort on disk. */
const REFRESH_BATCH = 20_000;
/** Moving, comparing and deriving take about as long as each other. */
const PARTS = 3;

/**
 * Moves a run's stage to its places, joins reports of one incident and derives the incidents, in one transaction; a
 * dry run is rolled back at its end.
 */
export async function loadStage(database: Database, job: LoadJob): Promise<LoadOutcome> {
  const tried: { outcome?: LoadOutcome } = {};
  const rows = Math.max(1, job.file.rowsRead);
  const tell = (part: number, done: number) => job.onShare((part + Math.min(1, done)) / PARTS);
  try {
    return await database.transaction(async (connection) => {
      const client = cancellable(connection, job.signal);
      // Compiling a statement of this kind takes longer than running it.
      await client.query('set local jit = off');
      const committed = await commitRun(client, job.runId, job.source, job.file, (moved) =>
        tell(0, moved / rows),
      );
      // Lines were loaded while the file was read: its places are put on the network as it is now.
      if ((await readNetworkVersion(client)) !== job.networkVersion) {
        await refreshReferences(client, (await readNetwork(client)).network);
      }
      const merged = await mergeNewReports(client, committed.incidentIds, (compared) =>
        tell(1, compared / rows),
      );
      const { joined, doubtful, unasked, crowded } = merged;
      const outcome = { ...committed.outcome, merged: joined, doubtful, unasked, crowded };
      if (job.dryRun) {
        tried.outcome = outcome;
        throw new DryRunDone();
      }
      const touched = joinedIds(committed.incidentIds, merged.incidentIds);
      for (let i = 0; i < touched.length; i += REFRESH_BATCH) {
        await refreshIncidents(client, touched.slice(i, i + REFRESH_BATCH));
        tell(2, (i + REFRESH_BATCH) / touched.length);
      }
      if (committed.changed) {
        await refreshCoverage(client, [job.source.sourceId], job.today);
        await bumpDataVersion(client);
      }
      return outcome;
    });
  } catch (error) {
    if (error instanceof DryRunDone && tried.outcome) return tried.outcome;
    throw error;
  }
}

function joinedIds(one: readonly number[], other: readonly number[]): number[] {
  const known = new Set(one);
  return [...one, ...other.filter((id) => !known.has(id))];
}

/** Ends the transaction of a dry run without a trace. */
class DryRunDone extends Error {}
