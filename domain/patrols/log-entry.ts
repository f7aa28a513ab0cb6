import { foldedKey } from '../geocoding/places.ts';
import { redactionMark } from '../personal-data/found.ts';
import { GIVEN_NAMES } from '../personal-data/name-words.ts';
import { redact } from '../personal-data/redact.ts';
import { PREDATORY_CRIMES } from '../taxonomy.ts';

/** The patrol log: what was to be patrolled and what was, stretch by stretch and hour by hour. */

export const PATROL_KINDS = ['planned', 'executed'] as const;
export type PatrolKind = (typeof PATROL_KINDS)[number];

/** Closed, and of no person: crimes found count as discovered; consented ones have no word here. */
export const PATROL_FINDS = ['nothing', ...PREDATORY_CRIMES, 'holding_house', 'hazard'] as const;
export type PatrolFind = (typeof PATROL_FINDS)[number];

export interface PatrolEntry {
  kind: PatrolKind;
  /** A designation, never a person's name. */
  unit: string;
  corridorId: string;
  fromKm: number;
  toKm: number;
  /** `2026-11-20T22:00`, by the clock of the place. */
  startsAt: string;
  endsAt: string;
  /** Empty where nobody said; of what is planned always. */
  finds: PatrolFind[];
}

/** An entry as it was typed or as it stood in a file, column by column. */
export type PatrolColumn = 'kind' | 'unit' | 'corridor' | 'fromKm' | 'toKm' | 'from' | 'to' | 'finds';
export type PatrolCells = Readonly<Record<PatrolColumn, string>>;

export interface PatrolProblem {
  column: PatrolColumn;
  value: string;
  reason:
    | 'empty'
    | 'no-such-kind'
    | 'unit-too-long'
    | 'names-a-person'
    | 'no-such-corridor'
    | 'not-a-number'
    | 'off-the-corridor'
    | 'km-not-rising'
    | 'not-a-time'
    | 'times-not-rising'
    | 'too-long-a-patrol'
    | 'in-the-future'
    | 'no-such-find'
    | 'nothing-and-something'
    | 'found-before-done';
  /** What would be right, where that is a short list or a range. */
  allowed?: readonly string[];
}

/** What entries are held against. */
export interface PatrolGround {
  corridors: readonly { id: string; name: string; fromKm: number; toKm: number }[];
  /** ISO day: what is executed lies no later than the day after it, wherever the clock stands. */
  today: string;
}

const LONGEST_UNIT = 40;
const LONGEST_HOURS = 72;
const TIME = /^(\d{4}-\d\d-\d\d)[T ]([01]\d|2[0-3]):([0-5]\d)(?::00)?$/;

/** Reads an entry, or names all that is wrong with it, column by column. */
export function readPatrolEntry(
  cells: PatrolCells,
  ground: PatrolGround,
): { ok: true; entry: PatrolEntry } | { ok: false; problems: PatrolProblem[] } {
  const problems: PatrolProblem[] = [];
  const refuse = (column: PatrolColumn, reason: PatrolProblem['reason'], allowed?: readonly string[]) => {
    problems.push({ column, value: safeValue(column, cells[column]), reason, ...(allowed && { allowed }) });
    return null;
  };
  const kind =
    PATROL_KINDS.find((word) => word === cells.kind) ??
    refuse('kind', cells.kind === '' ? 'empty' : 'no-such-kind', PATROL_KINDS);
  const unit = cells.unit.trim().replace(/\s+/g, ' ');
  if (unit === '') refuse('unit', 'empty');
  else if (unit.length > LONGEST_UNIT) refuse('unit', 'unit-too-long');
  else if (isPersonal(unit)) refuse('unit', 'names-a-person');
  const corridor =
    ground.corridors.find(({ id, name }) => id === cells.corridor || name === cells.corridor) ??
    refuse('corridor', cells.corridor === '' ? 'empty' : 'no-such-corridor');

  const km = (column: 'fromKm' | 'toKm') => {
    const text = cells[column];
    if (text === '') return refuse(column, 'empty');
    if (!/^\d{1,5}(?:[.,]\d+)?$/.test(text)) return refuse(column, 'not-a-number');
    const value = Number(text.replace(',', '.'));
    if (!corridor || (value >= corridor.fromKm - 1e-6 && value <= corridor.toKm + 1e-6)) return value;
    return refuse(column, 'off-the-corridor', [corridor.fromKm.toFixed(1), corridor.toKm.toFixed(1)]);
  };
  const fromKm = km('fromKm');
  const toKm = km('toKm');
  if (fromKm !== null && toKm !== null && toKm <= fromKm) refuse('toKm', 'km-not-rising');

  const startsAt = timeOf(cells.from) ?? refuse('from', cells.from === '' ? 'empty' : 'not-a-time');
  const endsAt = timeOf(cells.to) ?? refuse('to', cells.to === '' ? 'empty' : 'not-a-time');
  if (startsAt !== null && endsAt !== null) {
    const hours = hoursBetween(startsAt, endsAt);
    if (hours <= 0) refuse('to', 'times-not-rising');
    else if (hours > LONGEST_HOURS) refuse('to', 'too-long-a-patrol', [String(LONGEST_HOURS)]);
    if (kind === 'executed' && Date.parse(`${endsAt.slice(0, 10)}Z`) > Date.parse(`${ground.today}Z`) + DAY) {
      refuse('to', 'in-the-future');
    }
  }

  const words = cells.finds.split(/[|;]/).map((word) => word.trim());
  const finds = [...new Set(words.filter((word) => word !== ''))];
  if (!finds.every(isFind)) refuse('finds', 'no-such-find', PATROL_FINDS);
  else if (finds.includes('nothing') && finds.length > 1) refuse('finds', 'nothing-and-something');
  else if (kind === 'planned' && finds.length > 0) refuse('finds', 'found-before-done');

  if (problems.length > 0 || !kind || !corridor || fromKm === null || toKm === null || !startsAt || !endsAt) {
    return { ok: false, problems };
  }
  const sorted = PATROL_FINDS.filter((word) => finds.includes(word));
  const place = { corridorId: corridor.id, fromKm, toKm };
  return { ok: true, entry: { kind, unit, ...place, startsAt, endsAt, finds: sorted } };
}

const DAY = 86_400_000;

/** Hours from one time of an entry to another. */
export function hoursBetween(startsAt: string, endsAt: string): number {
  return (Date.parse(`${endsAt}Z`) - Date.parse(`${startsAt}Z`)) / 3_600_000;
}

function isFind(word: string): word is PatrolFind {
  return (PATROL_FINDS as readonly string[]).includes(word);
}

/** A designation needs no given name: what has one is asked for another word, even where a town is called so. */
function isPersonal(unit: string): boolean {
  const hasGivenName = unit.split(/[^\p{L}]+/u).some((word) => GIVEN_NAMES.has(foldedKey(word)));
  return hasGivenName || redact(unit, 'free', () => false).found.length > 0;
}

/** What stood in a cell, as it may be kept and shown: without personal data, and no longer than a line. */
export function safeValue(column: PatrolColumn, value: string): string {
  if (column === 'unit' && isPersonal(value)) return redactionMark('name');
  return (value.length > 24 ? redact(value, 'free', () => false).text : value).slice(0, 80);
}

function timeOf(text: string): string | null {
  const [, day, hour, minute] = TIME.exec(text.trim()) ?? [];
  if (!day) return null;
  const date = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime()) || !date.toISOString().startsWith(day)) return null;
  return `${day}T${hour}:${minute}`;
}
