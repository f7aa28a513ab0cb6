import type { Selection } from '../../domain/patterns/brush.ts';
import {
  ASSUMPTION_IDS,
  assumptionOf,
  type EarningsAssumptions,
  REPORT_ASSUMPTIONS,
  withAssumption,
} from '../../domain/patterns/earnings.ts';
import { COMPARED_BY, type ComparedBy } from '../../domain/patterns/figures/comparison.ts';
import {
  COUNTINGS,
  DIMENSIONS,
  type Dimension,
  LENS_GROUPS,
  type Lens,
  wordsOfDimension,
} from '../../domain/patterns/lens.ts';

/** What is compared: two states by code, or two periods (absent: the last year and the one before). */
export type Compared =
  | { kind: 'states'; first: string; second: string }
  | { kind: 'periods'; first: Period | null; second: Period | null };
export interface Period {
  from: string;
  to: string;
}

/** All that a link to the page of patterns restores, in the part of the address after `#`. */
export interface PatternView {
  lens: Lens;
  selection: Selection;
  /** Rows and columns of the two-way table. */
  pair: readonly [Dimension, Dimension];
  /** A measure's id, or a day of one's own; null: the newest measure with data before and after it. */
  measure: string | null;
  windowMonths: number;
  compared: Compared;
  comparedBy: ComparedBy;
  assumptions: EarningsAssumptions;
  /** Whether measures of enforcement are drawn on maps. */
  showsMeasures: boolean;
}

export const WINDOWS = [3, 6, 12, 24] as const;

export const FIRST_VIEW: PatternView = {
  lens: { group: 'predatory', counting: 'principal' },
  selection: {},
  pair: ['perpetrator', 'crime'],
  measure: null,
  windowMonths: 12,
  compared: { kind: 'states', first: '28', second: '07' },
  comparedBy: 'crime',
  assumptions: REPORT_ASSUMPTIONS,
  showsMeasures: true,
};

