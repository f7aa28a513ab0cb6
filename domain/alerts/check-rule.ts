import { getResolution, isValidCell } from 'h3-js';
import { RESOLUTIONS } from '../hexagons.ts';
import { STATES } from '../states.ts';
import { crossingEdges, ringArea } from './ring.ts';
import { isUnitCondition, type RuleDefinition } from './rule.ts';

export const RULE_FAULTS = [
  'no-such-state',
  'no-such-corridor',
  'no-such-stretch',
  'no-such-cell',
  'ring-too-short',
  'ring-crosses-itself',
  'ring-without-area',
  'ring-outside',
  'no-track-there',
  'split-does-not-fit',
  'never-clears',
  'clears-above-firing',
  'never-fires',
  'expires-in-the-past',
  'quiet-all-day',
  'escalation-not-critical',
] as const;
export type RuleFaultReason = (typeof RULE_FAULTS)[number];

/** What is wrong with a rule: the field as the wire names it, and why. */
export interface RuleFault {
  field: string;
  reason: RuleFaultReason;
}

/** What there is to watch. */
export interface RuleGround {
  corridorIds: ReadonlySet<string>;
  stretchIds: ReadonlySet<string>;
  /** Km of track inside a place; rates need some. */
  trackKm(place: RuleDefinition['place']): number;
  /** ISO day. */
  today: string;
}

/** Lon and lat between which a corner of an own area may lie: Mexico with room around. */
const FRAME = { west: -125, east: -80, south: 8, north: 40 };
const FEWEST_CORNERS = 3;

/** All that is wrong with a rule, field by field; nothing when it can be watched, can fire and can clear again. */
export function checkRule(rule: RuleDefinition, ground: RuleGround): RuleFault[] {
  const faults: RuleFault[] = [];
  const fault = (field: string, reason: RuleFaultReason) => faults.push({ field, reason });
  checkPlace(rule, ground, fault);
  checkThresholds(rule, fault);
  if (rule.expiresOn !== null && rule.expiresOn < ground.today) fault('expiresOn', 'expires-in-the-past');
  if (rule.quietHours && rule.quietHours.from === rule.quietHours.to) fault('quietHours', 'quiet-all-day');
  if (rule.escalateMinutes !== null && rule.severity !== 'critical') {
    fault('escalateMinutes', 'escalation-not-critical');
  }
  return faults;
}

type Fault = (field: string, reason: RuleFaultReason) => void;

function checkPlace({ place, split, condition }: RuleDefinition, ground: RuleGround, fault: Fault): void {
  const wrong = placeFault(place, ground);
  if (wrong) {
    fault(wrong.field, wrong.reason);
    return;
  }
  const wholeOnly = place.kind === 'stretch' || place.kind === 'cell' || !isUnitCondition(condition);
  const noStates = place.kind !== 'country';
  if ((split === 'stretch' && wholeOnly) || (split === 'state' && (noStates || wholeOnly))) {
    fault('split', 'split-does-not-fit');
  }
  if (condition.kind === 'rate' && ground.trackKm(place) === 0) fault('place', 'no-track-there');
}

function placeFault(place: RuleDefinition['place'], ground: RuleGround): RuleFault | null {
  const wrong = (field: string, reason: RuleFaultReason): RuleFault => ({ field: `place.${field}`, reason });
  switch (place.kind) {
    case 'country':
      return null;
    case 'state':
      return STATES.some(({ code }) => code === place.code) ? null : wrong('code', 'no-such-state');
    case 'corridor':
      return ground.corridorIds.has(place.corridorId) ? null : wrong('corridorId', 'no-such-corridor');
    case 'stretch':
      return ground.stretchIds.has(place.stretchId) ? null : wrong('stretchId', 'no-such-stretch');
    case 'cell':
      return isValidCell(place.h3) && RESOLUTIONS.some((step) => step === getResolution(place.h3))
        ? null
        : wrong('h3', 'no-such-cell');
    case 'polygon':
      if (place.ring.length < FEWEST_CORNERS) return wrong('ring', 'ring-too-short');
      if (place.ring.some(([lon, lat]) => !isInFrame(lon, lat))) return wrong('ring', 'ring-outside');
      if (crossingEdges(place.ring)) return wrong('ring', 'ring-crosses-itself');
      return ringArea(place.ring) === 0 ? wrong('ring', 'ring-without-area') : null;
  }
}

function checkThresholds({ condition }: RuleDefinition, fault: Fault): void {
  const field = (name: string) => `condition.${name}`;
  switch (condition.kind) {
    case 'count':
      if (condition.atLeast < 1) fault(field('atLeast'), 'never-fires');
      // A count is never under 0.
      if (condition.clearBelow < 1) fault(field('clearBelow'), 'never-clears');
      else if (condition.clearBelow > condition.atLeast) fault(field('clearBelow'), 'clears-above-firing');
      break;
    case 'rate':
      if (condition.clearBelow <= 0) fault(field('clearBelow'), 'never-clears');
      else if (condition.clearBelow > condition.above) fault(field('clearBelow'), 'clears-above-firing');
      break;
    case 'exceedance':
      if (condition.clearAboveP >= 1) fault(field('clearAboveP'), 'never-clears');
      else if (condition.clearAboveP < condition.maxP) fault(field('clearAboveP'), 'clears-above-firing');
      break;
    case 'scan':
      // The interval of a cluster is never under a day.
      if (condition.clearBelowDays <= 1) fault(field('clearBelowDays'), 'never-clears');
      else if (condition.clearBelowDays > condition.minRecurrenceDays) {
        fault(field('clearBelowDays'), 'clears-above-firing');
      }
      break;
    case 'hotspot':
      if (condition.patterns.length === 0) fault(field('patterns'), 'never-fires');
      break;
  }
}

function isInFrame(lon: number, lat: number): boolean {
  return lon >= FRAME.west && lon <= FRAME.east && lat >= FRAME.south && lat <= FRAME.north;
}
