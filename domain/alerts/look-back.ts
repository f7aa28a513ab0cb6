import { type Evaluation, type StandingRule, windowOf } from './evaluate.ts';
import type { AlertFacts } from './facts.ts';
import { gatherFacts } from './gather-facts.ts';
import { measureUnits } from './measure.ts';
import { isUnitCondition, type RuleDefinition } from './rule.ts';
import { unitSeries } from './series.ts';
import { noDataTest } from './silence-of-states.ts';
import { newestOf, unitsOf } from './units.ts';

/** An alert that fired, by the window on which it did. Days since 1970. */
export interface FiredAlert {
  alertId: number;
  /** The rule as it was then. */
  ruleId: string;
  ruleVersion: number;
  definition: RuleDefinition;
  placeKey: string;
  fromDay: number;
  toDay: number;
  /** Incidents of that window as last told. */
  observed: number;
}

export interface Revision {
  alertId: number;
  before: number;
  after: number;
  /** Whether the count of the window still reaches what the rule asks for at least. */
  stillMeets: boolean;
}

/** What reports that came later, or were withdrawn, made of the windows on which alerts of fixed places fired. */
export function revisions(evaluation: Evaluation, fired: readonly FiredAlert[]): Revision[] {
  const found: Revision[] = [];
  for (const alerts of byVersion(fired)) {
    const { definition } = alerts[0];
    const { condition } = definition;
    if (!isUnitCondition(condition)) continue;
    const { incidents, ground, firstDataDay, asOfDay, heldAfterMs } = evaluation;
    const of = unitsOf(definition, ground, incidents, heldAfterMs);
    const unitByKey = new Map(of.units.map(({ key }, index) => [key, index]));
    const series = unitSeries(incidents, of, { fromDay: firstDataDay, toDay: asOfDay }, condition.windowDays);
    for (const { alertId, placeKey, toDay, observed } of alerts) {
      const unit = unitByKey.get(placeKey);
      // Windows before what was read can't be counted again.
      if (unit === undefined || toDay - condition.windowDays + 1 < firstDataDay) continue;
      const after = series.window(unit, toDay, condition.windowDays);
      if (after !== observed) {
        found.push({ alertId, before: observed, after, stillMeets: after >= condition.atLeast });
      }
    }
  }
  return found;
}

function byVersion(fired: readonly FiredAlert[]): FiredAlert[][] {
  const groups = new Map<string, FiredAlert[]>();
  for (const alert of fired) {
    const key = `${alert.ruleId} ${alert.ruleVersion}`;
    const group = groups.get(key);
    if (group) group.push(alert);
    else groups.set(key, [alert]);
  }
  return [...groups.values()];
}

/** An alert that would have fired if a report had come in time. */
export interface BelatedAlert {
  rule: StandingRule;
  placeKey: string;
  facts: AlertFacts;
  members: readonly number[];
}

/** Further back a late report changes the history of counts, and no alert. */
export const BELATED_DAYS = 30;

/**
 * Windows of the last 30 days that late reports pushed over a rule's threshold after they had ended, and of which no
 * alert told: one for each rule and place, of the day with most incidents.
 *
 * @param late indices of the incidents that came or changed since the last look
 * @param told whether an alert of a rule and place told of a day already
 */
export function belatedAlerts(
  evaluation: Evaluation,
  late: readonly number[],
  told: (ruleId: string, placeKey: string, day: number) => boolean,
): BelatedAlert[] {
  const { incidents, ground, asOfDay, firstDataDay, silence, heldAfterMs } = evaluation;
  const recent = late.filter((i) => incidents.firstDay[i] >= asOfDay - BELATED_DAYS);
  if (recent.length === 0) return [];
  return evaluation.rules.flatMap((rule) => {
    const { definition } = rule;
    const { condition } = definition;
    if (rule.end !== null || !isUnitCondition(condition)) return [];
    const of = unitsOf(definition, ground, incidents, heldAfterMs);
    const touched = recent.filter((i) => of.unitOf[i] >= 0);
    if (touched.length === 0) return [];
    const days = windowOf(condition);
    const series = unitSeries(incidents, of, { fromDay: firstDataDay, toDay: asOfDay }, condition.windowDays);
    const best = new Map<number, { day: number; observed: number }>();
    for (const i of touched) {
      const unit = of.unitOf[i];
      for (let day = incidents.firstDay[i]; day < Math.min(asOfDay, incidents.firstDay[i] + days); day++) {
        const observed = series.window(unit, day, days);
        if (observed < condition.atLeast || told(rule.ruleId, of.units[unit].key, day)) continue;
        if (observed > (best.get(unit)?.observed ?? 0)) best.set(unit, { day, observed });
      }
    }
    // The window of today is judged as always; an alert of it tells of the same incidents.
    for (const unit of best.keys()) {
      if (told(rule.ruleId, of.units[unit].key, asOfDay)) best.delete(unit);
    }
    return [...best].flatMap(([unit, { day }]) => {
      const measured = measureUnits(
        condition,
        definition.minimum.sources,
        of.units,
        series,
        incidents,
        day,
        noDataTest(silence),
        new Set(),
      )[unit];
      if (measured.judged.band !== 'above' || measured.judged.shortage !== null) return [];
      const members = series.members(unit, day, days);
      const facts = gatherFacts({
        ...evaluation,
        rule,
        where: of.units[unit],
        measure: measured.measure(),
        members,
        vagueDates: series.vague(unit, day, days),
        knownAtMs: newestOf(incidents, of),
        shown: null,
      });
      return [{ rule, placeKey: of.units[unit].key, facts, members }];
    });
  });
}
