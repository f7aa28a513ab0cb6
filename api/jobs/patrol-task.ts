import { type PatrolBase, reachedSites } from '../../domain/patrols/ground.ts';
import { coverageUnder, type PlannedPatrols, planPatrols, refusalOf } from '../../domain/patrols/plan.ts';
import type { Assumption, PatrolRefusal, PatrolRequest } from '../../domain/patrols/request.ts';
import type { Evidence } from '../../domain/risk/evidence.ts';
import type { NetworkRisk } from '../../domain/risk/network-risk.ts';
import { answerRisk, type RiskInput } from '../../domain/risk/risk-model.ts';
import type { KeepGoing } from '../../domain/statistics/answer.ts';
import { type RiskTask, riskGround } from './risk-task.ts';
import { solveCover } from './solve-cover.ts';

export interface PatrolTask extends Omit<RiskTask, 'input'> {
  request: PatrolRequest;
  method: 'greedy' | 'exact';
  bases: readonly PatrolBase[];
  /** By site: whether it may be used. Why not is not known here. */
  open: Uint8Array;
  /** What the plan rests on under each assumption; at least one. */
  estimates: readonly { assumption: Assumption; input: RiskInput }[];
}

export interface AssumedPatrols extends PlannedPatrols {
  assumption: Assumption;
  /** Incidents on the network that the estimate rests on. */
  incidents: number;
  /** Of the stretch of each position. */
  crimes: Evidence['crimes'][];
  milliseconds: number;
}

export type PatrolTaskOutput =
  | PatrolRefusal
  | {
      status: 'answered';
      results: AssumedPatrols[];
      /** What the plan of each result covers under the other's estimate; null where there is one result. */
      agreement: { firstUnderSecond: number; secondUnderFirst: number } | null;
    };

const DAYS_OF_YEAR = 365;
const STEPS = 1000;

/** Plans patrols in a thread, under each assumption; null where it was called off. */
export function patrolTask(task: PatrolTask, keepGoing: KeepGoing): PatrolTaskOutput | null {
  const solve = task.method === 'exact' ? solveCover : null;
  const { graph, model } = riskGround(task);
  const { request, bases, open, estimates } = task;
  const reached = reachedSites(graph, bases, open, request);
  const refused = refusalOf({ graph, reached, request }, open.filter((isOpen) => isOpen === 1).length);
  if (refused) return refused;
  const results: (AssumedPatrols & { risk: NetworkRisk })[] = [];
  for (const [at, { assumption, input }] of estimates.entries()) {
    // Of each estimate: its risk, that of the last year, the plan.
    const part = (of: number): KeepGoing => {
      return (done, total) =>
        keepGoing(
          Math.round((at * 3 + of + done / Math.max(1, total)) * STEPS),
          estimates.length * 3 * STEPS,
        );
    };
    const risk = answerRisk(model, input, part(0));
    const last = risk && answerRisk(model, lastYearOf(input), part(1));
    if (risk === null || last === null) return null;
    const from = performance.now();
    const question = { graph, reached, request, risk, lastYear: last.lixels.mass };
    const planned = planPatrols(question, solve, part(2));
    if (planned === null) return null;
    // With all unknown ones taken for discovered there may be nothing left: the first assumption still has its plan.
    if (planned.status === 'refused') {
      if (at === 0) return planned;
      continue;
    }
    results.push({
      ...planned,
      assumption,
      incidents: risk.counted.pinned + risk.counted.spread,
      crimes: planned.positions.map(({ site }) => risk.stretches[site.stretch]!.evidence.crimes),
      milliseconds: performance.now() - from,
      risk,
    });
  }
  const [first, second] = results;
  return {
    status: 'answered',
    results: results.map(({ risk: _, ...rest }) => rest),
    agreement:
      first && second
        ? {
            firstUnderSecond: coverageUnder({ graph, risk: second.risk }, first.positions),
            secondUnderFirst: coverageUnder({ graph, risk: first.risk }, second.positions),
          }
        : null,
  };
}

function lastYearOf(input: RiskInput): RiskInput {
  const { question } = input;
  const { to } = question.period;
  return {
    ...input,
    question: { ...question, period: { from: to - DAYS_OF_YEAR + 1, to }, halfLifeDays: null },
  };
}
