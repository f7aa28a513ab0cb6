import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { expect } from 'vitest';
import type { Answer } from '../../../domain/statistics/answer.ts';
import { type Neighbours, neighboursOfPairs } from '../../../domain/statistics/neighbours.ts';

const REFERENCE = new URL('../../reference/', import.meta.url);

export type Row = Record<string, string>;

/** The rows of a reference file under tests/reference. */
export function referenceRows(path: string): Row[] {
  return parse(readFileSync(new URL(path, REFERENCE), 'utf8'), { columns: true });
}

/** A column of numbers; NA is NaN. */
export function column(rows: readonly Row[], name: string): Float64Array {
  return Float64Array.from(rows, (row) => {
    const text = row[name];
    if (text === undefined) throw new Error(`no column ${name}`);
    return text === 'NA' ? Number.NaN : Number(text);
  });
}

/** Neighbours out of a list of pairs i,j counted from 1. */
export function referenceNeighbours(path: string, n: number, selfWeight: number | null): Neighbours {
  const rows = referenceRows(path);
  const from = Int32Array.from(rows, (row) => Number(row.i) - 1);
  const to = Int32Array.from(rows, (row) => Number(row.j) - 1);
  return neighboursOfPairs(n, { from, to }, selfWeight);
}

/** The value of an answer; a refusal fails the test with its reason. */
export function answerOf<T>(answer: Answer<T>): T {
  if (answer.status === 'refused') throw new Error(`refused: ${JSON.stringify(answer)}`);
  return answer.value;
}

/** Greatest |ours - reference|, relative to the reference where asked. Both NaN or null (NA) agree. */
export function greatestDifference(
  ours: ArrayLike<number | null>,
  reference: ArrayLike<number>,
  kind: 'absolute' | 'relative' = 'absolute',
): number {
  expect(ours.length).toBe(reference.length);
  let greatest = 0;
  for (let i = 0; i < reference.length; i++) {
    const ourValue = ours[i] ?? Number.NaN;
    const theirs = reference[i]!;
    if (Number.isNaN(ourValue) && Number.isNaN(theirs)) continue;
    const difference = Math.abs(ourValue - theirs);
    const scaled = kind === 'absolute' || theirs === 0 ? difference : difference / Math.abs(theirs);
    // NaN on one side only must not hide behind Math.max.
    greatest = Number.isNaN(scaled) ? Number.POSITIVE_INFINITY : Math.max(greatest, scaled);
  }
  return greatest;
}
