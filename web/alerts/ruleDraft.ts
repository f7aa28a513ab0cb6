import type { z } from 'zod';
import type { ruleBodySchema } from '../../api/contract-alerts.ts';
import type { RuleCondition, RulePlace, Severity, Split, WatchedPattern } from '../../domain/alerts/rule.ts';
import type { Perpetrator, PredatoryCrime } from '../../domain/taxonomy.ts';

type ConditionKind = RuleCondition['kind'];

/** A rule as the wire carries it. */
export type WireRule = z.infer<typeof ruleBodySchema>;

/** What is wrong with a field; the names of fields are the wire's, reasons have words under `alerts:fault`. */
export interface FieldFault {
  field: string;
  problem: string;
}

export const NUMBER_FIELDS = [
  'atLeast',
  'clearBelow',
  'windowDays',
  'above',
  'maxP',
  'clearAboveP',
  'sliceDays',
  'minRecurrenceDays',
  'clearBelowDays',
  'maxRadiusKm',
  'maxDays',
] as const;
export type NumberField = (typeof NUMBER_FIELDS)[number];

/** The numbers that each condition asks for, in the order of the form. */
export const NUMBERS_OF: Readonly<Record<ConditionKind, readonly NumberField[]>> = {
  count: ['atLeast', 'windowDays', 'clearBelow'],
  rate: ['above', 'atLeast', 'windowDays', 'clearBelow'],
  exceedance: ['maxP', 'atLeast', 'windowDays', 'clearAboveP'],
  hotspot: ['sliceDays', 'atLeast'],
  scan: ['minRecurrenceDays', 'atLeast', 'clearBelowDays', 'maxRadiusKm', 'maxDays'],
};
export const CONDITION_KINDS = Object.keys(NUMBERS_OF) as ConditionKind[];

/** A corner as it is typed: degrees. */
export interface Corner {
  lat: string;
  lon: string;
}

/** A rule as it is being written: numbers as typed, every place kind with its own field kept. */
export interface RuleDraft {
  name: string;
  placeKind: RulePlace['kind'];
  stateCode: string;
  corridorId: string;
  stretchId: string;
  h3: string;
  corners: readonly Corner[];
  split: Split;
  crimes: readonly PredatoryCrime[];
  perpetrators: readonly Perpetrator[];
  conditionKind: ConditionKind;
  numbers: Readonly<Record<NumberField, string>>;
  patterns: readonly WatchedPattern[];
  resolution: 3 | 4 | 5;
  severity: Severity;
  holdHours: string;
  clearHours: string;
  sources: string;
  radiusKm: string;
  quietFrom: string;
  quietTo: string;
  escalateMinutes: string;
  expiresOn: string;
}

/** METHODS.md's tiers as the start of a new rule. */
export const NEW_DRAFT: RuleDraft = {
  name: '',
  placeKind: 'country',
  stateCode: '',
  corridorId: '',
  stretchId: '',
  h3: '',
  corners: [],
  split: 'state',
  crimes: [],
  perpetrators: [],
  conditionKind: 'exceedance',
  numbers: {
    atLeast: '3',
    clearBelow: '2',
    windowDays: '7',
    above: '5',
    maxP: '0.001',
    clearAboveP: '0.05',
    sliceDays: '30',
    minRecurrenceDays: '365',
    clearBelowDays: '100',
    maxRadiusKm: '150',
    maxDays: '30',
  },
  patterns: ['new'],
  resolution: 4,
  severity: 'serious',
  holdHours: '0',
  clearHours: '24',
  sources: '1',
  radiusKm: '25',
  quietFrom: '',
  quietTo: '',
  escalateMinutes: '',
  expiresOn: '',
};

/** The draft from which a rule is changed. */
export function draftOf(rule: WireRule): RuleDraft {
  const { place, condition, quietHours, minimum } = rule;
  const numbers = { ...NEW_DRAFT.numbers };
  for (const name of NUMBERS_OF[condition.kind]) {
    numbers[name] = String((condition as unknown as Record<string, number>)[name]);
  }
  return {
    name: rule.name,
    placeKind: place.kind,
    stateCode: place.kind === 'state' ? place.code : '',
    corridorId: place.kind === 'corridor' ? place.corridorId : '',
    stretchId: place.kind === 'stretch' ? place.stretchId : '',
    h3: place.kind === 'cell' ? place.h3 : '',
    corners:
      place.kind === 'polygon'
        ? place.ring.map(([lon, lat]) => ({ lat: String(lat), lon: String(lon) }))
        : [],
    split: rule.split,
    crimes: rule.crimes,
    perpetrators: rule.perpetrators,
    conditionKind: condition.kind,
    numbers,
    patterns: condition.kind === 'hotspot' ? condition.patterns : NEW_DRAFT.patterns,
    resolution: condition.kind === 'hotspot' ? condition.resolution : NEW_DRAFT.resolution,
    severity: rule.severity,
    holdHours: String(rule.holdHours),
    clearHours: String(rule.clearHours),
    sources: String(minimum.sources),
    radiusKm: String(minimum.radiusM / 1000),
    quietFrom: quietHours?.from ?? '',
    quietTo: quietHours?.to ?? '',
    escalateMinutes: rule.escalateMinutes === null ? '' : String(rule.escalateMinutes),
    expiresOn: rule.expiresOn ?? '',
  };
}

