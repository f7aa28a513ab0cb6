import { type LookOutcome, type LookTask, takeLook } from '../../domain/alerts/look.ts';
import { previewRule } from '../../domain/alerts/preview.ts';
import { type NetworkCells, networkCells } from '../../domain/network/network-cells.ts';
import type { KeepGoing } from '../../domain/statistics/answer.ts';
import { findHotspots, type HotspotQuestion } from '../../domain/statistics/hotspots.ts';
import { type NearRepeatQuestion, nearRepeatOf } from '../../domain/statistics/near-repeat-incidents.ts';
import { riskTask } from './risk-task.ts';

type PreviewInput = [Parameters<typeof previewRule>[0], Parameters<typeof previewRule>[1]];

/**
 * All that the pool's threads can do: pure functions of domain/, by name. Input and output travel as structured
 * clones, so they are plain objects and typed arrays; `keepGoing` tells progress and hears of a cancel. One line each.
 */
export const TASKS = {
  hotspots: (input: HotspotQuestion, keepGoing: KeepGoing) => findHotspots(input, keepGoing),
  nearRepeat: (input: NearRepeatQuestion, keepGoing: KeepGoing) => nearRepeatOf(input, keepGoing),
  networkRisk: riskTask,
  networkCells: (input: Parameters<typeof networkCells>): NetworkCells => networkCells(...input),
  alerts: (input: LookTask, keepGoing: KeepGoing): LookOutcome => takeLook(input, keepGoing),
  alertPreview: ([evaluation, rule]: PreviewInput, keepGoing: KeepGoing) =>
    previewRule(evaluation, rule, keepGoing),
} satisfies Record<string, (input: never, keepGoing: KeepGoing) => unknown>;

export type TaskName = keyof typeof TASKS;
export type TaskInput<Name extends TaskName> = Parameters<(typeof TASKS)[Name]>[0];
export type TaskOutput<Name extends TaskName> = ReturnType<(typeof TASKS)[Name]>;
