import { DAY_PARTS } from '../circumstances.ts';
import { dayNumber } from '../days.ts';
import type { DimensionColumn, PatternCube } from './cube.ts';
import { DIMENSIONS, type Dimension } from './lens.ts';

/** What is selected: words of each dimension (none: all), and a period of ISO days, both ends included. */
export interface Selection extends Partial<Readonly<Record<Dimension, readonly string[]>>> {
  from?: string | undefined;
  to?: string | undefined;
}

/** What a view leaves free of its own selection, so that the rest of it can still be seen and chosen. */
export type Filter = Dimension | 'period';
export const FILTERS: readonly Filter[] = [...DIMENSIONS, 'period'];

/** Bit i is set where an incident fails the selection of FILTERS[i]: one number answers every view. */
export type Failing = Uint16Array;

export interface Brushed {
  failing: Failing;
  /** Incidents that pass the whole selection. */
  total: number;
  /** Of these: without a month, since only the year or longer is known. */
  withoutMonth: number;
}

/** Puts a selection on a cube: one pass over the incidents for each filter in use. */
export function brush(cube: PatternCube, selection: Selection): Brushed {
  const failing: Failing = new Uint16Array(cube.length);
  for (const dimension of DIMENSIONS) {
    const words = selection[dimension];
    if (words && words.length > 0) failDimension(cube, failing, dimension, words);
  }
  if (selection.from !== undefined || selection.to !== undefined) failPeriod(cube, failing, selection);
  let total = 0;
  let withoutMonth = 0;
  for (let i = 0; i < failing.length; i++) {
    if (failing[i] !== 0) continue;
    total++;
    if (cube.month[i]! < 0) withoutMonth++;
  }
  return { failing, total, withoutMonth };
}

function failDimension(cube: PatternCube, failing: Failing, dimension: Dimension, words: readonly string[]) {
  const bit = bitOf([dimension]);
  const column = cube.dimensions[dimension];
  if (column.masks) {
    let chosen = 0;
    for (const word of words) {
      const index = column.words.indexOf(word);
      if (index >= 0) chosen |= 1 << index;
    }
    for (let i = 0; i < failing.length; i++) if ((column.masks[i]! & chosen) === 0) failing[i]! |= bit;
    return;
  }
  const isChosen = Uint8Array.from(column.words, (word) => (words.includes(word) ? 1 : 0));
  for (let i = 0; i < failing.length; i++) if (isChosen[column.codes[i]!] !== 1) failing[i]! |= bit;
}

/** An interval that touches the period passes, as everywhere in the product. */
function failPeriod(cube: PatternCube, failing: Failing, { from, to }: Selection) {
  const bit = bitOf(['period']);
  const first = from === undefined ? Number.NEGATIVE_INFINITY : dayNumber(from);
  const last = to === undefined ? Number.POSITIVE_INFINITY : dayNumber(to);
  for (let i = 0; i < failing.length; i++) {
    if (cube.lastDay[i]! < first || cube.firstDay[i]! > last) failing[i]! |= bit;
  }
}

function bitOf(filters: readonly Filter[]): number {
  return filters.reduce((bits, filter) => bits | (1 << FILTERS.indexOf(filter)), 0);
}

/** Incidents by word of a dimension, that dimension's own selection left out; several words count in each. */
export function countByWord(cube: PatternCube, { failing }: Brushed, dimension: Dimension): Float64Array {
  const column = cube.dimensions[dimension];
  const counts = new Float64Array(column.words.length);
  const others = ~bitOf([dimension]);
  for (let i = 0; i < failing.length; i++) {
    if ((failing[i]! & others) !== 0) continue;
    if (column.codes) counts[column.codes[i]!]!++;
    else addBits(counts, 0, column.masks[i]!, 1);
  }
  return counts;
}

/**
 * Incidents by two dimensions, row-major, the selections of both left out unless `free` says otherwise. A pair of one
 * dimension with itself is a bug.
 */
export function countByPair(
  cube: PatternCube,
  { failing }: Brushed,
  [row, column]: readonly [Dimension, Dimension],
  free: readonly Filter[] = [row, column],
): Float64Array {
  if (row === column) throw new Error(`a table of ${row} by itself`);
  const rows = cube.dimensions[row];
  const columns = cube.dimensions[column];
  const width = columns.words.length;
  const counts = new Float64Array(rows.words.length * width);
  const others = ~bitOf(free);
  for (let i = 0; i < failing.length; i++) {
    if ((failing[i]! & others) !== 0) continue;
    if (rows.codes) {
      addCell(counts, rows.codes[i]! * width, columns, i);
      continue;
    }
    for (let bits = rows.masks[i]!; bits !== 0; bits &= bits - 1) {
      addCell(counts, (31 - Math.clz32(bits & -bits)) * width, columns, i);
    }
  }
  return counts;
}

/**
 * Incidents by three dimensions, the last fastest, the selections of `free` left out; where one has several words of a
 * dimension it counts in each.
 */
export function countByThree(
  cube: PatternCube,
  { failing }: Brushed,
  [first, second, third]: readonly [Dimension, Dimension, Dimension],
  free: readonly Filter[],
): Float64Array {
  const [a, b, c] = [cube.dimensions[first], cube.dimensions[second], cube.dimensions[third]];
  const counts = new Float64Array(a.words.length * b.words.length * c.words.length);
  const others = ~bitOf(free);
  for (let i = 0; i < failing.length; i++) {
    if ((failing[i]! & others) !== 0) continue;
    for (const x of wordsAt(a, i)) {
      for (const y of wordsAt(b, i)) addCell(counts, (x * b.words.length + y) * c.words.length, c, i);
    }
  }
  return counts;
}

