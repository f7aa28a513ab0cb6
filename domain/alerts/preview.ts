import type { KeepGoing } from '../statistics/answer.ts';
import { type Evaluation, evaluate, type OpenAlert, type StandingRule } from './evaluate.ts';
import { isUnitCondition } from './rule.ts';

/** An alert that the rule would have given. Days since 1970. */
export interface PreviewedAlert {
  placeKey: string;
  firedDay: number;
  /** Null: would still be firing. */
  resolvedDay: number | null;
  observed: number;
  stateCodes: readonly string[];
}

export interface Preview {
  fromDay: number;
  toDay: number;
  /** How often it was looked, in days. */
  stepDays: number;
  alerts: PreviewedAlert[];
  perMonth: number;
}

/** How far back a rule is tried. */
export const PREVIEW_DAYS = 730;
const DAYS_PER_MONTH = 365.25 / 12;
const MS_PER_DAY = 86_400_000;
const SCAN_STEP_DAYS = 7;

/**
 * When a rule would have fired, day by day over the last two years (slices and scans at the pace at which they
 * change), by the very functions that judge it live. What became known only later counts as if it had been known.
 *
 * @param evaluation with the incidents of the whole period; its rules and open alerts are not used
 * @returns null where it was called off
 */
export function previewRule(
  evaluation: Omit<Evaluation, 'rules' | 'open' | 'nowMs' | 'heldAfterMs'>,
  rule: StandingRule,
  keepGoing?: KeepGoing,
): Preview | null {
  const { condition } = rule.definition;
  const stepDays = isUnitCondition(condition)
    ? 1
    : condition.kind === 'hotspot'
      ? condition.sliceDays
      : SCAN_STEP_DAYS;
  const toDay = evaluation.asOfDay;
  const fromDay = Math.max(toDay - PREVIEW_DAYS + 1, evaluation.firstDataDay);
  const alerts: PreviewedAlert[] = [];
  let open: (OpenAlert & { at: number })[] = [];
  let nextId = 1;
  for (let day = fromDay + ((toDay - fromDay) % stepDays); day <= toDay; day += stepDays) {
    if (keepGoing && !keepGoing(day - fromDay, toDay - fromDay + 1)) return null;
    const nowMs = day * MS_PER_DAY;
    const decisions = evaluate({
      ...evaluation,
      heldAfterMs: null,
      asOfDay: day,
      nowMs,
      rules: [rule],
      open,
    });
    const after: typeof open = [];
    for (const { placeKey, alertId, before, next, facts, measure } of decisions) {
      const known = open.find((alert) => alert.alertId === alertId);
      if (next?.state === 'firing' && before?.state !== 'firing') {
        alerts.push({
          placeKey,
          firedDay: day,
          resolvedDay: null,
          observed: measure.observed,
          stateCodes: facts?.place.stateCodes ?? [],
        });
      }
      if (next?.state === 'resolved' && known && known.at >= 0) alerts[known.at].resolvedDay = day;
      if (next === null || next.state === 'resolved') continue;
      after.push({
        ...next,
        alertId: known?.alertId ?? nextId++,
        ruleId: rule.ruleId,
        placeKey,
        cells: facts?.place.cells ?? known?.cells ?? [],
        stateCodes: facts?.place.stateCodes ?? known?.stateCodes ?? [],
        at:
          next.state === 'pending' ? -1 : before?.state === 'firing' ? (known?.at ?? -1) : alerts.length - 1,
      });
    }
    open = after;
  }
  const months = (toDay - fromDay + 1) / DAYS_PER_MONTH;
  return { fromDay, toDay, stepDays, alerts, perMonth: alerts.length / months };
}
