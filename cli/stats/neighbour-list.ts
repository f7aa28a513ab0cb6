import { isValidCell } from 'h3-js';
import { h3Neighbours } from '../../domain/statistics/h3-study-area.ts';
import { type Neighbours, neighboursOfPairs } from '../../domain/statistics/neighbours.ts';
import { done, failed, type Outcome } from './outcome.ts';
import { columnNamed, lineOf, numberColumn, readTable, textColumn } from './table.ts';

/**
 * Neighbours from a file of pairs i, j and perhaps a weight w. i and j are ids of the cells if all of them are ids,
 * else row numbers from 1. Without a file, H3 cells get the ring around them.
 */
export function readNeighbours(
  file: string | undefined,
  ids: readonly string[],
  selfWeight: number | null,
): Outcome<Neighbours> {
  if (file === undefined) {
    if (!ids.every(isValidCell)) return failed({ reason: 'no-neighbours', column: '--neighbours' });
    const ring = h3Neighbours(ids);
    return done(selfWeight === 1 ? ring : withSelfWeight(ring, selfWeight));
  }
  const table = readTable(file, '--neighbours');
  if (!table.ok) return table;
  const i = textColumn(table.value, ['i', 'from', 'id']);
  if (!i.ok) return i;
  const j = textColumn(table.value, ['j', 'to', 'neighbour', 'neighbor']);
  if (!j.ok) return j;
  const indexOf = new Map(ids.map((id, index) => [id, index]));
  const areIds = [i, j].every((column) => column.value.values.every((text) => indexOf.has(text)));
  const from = indicesOf(i.value, file, ids.length, areIds ? indexOf : null);
  if (!from.ok) return from;
  const to = indicesOf(j.value, file, ids.length, areIds ? indexOf : null);
  if (!to.ok) return to;
  const pairs = { from: from.value, to: to.value };
  const seen = new Set<number>();
  for (let k = 0; k < pairs.from.length; k++) {
    const key = pairs.from[k]! * ids.length + pairs.to[k]!;
    if (seen.has(key)) return failed({ reason: 'duplicate-row', file, row: lineOf(k) });
    seen.add(key);
  }
  if (columnNamed(table.value, WEIGHTS) === undefined) {
    return done(neighboursOfPairs(ids.length, pairs, selfWeight));
  }
  const weights = numberColumn(table.value, WEIGHTS);
  if (!weights.ok) return weights;
  const negative = weights.value.values.findIndex((weight) => weight < 0);
  if (negative >= 0) {
    const value = weights.value.values[negative]!;
    return failed({
      reason: 'negative-count',
      file,
      row: lineOf(negative),
      column: weights.value.name,
      value,
    });
  }
  return done(neighboursOfPairs(ids.length, { ...pairs, weights: weights.value.values }, selfWeight));
}

const WEIGHTS = ['w', 'weight', 'weights'];

function indicesOf(
  column: { name: string; values: readonly string[] },
  file: string,
  n: number,
  indexOf: ReadonlyMap<string, number> | null,
): Outcome<Int32Array> {
  const indices = new Int32Array(column.values.length);
  for (const [row, text] of column.values.entries()) {
    const index = indexOf ? indexOf.get(text)! : Number(text) - 1;
    if (!Number.isInteger(index) || index < 0 || index >= n) {
      return failed({
        reason: 'unknown-neighbour',
        file,
        row: lineOf(row),
        column: column.name,
        value: text,
      });
    }
    indices[row] = index;
  }
  return done(indices);
}

/** A ring has the cell itself in it with weight 1: gives it another, or takes it out. */
function withSelfWeight({ offsets, targets }: Neighbours, selfWeight: number | null): Neighbours {
  const from: number[] = [];
  const to: number[] = [];
  for (let i = 0; i + 1 < offsets.length; i++) {
    for (let k = offsets[i]!; k < offsets[i + 1]!; k++) {
      if (targets[k] === i) continue;
      from.push(i);
      to.push(targets[k]!);
    }
  }
  return neighboursOfPairs(
    offsets.length - 1,
    { from: Int32Array.from(from), to: Int32Array.from(to) },
    selfWeight,
  );
}
