import { isoDayOf } from '../days.ts';
import { distanceM } from '../geocoding/sphere.ts';
import { STATES } from '../states.ts';
import { CRIMES, type Crime, PRECISIONS } from '../taxonomy.ts';
import { middleOf } from './clusters.ts';
import type { AlertFacts, AlertPlace } from './facts.ts';
import { centreOf, type Ground } from './ground.ts';
import type { AlertIncidents } from './incidents.ts';
import { type Measure, sourcesOf } from './measure.ts';
import type { RuleDefinition } from './rule.ts';
import { isSilent, type StateSilence } from './silence-of-states.ts';
import type { RuleUnit } from './units.ts';

/** So many different sources make a cluster of reports confirmed; fewer leave it possible. */
const CONFIRMING_SOURCES = 2;
const MUNICIPALITY = PRECISIONS.indexOf('municipality');

export interface FactsInput {
  rule: { ruleId: string; version: number; definition: RuleDefinition };
  /** The unit, or the cells of a cluster. */
  where: RuleUnit | { cells: readonly string[] };
  measure: Measure;
  /** Indices of the incidents counted. */
  members: readonly number[];
  vagueDates: number;
  incidents: AlertIncidents;
  ground: Ground;
  silence: StateSilence;
  asOfDay: number;
  dataVersion: number;
  /** When the youngest incident that any of this follows from became known, ms; -Infinity where all are history. */
  knownAtMs: number;
  shown: AlertFacts | null;
}

/** Gathers what an alert says from what was measured. */
export function gatherFacts(input: FactsInput): AlertFacts {
  const { rule, measure, members, incidents, silence, asOfDay } = input;
  const { definition } = rule;
  const place = placeOf(input);
  const sources = sourcesOf(incidents, members);
  const silentStates = place.stateCodes.filter((code) => isSilent(silence, [code], asOfDay, asOfDay));
  return {
    rule: {
      id: rule.ruleId,
      version: rule.version,
      name: definition.name,
      severity: definition.severity,
      condition: definition.condition,
    },
    place,
    crimes: tally(members.map((i) => incidents.principal[i])).map(([index, count]) => ({
      crime: CRIMES[index] as Crime,
      count,
    })),
    from: isoDayOf(measure.fromDay),
    to: isoDayOf(measure.toDay),
    observed: measure.observed,
    expected: measure.expected,
    p: measure.p,
    q: measure.q,
    per100Km: measure.per100Km,
    recurrenceDays: measure.recurrenceDays,
    incidents: members.length,
    reports: members.reduce((sum, i) => sum + incidents.reports[i], 0),
    sources,
    isConfirmed: sources >= CONFIRMING_SOURCES,
    synthetic: members.filter((i) => incidents.synthetic[i] === 1).length,
    unknown: {
      vagueDates: input.vagueDates,
      vaguePlaces: members.filter((i) => incidents.precision[i] < 0 || incidents.precision[i] >= MUNICIPALITY)
        .length,
      silentStates,
      baselineWindows: measure.baselineWindows,
    },
    asOf: isoDayOf(asOfDay),
    dataVersion: input.dataVersion,
    knownAt: Number.isFinite(input.knownAtMs) ? new Date(input.knownAtMs).toISOString() : null,
    shown: input.shown,
  };
}

function placeOf({ where, members, incidents, ground }: FactsInput): AlertPlace {
  const found = tally(members.filter((i) => incidents.state[i] >= 0).map((i) => incidents.state[i]));
  const ofUnit = 'cells' in where ? [] : where.stateCodes;
  const stateCodes = [...new Set([...found.map(([state]) => STATES[state].code), ...ofUnit])];
  const precisions = members.map((i) => incidents.precision[i]).filter((precision) => precision >= 0);
  return {
    unit: 'cells' in where ? { kind: 'cluster' } : where.place,
    stateCodes: stateCodes.slice(0, LONGEST_STATE_LIST),
    stretch: stretchOf(where, members, incidents, ground),
    cells: 'cells' in where ? where.cells : [],
    middle: middle(where, members, incidents),
    precision: precisions.length > 0 ? PRECISIONS[Math.max(...precisions)] : null,
  };
}

/** A corridor through half the country names those states that have incidents. */
const LONGEST_STATE_LIST = 8;

function stretchOf(
  where: FactsInput['where'],
  members: readonly number[],
  { stretch }: AlertIncidents,
  { stretches }: Ground,
): AlertPlace['stretch'] {
  const named = 'cells' in where || where.place.kind !== 'stretch' ? null : where.place.stretchId;
  const [most] = tally(members.filter((i) => stretch[i] >= 0).map((i) => stretch[i]));
  const at = named === null ? most?.[0] : stretches.findIndex(({ id }) => id === named);
  if (at === undefined || at < 0) return null;
  const { id, corridorName, fromStation, toStation, fromKm, toKm } = stretches[at];
  return { id, corridorName, fromStation, toStation, fromKm, toKm };
}

function middle(
  where: FactsInput['where'],
  members: readonly number[],
  { lon, lat, radiusM }: AlertIncidents,
): AlertPlace['middle'] {
  const placed = members.filter((i) => Number.isFinite(lon[i]));
  if (placed.length === 0) {
    if ('cells' in where) return { ...middleOf(where.cells), radiusM: 0 };
    const { place } = where;
    return place.kind === 'cell' || place.kind === 'polygon' ? { ...centreOf(place), radiusM: 0 } : null;
  }
  const mean = (of: Float64Array) => placed.reduce((sum, i) => sum + of[i], 0) / placed.length;
  const centre = { lon: mean(lon), lat: mean(lat) };
  const reach = (i: number) => distanceM(centre, { lon: lon[i], lat: lat[i] }) + radiusM[i];
  return { ...centre, radiusM: Math.max(...placed.map(reach)) };
}

/** Values with how often each occurs, the most frequent first, then the smaller value. */
function tally(values: readonly number[]): [value: number, count: number][] {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
}
