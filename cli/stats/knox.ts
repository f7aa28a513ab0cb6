import { basename } from 'node:path';
import { knox } from '../../domain/statistics/knox.ts';
import { all, numberListOption, numberOption } from './options.ts';
import { done, failedBy, type Outcome } from './outcome.ts';
import { readPoints } from './points.ts';
import type { Field, Result } from './result.ts';
import { given, type Options, type Verb } from './verb.ts';

export const knoxVerb: Verb = {
  name: 'knox',
  key: 'knox',
  flags: [
    '--points <file>',
    '--eps-s <km,...>',
    '--eps-t <days,...>',
    '--permutations <n>',
    '--seed <n>',
    '--projection-lat <degrees>',
  ],
  example:
    'vigia stats knox --points tests/reference/knox/burkitt_input.csv --eps-s 2.5,5,10 --eps-t 30,60,90 --permutations 999 --seed 1',
  run: runKnox,
};

function runKnox(options: Options): Outcome<Result> {
  const read = all(
    numberOption('--projection-lat', given(options, 'projectionLat'), 23),
    numberListOption('--eps-s', given(options, 'epsS')),
    numberListOption('--eps-t', given(options, 'epsT')),
    numberOption('--permutations', given(options, 'permutations'), 999, { min: 1, whole: true }),
    numberOption('--seed', given(options, 'seed'), 1, { min: 0, whole: true }),
  );
  if (!read.ok) return read;
  const [projectionLat, distances, spans, permutations, seed] = read.value;
  const points = readPoints(given(options, 'points'), { withTime: true, projectionLat });
  if (!points.ok) return points;
  const { file, columns: named } = points.value;
  const data = basename(file).replace(/(_input)?\.\w+$/, '');
  const rows: Field[][] = [];
  for (const spaceKm of distances) {
    for (const timeDays of spans) {
      const tested = knox(points.value, { spaceKm, timeDays, permutations, seed });
      if (tested.status === 'refused') {
        return failedBy(tested, file, { ...named, spaceKm: '--eps-s', timeDays: '--eps-t' });
      }
      const k = tested.value;
      rows.push([
        ...[data, k.n, spaceKm, timeDays, k.pairs, k.closeInSpace, k.closeInTime, k.observed, k.expected],
        ...[k.pPoissonAbove, k.pPermutation, permutations],
      ]);
    }
  }
  const columns = [
    ...['data', 'n', 'eps_s', 'eps_t', 'pairs', 'n_close_s', 'n_close_t', 'X', 'expected'],
    ...['p_poisson', 'p_MC', 'B'],
  ];
  return done({ columns, rows, summary: { permutations, seed } });
}
