import { readAlertIncidents } from '../../data/alerts/incidents.ts';
import { readCoverage } from '../../data/coverage.ts';
import { readFirstDay } from '../../data/risk-incidents.ts';
import type { Evaluation } from '../../domain/alerts/evaluate.ts';
import { BELATED_DAYS } from '../../domain/alerts/look-back.ts';
import { daysNeeded } from '../../domain/alerts/measure.ts';
import type { RuleDefinition } from '../../domain/alerts/rule.ts';
import { type StateSilence, silenceOfStates } from '../../domain/alerts/silence-of-states.ts';
import { dayNumber } from '../../domain/days.ts';
import type { Resolution } from '../../domain/hexagons.ts';
import type { ApiContext, CurrentStatus } from '../context.ts';
import type { JobControl } from '../jobs/jobs.ts';
import { currentStudyArea } from '../study-area.ts';
import { alertGround } from './ground.ts';

/** What rules are judged on, read from the database for a day. */
export interface EvaluationGround extends Omit<Evaluation, 'rules' | 'open' | 'nowMs' | 'heldAfterMs'> {
  /** Of all days, not only of those that rules look at. */
  wholeSilence: StateSilence;
}

/**
 * Reads all that some rules can ask for.
 * @param moreDays before what the rules look back at: to try them on the past
 * @param until only what a reader under delay is shown, as `Disclosure` has it; null: all
 */
export async function readEvaluation(
  context: ApiContext,
  { asOf, dataVersion }: Pick<CurrentStatus, 'asOf' | 'dataVersion'>,
  rules: readonly RuleDefinition[],
  control: JobControl,
  moreDays = BELATED_DAYS,
  until: string | null = null,
): Promise<EvaluationGround> {
  const db = context.database.pool;
  const asOfDay = dayNumber(asOf);
  const needed = Math.max(0, ...rules.map((rule) => daysNeeded(rule))) + moreDays;
  const firstDay = await readFirstDay(db, asOf);
  const firstDataDay = Math.max(firstDay, asOfDay - needed);
  const incidents = await readAlertIncidents(
    db,
    context.graph,
    { fromDay: firstDataDay, toDay: asOfDay },
    until,
  );
  const { sources } = await readCoverage(db, until);
  const resolutions = new Set(
    rules.flatMap(({ condition }) => (condition.kind === 'hotspot' ? [condition.resolution] : [])),
  );
  const studyCells: Record<number, readonly string[]> = {};
  for (const resolution of resolutions) {
    studyCells[resolution] = (
      await currentStudyArea(context, resolution as Resolution, until, control)
    ).cells;
  }
  return {
    asOfDay,
    firstDataDay,
    dataVersion,
    incidents,
    ground: await alertGround(context),
    silence: silenceOfStates(sources, { from: firstDataDay, to: asOfDay }),
    wholeSilence: silenceOfStates(sources, { from: firstDay, to: asOfDay }),
    studyCells,
  };
}
