import { type LookOutcome, type LookTask, takeLook } from '../../domain/alerts/look.ts';
import { previewRule } from '../../domain/alerts/preview.ts';
import type { NetworkEdges } from '../../domain/network/kernel-paths.ts';
import { type NetworkCells, networkCells } from '../../domain/network/network-cells.ts';
import type { KeepGoing } from '../../domain/statistics/answer.ts';
import { type BacktestQuestion, backtest } from '../../domain/statistics/backtest/backtest.ts';
import { findHotspots, type HotspotQuestion } from '../../domain/statistics/hotspots.ts';
import { type NearRepeatQuestion, nearRepeatOf } from '../../domain/statistics/near-repeat-incidents.ts';
import {
  type ScanIncidents,
  type ScanOptions,
  scanIncidents,
} from '../../domain/statistics/scan/scan-incidents.ts';
import { scanAlongTrack, type TrackIncidents } from '../../domain/statistics/scan/scan-track.ts';
import { patrolTask } from './patrol-task.ts';
import { riskTask } from './risk-task.ts';
import { loadCoverSolver } from './solve-cover.ts';

type PreviewInput = [Parameters<typeof previewRule>[0], Parameters<typeof previewRule>[1]];

/**
 * All that the pool's threads can do: pure functions of domain/, by name. Input and output travel as structured
 * clones, so they are plain objects and typed arrays; `keepGoing` tells progress and hears of a cancel. One line each.
 */
export const TASKS = {
  hotspots: (input: HotspotQuestion, keepGoing: KeepGoing) => findHotspots(input, keepGoing),
  nearRepeat: (input: NearRepeatQuestion, keepGoing: KeepGoing) => nearRepeatOf(input, keepGoing),
  networkRisk: riskTask,
  patrolPlan: patrolTask,
  networkCells: (input: Parameters<typeof networkCells>): NetworkCells => networkCells(...input),
  alerts: (input: LookTask, keepGoing: KeepGoing): LookOutcome => takeLook(input, keepGoing),
  alertPreview: ([evaluation, rule]: PreviewInput, keepGoing: KeepGoing) =>
    previewRule(evaluation, rule, keepGoing),
  backtest: (input: BacktestQuestion, keepGoing: KeepGoing) => backtest(input, keepGoing),
  scanIncidents: (input: { incidents: ScanIncidents; options: ScanOptions }, keepGoing: KeepGoing) =>
    scanIncidents(input.incidents, { ...input.options, keepGoing }),
  scanTrack: (
    input: { incidents: TrackIncidents; edges: NetworkEdges; options: ScanOptions },
    keepGoing: KeepGoing,
  ) => scanAlongTrack(input.incidents, input.edges, { ...input.options, keepGoing }),
} satisfies Record<string, (input: never, keepGoing: KeepGoing) => unknown>;

/** What a thread has to load before its first such task. */
export const NEEDS: Partial<Record<TaskName, () => Promise<void>>> = { patrolPlan: loadCoverSolver };

export type TaskName = keyof typeof TASKS;
export type TaskInput<Name extends TaskName> = Parameters<(typeof TASKS)[Name]>[0];
export type TaskOutput<Name extends TaskName> = ReturnType<(typeof TASKS)[Name]>;
