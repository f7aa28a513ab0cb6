import type { Evaluation } from '../../../domain/alerts/evaluate.ts';
import type { Ground } from '../../../domain/alerts/ground.ts';
import type { AlertIncidents } from '../../../domain/alerts/incidents.ts';
import type { RuleDefinition } from '../../../domain/alerts/rule.ts';
import { dayNumber } from '../../../domain/days.ts';
import { STATES } from '../../../domain/states.ts';
import { bitMask, CRIMES, type Crime, PERPETRATORS, type Perpetrator } from '../../../domain/taxonomy.ts';

/** A small world for alerts: one corridor of two stretches through Chiapas and Oaxaca. */

export interface Told {
  /** ISO day, or first and last. */
  day: string | [string, string];
  state?: string;
  stretch?: number;
  crimes?: Crime[];
  perpetrators?: Perpetrator[];
  sources?: string[];
  lon?: number;
  lat?: number;
  radiusM?: number;
  /** ISO instant; history unless told. */
  known?: string;
}

export function incidentsOf(told: readonly Told[]): AlertIncidents {
  const names = [...new Set(told.flatMap(({ sources = ['a'] }) => sources))];
  const days = told.map(({ day }) => (typeof day === 'string' ? [day, day] : day).map(dayNumber));
  return {
    count: told.length,
    id: Float64Array.from(told.keys(), (i) => i + 1),
    firstDay: Int32Array.from(days, ([first]) => first),
    lastDay: Int32Array.from(days, ([, last]) => last),
    crimeMask: Int32Array.from(told, ({ crimes = ['robbery'] }) => bitMask(CRIMES, crimes)),
    perpetratorMask: Int32Array.from(told, ({ perpetrators = ['unknown'] }) =>
      bitMask(PERPETRATORS, perpetrators),
    ),
    principal: Uint8Array.from(told, ({ crimes }) => CRIMES.indexOf(crimes?.[0] ?? 'robbery')),
    precision: new Int8Array(told.length).fill(1),
    state: Int16Array.from(told, ({ state = '07' }) => STATES.findIndex(({ code }) => code === state)),
    stretch: Int32Array.from(told, ({ stretch = -1 }) => stretch),
    lon: Float64Array.from(told, ({ lon = -92.3 }) => lon),
    lat: Float64Array.from(told, ({ lat = 14.9 }) => lat),
    radiusM: Float64Array.from(told, ({ radiusM = 2000 }) => radiusM),
    reports: new Int32Array(told.length).fill(1),
    knownAtMs: Float64Array.from(told, ({ known }) =>
      known === undefined ? Number.NEGATIVE_INFINITY : Date.parse(known),
    ),
    sourceSet: Int32Array.from(told.keys()),
    sourceSets: told.map(({ sources = ['a'] }) => sources.map((name) => names.indexOf(name))),
    synthetic: new Uint8Array(told.length),
  };
}

const stretch = (index: number, fromStation: string, toStation: string, stateCodes: string[]) => ({
  id: `ixtepec:${index * 100}-${(index + 1) * 100}`,
  corridorId: 'ixtepec',
  corridorName: 'Ciudad Hidalgo - Ixtepec',
  fromStation,
  toStation,
  fromKm: index * 100,
  toKm: (index + 1) * 100,
  lengthKm: 100,
  stateCodes,
});

export const GROUND: Ground = {
  stretches: [stretch(0, 'Tapachula', 'Arriaga', ['07']), stretch(1, 'Arriaga', 'Ixtepec', ['20', '07'])],
  lixels: {
    count: 2,
    lon: Float64Array.of(-92.3, -94.5),
    lat: Float64Array.of(14.9, 16.4),
    lengthKm: Float64Array.of(100, 100),
    stretch: Int32Array.of(0, 1),
    state: ['07', '20'],
  },
};

export const RULE: RuleDefinition = {
  name: 'cuenta',
  place: { kind: 'state', code: '07' },
  split: 'whole',
  crimes: [],
  perpetrators: [],
  condition: { kind: 'count', atLeast: 3, clearBelow: 2, windowDays: 7 },
  severity: 'serious',
  holdHours: 0,
  clearHours: 0,
  minimum: { sources: 1, radiusM: 25_000 },
  quietHours: null,
  escalateMinutes: null,
  expiresOn: null,
};

export function evaluationOf(
  told: readonly Told[],
  asOf: string,
  more: Partial<Evaluation> = {},
): Evaluation {
  const incidents = incidentsOf(told);
  return {
    nowMs: Date.parse(`${asOf}T12:00:00Z`),
    heldAfterMs: null,
    asOfDay: dayNumber(asOf),
    firstDataDay: Math.min(dayNumber(asOf) - 400, ...incidents.firstDay),
    dataVersion: 1,
    rules: [{ ruleId: 'r', version: 1, definition: RULE, end: null }],
    open: [],
    incidents,
    ground: GROUND,
    silence: {},
    studyCells: {},
    ...more,
  };
}

export function withRule(definition: Partial<RuleDefinition>): Pick<Evaluation, 'rules'> {
  return { rules: [{ ruleId: 'r', version: 1, definition: { ...RULE, ...definition }, end: null }] };
}
