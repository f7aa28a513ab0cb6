import type { KeepGoing } from '../statistics/answer.ts';
import { type Cluster, continued, hotspotClusters } from './clusters.ts';
import { type DecisionReason, decide, type Judged, type OpenState, type Verdict } from './decide.ts';
import type { AlertFacts } from './facts.ts';
import { type FactsInput, gatherFacts } from './gather-facts.ts';
import type { Ground } from './ground.ts';
import type { AlertIncidents } from './incidents.ts';
import { type Measure, measureUnits } from './measure.ts';
import { isUnitCondition, type RuleCondition, type RuleDefinition, type UnitCondition } from './rule.ts';
import { scanClusters } from './scan-clusters.ts';
import { unitSeries } from './series.ts';
import { isSilent, noDataTest, type StateSilence } from './silence-of-states.ts';
import { heldTest, newestOf, type RuleUnits, unitsOf } from './units.ts';

/** A rule as it stands now. */
export interface StandingRule {
  ruleId: string;
  version: number;
  definition: RuleDefinition;
  /** Why it is judged no more; null while it is. */
  end: 'rule-expired' | 'rule-withdrawn' | null;
}

/** An alert that is pending or firing. */
export interface OpenAlert extends OpenState {
  alertId: number;
  ruleId: string;
  placeKey: string;
  /** H3 cells of a cluster as it was last seen; empty for fixed places. */
  cells: readonly string[];
  /** States of its evidence. */
  stateCodes: readonly string[];
}

/** All that decisions follow from: the same input always gives the same decisions. */
export interface Evaluation {
  nowMs: number;
  /** Incidents known later, ms, are held back from readers under delay; null: no reader is. */
  heldAfterMs: number | null;
  /** The product date, days since 1970; windows end with it. */
  asOfDay: number;
  /** First day of all data: before it nothing is zero. */
  firstDataDay: number;
  dataVersion: number;
  rules: readonly StandingRule[];
  open: readonly OpenAlert[];
  incidents: AlertIncidents;
  ground: Ground;
  silence: StateSilence;
  /** The fixed study area by H3 resolution, where a rule needs it. */
  studyCells: Readonly<Record<number, readonly string[]>>;
}

/** What was decided of one place, and on what. */
export interface Decision {
  ruleId: string;
  ruleVersion: number;
  placeKey: string;
  /** Null: none was open. */
  alertId: number | null;
  before: OpenState | null;
  next: Verdict['next'];
  reason: DecisionReason;
  /** What decide() was given, so that the decision can be taken again. */
  judged: Judged;
  holdHours: number;
  clearHours: number;
  end: StandingRule['end'];
  measure: Measure;
  /** Null where no alert is open afterwards. */
  facts: AlertFacts | null;
  /** Indices of the incidents counted, where an alert is open afterwards. */
  members: readonly number[];
}

/** A place that a rule measured, and what else is known of it. */
interface Look {
  placeKey: string;
  cells: readonly string[];
  measure: () => Measure;
  judged: Judged;
  members: () => readonly number[];
  facts: (members: readonly number[]) => AlertFacts;
}

/**
 * Judges all rules at once. Returns every decision about an alert that is or was open, and those where the evidence
 * was short; what is quiet is left out.
 */
export function evaluate(evaluation: Evaluation, keepGoing?: KeepGoing): Decision[] {
  const decisions: Decision[] = [];
  for (const [index, rule] of evaluation.rules.entries()) {
    if (keepGoing && !keepGoing(index, evaluation.rules.length)) break;
    const open = evaluation.open.filter(({ ruleId }) => ruleId === rule.ruleId);
    const looks = rule.end === null ? look(evaluation, rule, open) : new Map<string, Look>();
    decisions.push(...decideRule(evaluation, rule, open, looks));
  }
  return decisions;
}

