import { readAlertIncidents } from '../../data/alerts/incidents.ts';
import { readCoverage } from '../../data/coverage.ts';
import { readFirstDay } from '../../data/risk-incidents.ts';
import type { Evaluation } from '../../domain/alerts/evaluate.ts';
import { BELATED_DAYS } from '../../domain/alerts/look-back.ts';
import { daysNeeded } from '../../domain/alerts/measure.ts';
import type { RuleDefinition } from '../../domain/alerts/rule.ts';
import { silenceOfStates } from '../../domain/alerts/silence-of-states.ts';
import { dayNumber } from '../../domain/days.ts';
import type { Resolution } from '../../domain/hexagons.ts';
import type { ApiContext, CurrentStatus } from '../context.ts';
import type { JobControl } from '../jobs/jobs.ts';
import { currentStudyArea } from '../study-area.ts';
import { alertGround } from './ground.ts';

/** What rules are judged on, read from the database for a day. */
export type EvaluationGround = Omit<Evaluation, 'rules' | 'open' | 'nowMs'>;

/**
 * Reads all that some rules can ask for.
 * @param moreDays before what the rules look back at: to try them on the past
 */
export async function readEvaluation(
  context: ApiContext,
  { asOf, dataVersion }: Pick<CurrentStatus, 'asOf' | 'dataVersion'>,
  rules: readonly RuleDefinition[],
  control: JobControl,
  moreDays = BELATED_DAYS,
): Promise<EvaluationGround> {
  const db = context.database.pool;
  const asOfDay = dayNumber(asOf);
  const needed = Math.max(0, ...rules.map((rule) => daysNeeded(rule))) + moreDays;
  const firstDataDay = Math.max(await readFirstDay(db, asOf), asOfDay - needed);
  const incidents = await readAlertIncidents(db, context.graph, { fromDay: firstDataDay, toDay: asOfDay });
  const { sources } = await readCoverage(db);
  const resolutions = new Set(
    rules.flatMap(({ condition }) => (condition.kind === 'hotspot' ? [condition.resolution] : [])),
  );
  const studyCells: Record<number, readonly string[]> = {};
  for (const resolution of resolutions) {
    studyCells[resolution] = (await currentStudyArea(context, resolution as Resolution, control)).cells;
  }
  return {
    asOfDay,
    firstDataDay,
    dataVersion,
    incidents,
    ground: await alertGround(context),
    silence: silenceOfStates(sources, { from: firstDataDay, to: asOfDay }),
    studyCells,
  };
}