/** The rule that a draft says, or the fields that say nothing. What it means is for the server to judge. */
export function ruleOf(draft: RuleDraft): { ok: true; rule: WireRule } | { ok: false; faults: FieldFault[] } {
  const faults: FieldFault[] = [];
  const text = (field: string, value: string) => {
    if (value.trim() === '') faults.push({ field, problem: 'missing' });
    return value.trim();
  };
  const number = (field: string, value: string) => {
    const read = readNumber(value);
    if (read === null) faults.push({ field, problem: value.trim() === '' ? 'missing' : 'no-number' });
    return read ?? 0;
  };
  const quiet = draft.quietFrom !== '' || draft.quietTo !== '';
  const rule: WireRule = {
    name: text('name', draft.name),
    place: placeOf(draft, text, number),
    split: draft.split,
    crimes: [...draft.crimes],
    perpetrators: [...draft.perpetrators],
    condition: conditionOf(draft, number),
    severity: draft.severity,
    holdHours: number('holdHours', draft.holdHours),
    clearHours: number('clearHours', draft.clearHours),
    minimum: {
      sources: number('minimum.sources', draft.sources),
      radiusM: Math.round(1000 * number('minimum.radiusM', draft.radiusKm)),
    },
    quietHours: quiet
      ? { from: text('quietHours', draft.quietFrom), to: text('quietHours', draft.quietTo) }
      : null,
    escalateMinutes:
      draft.escalateMinutes.trim() === '' ? null : number('escalateMinutes', draft.escalateMinutes),
    expiresOn: draft.expiresOn === '' ? null : draft.expiresOn,
  };
  return faults.length === 0 ? { ok: true, rule } : { ok: false, faults };
}

/** What decides when a rule fires: two rules with the same key would have fired on the same days. */
export function judgedKey({ place, split, crimes, perpetrators, condition, ...rest }: WireRule): string {
  const { holdHours, clearHours, minimum } = rest;
  return JSON.stringify([place, split, crimes, perpetrators, condition, holdHours, clearHours, minimum]);
}

/** A number as people type it, also with a decimal comma; null where it is none. */
export function readNumber(text: string): number | null {
  const plain = text.trim().replace(',', '.');
  return /^-?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : null;
}

type Read<T> = (field: string, value: string) => T;

function placeOf(draft: RuleDraft, text: Read<string>, number: Read<number>): WireRule['place'] {
  switch (draft.placeKind) {
    case 'country':
      return { kind: 'country' };
    case 'state':
      return { kind: 'state', code: text('place.code', draft.stateCode) };
    case 'corridor':
      return { kind: 'corridor', corridorId: text('place.corridorId', draft.corridorId) };
    case 'stretch':
      return { kind: 'stretch', stretchId: text('place.stretchId', draft.stretchId) };
    case 'cell':
      return { kind: 'cell', h3: text('place.h3', draft.h3) };
    case 'polygon':
      return {
        kind: 'polygon',
        ring: draft.corners.map(({ lat, lon }): [number, number] => [
          number('place.ring', lon),
          number('place.ring', lat),
        ]),
      };
  }
}

function conditionOf(draft: RuleDraft, number: Read<number>): RuleCondition & WireRule['condition'] {
  const { conditionKind: kind, numbers } = draft;
  const values = Object.fromEntries(
    NUMBERS_OF[kind].map((name) => [name, number(`condition.${name}`, numbers[name])]),
  ) as Record<NumberField, number>;
  const { atLeast, clearBelow, windowDays } = values;
  switch (kind) {
    case 'count':
      return { kind, atLeast, clearBelow, windowDays };
    case 'rate':
      return { kind, above: values.above, clearBelow, atLeast, windowDays };
    case 'exceedance':
      return { kind, maxP: values.maxP, clearAboveP: values.clearAboveP, atLeast, windowDays };
    case 'hotspot':
      return {
        kind,
        patterns: [...draft.patterns],
        resolution: draft.resolution,
        sliceDays: values.sliceDays,
        atLeast,
      };
    case 'scan': {
      const { minRecurrenceDays, clearBelowDays, maxRadiusKm, maxDays } = values;
      return { kind, minRecurrenceDays, clearBelowDays, maxRadiusKm, maxDays, atLeast };
    }
  }
}