function decideRule(
  evaluation: Evaluation,
  rule: StandingRule,
  open: readonly OpenAlert[],
  looks: ReadonlyMap<string, Look>,
): Decision[] {
  const openByKey = new Map(open.map((alert) => [alert.placeKey, alert]));
  const keys = [...new Set([...openByKey.keys(), ...looks.keys()])];
  return keys.flatMap((placeKey) => {
    const alert = openByKey.get(placeKey) ?? null;
    const seen = looks.get(placeKey);
    const judged = withSilence(seen?.judged ?? NOT_SEEN, alert, evaluation);
    const { holdHours, clearHours } = rule.definition;
    const timing = { holdHours, clearHours, end: rule.end };
    const before = alert && { state: alert.state, sinceMs: alert.sinceMs, clearSinceMs: alert.clearSinceMs };
    const { next, reason } = decide(before, judged, timing, evaluation.nowMs);
    if (alert === null && next === null && reason === 'quiet') return [];
    const isOpen = next !== null && next.state !== 'resolved';
    const members = seen && isOpen ? seen.members() : [];
    return [
      {
        ruleId: rule.ruleId,
        ruleVersion: rule.version,
        placeKey,
        alertId: alert?.alertId ?? null,
        before,
        next,
        reason,
        judged,
        ...timing,
        measure: seen?.measure() ?? emptyMeasure(evaluation.asOfDay, rule.definition.condition),
        facts: seen && isOpen ? seen.facts(members) : null,
        members,
      },
    ];
  });
}

/** A cluster that was there and is not found any more. */
const NOT_SEEN: Judged = { band: 'below', shortage: null, isWithoutData: false };

/** An alert whose own states fell silent is not over, whatever the rest of its place tells. */
function withSilence(judged: Judged, alert: OpenAlert | null, { silence, asOfDay }: Evaluation): Judged {
  const isGone = alert?.stateCodes.some((code) => isSilent(silence, [code], asOfDay, asOfDay)) ?? false;
  return isGone ? { ...judged, isWithoutData: true } : judged;
}

function emptyMeasure(asOfDay: number, condition: RuleCondition): Measure {
  return {
    fromDay: asOfDay + 1 - windowOf(condition),
    toDay: asOfDay,
    observed: 0,
    expected: null,
    baselineWindows: 0,
    p: null,
    q: null,
    per100Km: null,
    recurrenceDays: null,
  };
}

/** Days of the window in which a condition looks for something new. */
export function windowOf(condition: RuleCondition): number {
  if (condition.kind === 'hotspot') return condition.sliceDays;
  return condition.kind === 'scan' ? condition.maxDays : condition.windowDays;
}

function look(evaluation: Evaluation, rule: StandingRule, open: readonly OpenAlert[]): Map<string, Look> {
  const { condition } = rule.definition;
  const of = unitsOf(rule.definition, evaluation.ground, evaluation.incidents, evaluation.heldAfterMs);
  return isUnitCondition(condition)
    ? lookAtUnits(evaluation, rule, condition, of, open)
    : lookAtClusters(evaluation, rule, condition, of, open);
}

function lookAtUnits(
  evaluation: Evaluation,
  rule: StandingRule,
  condition: UnitCondition,
  of: RuleUnits,
  open: readonly OpenAlert[],
): Map<string, Look> {
  const { asOfDay } = evaluation;
  const { windowDays } = condition;
  const count = (units: RuleUnits) => countUnits(evaluation, rule, condition, units, open);
  const counted = count(of);
  const knownAtMs = newestOf(evaluation.incidents, of);
  const isHeld = heldTest(evaluation.incidents, evaluation.heldAfterMs);
  const hasHeld = evaluation.heldAfterMs !== null && knownAtMs > evaluation.heldAfterMs;
  // The same look without what readers under delay are not shown yet: made when first asked for.
  let shownOnce: ReturnType<typeof countUnits> | null = null;
  const shown = () => {
    const unitOf = of.unitOf.map((unit, i) => (isHeld(i) ? -1 : unit));
    shownOnce ??= count({ ...of, unitOf });
    return shownOnce;
  };
  const factsOf = (
    { series, measured }: ReturnType<typeof countUnits>,
    unit: number,
    members: readonly number[],
    more: Pick<FactsInput, 'knownAtMs' | 'shown'>,
  ) =>
    gatherFacts({
      ...evaluation,
      rule,
      where: of.units[unit],
      measure: measured[unit].measure(),
      members,
      vagueDates: series.vague(unit, asOfDay, windowDays),
      ...more,
    });
  const shownFacts = (unit: number): AlertFacts | null => {
    if (!hasHeld) return null;
    const members = shown().series.members(unit, asOfDay, windowDays);
    const settled = { knownAtMs: Number.NEGATIVE_INFINITY, shown: null };
    return members.length === 0 ? null : factsOf(shown(), unit, members, settled);
  };
  return new Map(
    counted.measured.map(({ unit, measure, judged }) => [
      of.units[unit].key,
      {
        placeKey: of.units[unit].key,
        cells: [],
        measure,
        judged,
        members: () => counted.series.members(unit, asOfDay, windowDays),
        facts: (members) => factsOf(counted, unit, members, { knownAtMs, shown: shownFacts(unit) }),
      },
    ]),
  );
}

