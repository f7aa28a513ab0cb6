import { MIN_INCIDENTS, type Refusal, refused } from './answer.ts';

/** The first value that is no finite number, as a refusal; null where all are. */
export function refuseNotFinite(field: string, values: ArrayLike<number>): Refusal | null {
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    if (!Number.isFinite(value)) return refused('not-a-number', { field, index, value });
  }
  return null;
}

/** The first value that is no finite number or is below zero, as a refusal; null where there is none. */
export function refuseNegative(field: string, values: ArrayLike<number>): Refusal | null {
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    if (!Number.isFinite(value)) return refused('not-a-number', { field, index, value });
    if (value < 0) return refused('negative-count', { field, index, value });
  }
  return null;
}

/** The first value that is no whole number from zero on, as a refusal; null where there is none. */
export function refuseNotCounts(field: string, values: ArrayLike<number>): Refusal | null {
  const negative = refuseNegative(field, values);
  if (negative) return negative;
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    if (!Number.isInteger(value)) return refused('not-a-whole-count', { field, index, value });
  }
  return null;
}

/** A refusal where incidents at (x, y, t) are too few, all at one place or, with t, all on one day; else null. */
export function refuseDegeneratePoints(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  t?: ArrayLike<number>,
): Refusal | null {
  const unreadable =
    refuseNotFinite('x', x) ?? refuseNotFinite('y', y) ?? (t ? refuseNotFinite('t', t) : null);
  if (unreadable) return unreadable;
  if (x.length < MIN_INCIDENTS) {
    return refused('too-few-incidents', { value: x.length, needed: MIN_INCIDENTS });
  }
  if (allEqual(x) && allEqual(y)) return refused('one-place', { value: x.length });
  if (t && allEqual(t)) return refused('one-day', { value: t[0]! });
  return null;
}

/**
 * A refusal where values by cell allow no hotspot: fewer than two cells, fewer than 10 incidents, all in one cell,
 * or all cells alike. Values that are not all whole are rates, and have no number of incidents to ask for.
 */
export function refuseDegenerateCells(field: string, values: ArrayLike<number>): Refusal | null {
  const negative = refuseNegative(field, values);
  if (negative) return negative;
  if (values.length < 2) return refused('one-cell', { value: values.length, needed: 2 });
  let total = 0;
  let occupied = 0;
  let areCounts = true;
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    total += value;
    if (value > 0) occupied++;
    if (!Number.isInteger(value)) areCounts = false;
  }
  if (areCounts && total < MIN_INCIDENTS) {
    return refused('too-few-incidents', { field, value: total, needed: MIN_INCIDENTS });
  }
  if (occupied === 1) return refused('one-place', { field, value: total });
  if (allEqual(values)) return refused('no-variation', { field, value: values[0]! });
  return null;
}

/** True where every value is the first one. */
export function allEqual(values: ArrayLike<number>): boolean {
  for (let index = 1; index < values.length; index++) if (values[index] !== values[0]) return false;
  return true;
}