/** Reads an address; what it can't read it leaves as in the first view, so that an old link still opens. */
export function parsePatternView(hash: string): PatternView {
  const query = new URLSearchParams(hash.replace(/^#/, ''));
  const one = <T extends string>(name: string, words: readonly T[], other: T): T =>
    words.find((word) => word === query.get(name)) ?? other;
  const group = one('g', LENS_GROUPS, FIRST_VIEW.lens.group);
  const lens: Lens = { group, counting: one('c', COUNTINGS, FIRST_VIEW.lens.counting) };
  const window = Number(query.get('w'));
  const measure = query.get('m');
  return {
    lens,
    selection: parseSelection(query, lens),
    pair: parsePair(query.get('x')),
    measure: measure !== null && /^[\w-]{1,80}$/.test(measure) ? measure : null,
    windowMonths: WINDOWS.find((months) => months === window) ?? FIRST_VIEW.windowMonths,
    compared: parseCompared(query.get('v')),
    comparedBy: one('b', COMPARED_BY, FIRST_VIEW.comparedBy),
    assumptions: parseAssumptions(query.get('e')),
    showsMeasures: query.get('l') !== 'none',
  };
}

/** A part of an address that can't be read: its value (null: no part has this name), and what would be right. */
export interface UnreadPart {
  name: string;
  value: string | null;
  right: readonly string[] | 'day';
}

/** What parsePatternView leaves out of an address: unknown names, words and days, with what would be right. */
export function unreadParts(hash: string): UnreadPart[] {
  const query = new URLSearchParams(hash.replace(/^#/, ''));
  const { lens } = parsePatternView(hash);
  return [...query].flatMap(([name, text]): UnreadPart[] => {
    const dimension = DIMENSIONS.find((one) => one === name);
    if (dimension) {
      const right = wordsOfDimension(dimension, lens);
      const wrong = text.split(',').filter((word) => !right.includes(word));
      return wrong.map((value) => ({ name, value, right }));
    }
    if (name === 'from' || name === 'to') {
      return dayOf(text) === null ? [{ name, value: text, right: 'day' }] : [];
    }
    const words: readonly string[] | undefined = { g: LENS_GROUPS, c: COUNTINGS, b: COMPARED_BY }[name];
    if (words) return words.includes(text) ? [] : [{ name, value: text, right: words }];
    return OTHER_PARTS.includes(name)
      ? []
      : [{ name, value: null, right: [...FILTER_PARTS, ...OTHER_PARTS] }];
  });
}

const FILTER_PARTS: readonly string[] = ['g', 'c', ...DIMENSIONS, 'from', 'to'];
const OTHER_PARTS: readonly string[] = ['x', 'm', 'w', 'v', 'b', 'e', 'l'];

/** The address of a view, `#` included; the inverse of parsePatternView. The first view is an empty one. */
export function patternViewToHash(view: PatternView): string {
  const { lens, selection, pair, measure, windowMonths, compared, assumptions } = view;
  const parts: [string, string][] = [];
  if (lens.group !== FIRST_VIEW.lens.group) parts.push(['g', lens.group]);
  if (lens.counting !== FIRST_VIEW.lens.counting) parts.push(['c', lens.counting]);
  for (const dimension of DIMENSIONS) {
    const words = selection[dimension] ?? [];
    if (words.length > 0) parts.push([dimension, words.join(',')]);
  }
  if (selection.from !== undefined) parts.push(['from', selection.from]);
  if (selection.to !== undefined) parts.push(['to', selection.to]);
  if (pair.join() !== FIRST_VIEW.pair.join()) parts.push(['x', pair.join(',')]);
  if (measure !== null) parts.push(['m', measure]);
  if (windowMonths !== FIRST_VIEW.windowMonths) parts.push(['w', String(windowMonths)]);
  const against = comparedText(compared);
  if (against !== comparedText(FIRST_VIEW.compared)) parts.push(['v', against]);
  if (view.comparedBy !== FIRST_VIEW.comparedBy) parts.push(['b', view.comparedBy]);
  const numbers = ASSUMPTION_IDS.map((id) => assumptionOf(assumptions, id)).join(',');
  if (numbers !== ASSUMPTION_IDS.map((id) => assumptionOf(REPORT_ASSUMPTIONS, id)).join(',')) {
    parts.push(['e', numbers]);
  }
  if (!view.showsMeasures) parts.push(['l', 'none']);
  return parts.length === 0 ? '' : `#${parts.map(([name, value]) => `${name}=${value}`).join('&')}`;
}

/** The view of another lens: words that it does not have are no longer chosen. */
export function withLens(view: PatternView, lens: Lens): PatternView {
  const { crime, perpetrator, ...rest } = view.selection;
  const sameGroup = lens.group === view.lens.group;
  const kept = lens.group === 'hazard' ? {} : { ...(perpetrator ? { perpetrator } : {}) };
  return { ...view, lens, selection: { ...rest, ...kept, ...(sameGroup && crime ? { crime } : {}) } };
}

function parseSelection(query: URLSearchParams, lens: Lens): Selection {
  const chosen = DIMENSIONS.flatMap((dimension) => {
    const given = new Set((query.get(dimension) ?? '').split(','));
    const words = wordsOfDimension(dimension, lens).filter((word) => given.has(word));
    return words.length > 0 ? [[dimension, words] as const] : [];
  });
  const from = dayOf(query.get('from'));
  const to = dayOf(query.get('to'));
  return { ...Object.fromEntries(chosen), ...(from ? { from } : {}), ...(to ? { to } : {}) };
}

function dayOf(text: string | null): string | null {
  if (text === null || !/^\d{4}-\d\d-\d\d$/.test(text)) return null;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? text : null;
}

function parsePair(text: string | null): readonly [Dimension, Dimension] {
  const [row, column] = (text ?? '').split(',').map((word) => DIMENSIONS.find((one) => one === word));
  return row && column && row !== column ? [row, column] : FIRST_VIEW.pair;
}

function parseCompared(text: string | null): Compared {
  const [kind, first = '', second = ''] = (text ?? '').split(':');
  const isState = (code: string) =>
    code !== '00' && wordsOfDimension('state', FIRST_VIEW.lens).includes(code);
  if (kind === 'states' && isState(first) && isState(second)) return { kind, first, second };
  if (kind === 'periods') return { kind, first: periodOf(first), second: periodOf(second) };
  return FIRST_VIEW.compared;
}

function comparedText(compared: Compared): string {
  if (compared.kind === 'states') return `states:${compared.first}:${compared.second}`;
  const text = (period: Period | null) => (period ? `${period.from}..${period.to}` : '');
  return `periods:${text(compared.first)}:${text(compared.second)}`;
}

function periodOf(text: string): Period | null {
  const [from, to] = text.split('..').map((day) => dayOf(day));
  return from && to && from <= to ? { from, to } : null;
}

function parseAssumptions(text: string | null): EarningsAssumptions {
  const numbers = (text ?? '').split(',').map(Number);
  const isWhole =
    numbers.length === ASSUMPTION_IDS.length && numbers.every((n) => Number.isFinite(n) && n >= 0);
  if (text === null || !isWhole) return REPORT_ASSUMPTIONS;
  return ASSUMPTION_IDS.reduce(
    (made, id, at) => withAssumption(made, id, numbers[at] ?? 0),
    REPORT_ASSUMPTIONS,
  );
}