/** Indices of the words that an incident has. */
function wordsAt(column: DimensionColumn, i: number): number[] {
  if (column.codes) return [column.codes[i]!];
  const found: number[] = [];
  for (let bits = column.masks[i]!; bits !== 0; bits &= bits - 1) found.push(31 - Math.clz32(bits & -bits));
  return found;
}

function addCell(
  counts: Float64Array,
  start: number,
  column: PatternCube['dimensions'][Dimension],
  i: number,
) {
  if (column.codes) counts[start + column.codes[i]!]!++;
  else addBits(counts, start, column.masks[i]!, 1);
}

function addBits(counts: Float64Array, start: number, mask: number, step: number) {
  for (let bits = mask; bits !== 0; bits &= bits - 1) {
    counts[start + step * (31 - Math.clz32(bits & -bits))]!++;
  }
}

/** Incidents by month from the cube's first on, the selected period left out; those without a month are in none. */
export function countByMonth(cube: PatternCube, { failing }: Brushed): Float64Array {
  const counts = new Float64Array(cube.months);
  const others = ~bitOf(['period']);
  for (let i = 0; i < failing.length; i++) {
    if ((failing[i]! & others) === 0 && cube.month[i]! >= 0) counts[cube.month[i]!]!++;
  }
  return counts;
}

/** The same by word of a dimension: a row of months for each word. */
export function countByWordAndMonth(
  cube: PatternCube,
  { failing }: Brushed,
  dimension: Dimension,
): Float64Array {
  const column = cube.dimensions[dimension];
  const { months } = cube;
  const counts = new Float64Array(column.words.length * months);
  const others = ~bitOf(['period', dimension]);
  for (let i = 0; i < failing.length; i++) {
    const month = cube.month[i]!;
    if ((failing[i]! & others) !== 0 || month < 0) continue;
    if (column.codes) counts[column.codes[i]! * months + month]!++;
    else addBits(counts, month, column.masks[i]!, months);
  }
  return counts;
}

/** Filters that are cleared together, and the incidents there would be without them. */
export interface WayOut {
  filters: readonly Filter[];
  count: number;
}

/**
 * The ways out of a view that nothing is left in: the smallest sets of filters without which there would be incidents,
 * those that give most first. More than one filter each: none of them empties the view alone, they contradict each
 * other. Empty where there are no incidents at all.
 */
export function waysOut({ failing }: Brushed, selection: Selection): WayOut[] {
  const used = FILTERS.filter((filter) => isUsed(selection, filter));
  const counts = new Map<number, number>();
  for (const bits of failing) counts.set(bits, (counts.get(bits) ?? 0) + 1);
  const without = (cleared: number) => {
    let count = 0;
    for (const [bits, n] of counts) if ((bits & ~cleared) === 0) count += n;
    return count;
  };
  for (let size = 1; size <= used.length; size++) {
    const found = subsetsOf(used, size)
      .map((filters) => ({ filters, count: without(bitOf(filters)) }))
      .filter(({ count }) => count > 0)
      .sort((a, b) => b.count - a.count);
    if (found.length > 0) return found;
  }
  return [];
}

function subsetsOf<T>(all: readonly T[], size: number): T[][] {
  if (size === 0) return [[]];
  return all.flatMap((first, at) => subsetsOf(all.slice(at + 1), size - 1).map((rest) => [first, ...rest]));
}

function isUsed(selection: Selection, filter: Filter): boolean {
  if (filter === 'period') return selection.from !== undefined || selection.to !== undefined;
  return (selection[filter]?.length ?? 0) > 0;
}

/** Incidents that pass the whole selection by corridor and place type: a row of PLACE_TYPES for each corridor. */
export function countWays(cube: PatternCube, { failing }: Brushed, corridors: number): Float64Array {
  const { codes, words } = cube.dimensions.place;
  const counts = new Float64Array(corridors * words.length);
  for (let i = 0; i < failing.length; i++) {
    const corridor = cube.corridor[i]!;
    if (failing[i] === 0 && corridor < corridors && codes) counts[corridor * words.length + codes[i]!]!++;
  }
  return counts;
}

/** The same by part of the day; reports of one incident that disagree count in each part. */
export function countDayParts(cube: PatternCube, { failing }: Brushed, corridors: number): Float64Array {
  const counts = new Float64Array(corridors * DAY_PARTS.length);
  for (let i = 0; i < failing.length; i++) {
    const corridor = cube.corridor[i]!;
    if (failing[i] !== 0 || corridor >= corridors) continue;
    addBits(counts, corridor * DAY_PARTS.length, cube.dayParts[i]!, 1);
  }
  return counts;
}

/** Incidents that pass everything but the period, by word of a dimension, with their whole interval within the days. */
export function countWithin(
  cube: PatternCube,
  { failing }: Brushed,
  dimension: Dimension,
  { from, to }: { from: number; to: number },
): Float64Array {
  const column = cube.dimensions[dimension];
  const counts = new Float64Array(column.words.length);
  const others = ~bitOf(['period', dimension]);
  for (let i = 0; i < failing.length; i++) {
    if ((failing[i]! & others) !== 0 || cube.firstDay[i]! < from || cube.lastDay[i]! > to) continue;
    if (column.codes) counts[column.codes[i]!]!++;
    else addBits(counts, 0, column.masks[i]!, 1);
  }
  return counts;
}