function countUnits(
  { incidents, asOfDay, firstDataDay, silence }: Evaluation,
  { definition }: StandingRule,
  condition: UnitCondition,
  of: RuleUnits,
  open: readonly OpenAlert[],
) {
  const { windowDays } = condition;
  const series = unitSeries(incidents, of, { fromDay: firstDataDay, toDay: asOfDay }, windowDays);
  const measured = measureUnits(
    condition,
    definition.minimum.sources,
    of.units,
    series,
    incidents,
    asOfDay,
    noDataTest(silence),
    new Set(open.map(({ placeKey }) => placeKey)),
  );
  return { series, measured };
}

function lookAtClusters(
  evaluation: Evaluation,
  rule: StandingRule,
  condition: Exclude<RuleCondition, UnitCondition>,
  of: RuleUnits,
  open: readonly OpenAlert[],
): Map<string, Look> {
  const clusters = clustersOf(evaluation, condition, of);
  const alertOf = continued(
    clusters,
    open.map(({ cells }) => cells),
  );
  return new Map(
    clusters.map((cluster, index) => {
      // A cluster that goes on keeps its name though its place has moved.
      const placeKey =
        alertOf[index] >= 0
          ? open[alertOf[index]].placeKey
          : `cluster:${cluster.cells[0]}:${cluster.measure.toDay}`;
      const isShort = sourcesShort(evaluation, cluster, rule.definition.minimum.sources);
      const band = bandOf(condition, cluster.measure);
      return [
        placeKey,
        {
          placeKey,
          cells: cluster.cells,
          measure: () => cluster.measure,
          judged: {
            band,
            shortage: band === 'above' && isShort ? ('too-few-sources' as const) : null,
            isWithoutData: false,
          },
          members: () => cluster.members,
          facts: (members: readonly number[]) =>
            gatherFacts({
              ...evaluation,
              rule,
              where: cluster,
              measure: cluster.measure,
              members,
              vagueDates: 0,
              knownAtMs: Math.max(...members.map((i) => evaluation.incidents.knownAtMs[i])),
              shown: null,
            }),
        },
      ];
    }),
  );
}

function bandOf(
  condition: Exclude<RuleCondition, UnitCondition>,
  { recurrenceDays }: Measure,
): Judged['band'] {
  if (condition.kind === 'hotspot') return 'above';
  if ((recurrenceDays ?? 0) >= condition.minRecurrenceDays) return 'above';
  return (recurrenceDays ?? 0) < condition.clearBelowDays ? 'below' : 'between';
}

function sourcesShort({ incidents }: Evaluation, { members }: Cluster, needed: number): boolean {
  const sources = new Set(members.flatMap((i) => incidents.sourceSets[incidents.sourceSet[i]]));
  return sources.size < needed;
}

function clustersOf(
  { incidents, studyCells, asOfDay, firstDataDay }: Evaluation,
  condition: Exclude<RuleCondition, UnitCondition>,
  { unitOf }: RuleUnits,
): Cluster[] {
  const eligible = Uint8Array.from(unitOf, (unit) => (unit >= 0 ? 1 : 0));
  if (condition.kind === 'scan') return scanClusters(condition, incidents, eligible, asOfDay, firstDataDay);
  return hotspotClusters(condition, studyCells[condition.resolution] ?? [], incidents, eligible, asOfDay);
}
