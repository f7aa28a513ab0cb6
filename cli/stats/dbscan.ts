import { dbscan } from '../../domain/statistics/dbscan.ts';
import { knnDistances } from '../../domain/statistics/knn-distance.ts';
import { all, numberOption } from './options.ts';
import { done, failed, failedBy, type Outcome } from './outcome.ts';
import { readPoints } from './points.ts';
import type { Result } from './result.ts';
import { given, type Options, type Verb } from './verb.ts';

export const dbscanVerb: Verb = {
  name: 'dbscan',
  key: 'dbscan',
  flags: [
    '--points <file>',
    '--eps <distance>',
    '--min-pts <n>',
    '--star',
    '--knn <k>',
    '--projection-lat <degrees>',
  ],
  example: 'vigia stats dbscan --points tests/reference/inputs_synth_3000.csv --eps 15 --min-pts 8',
  run: runDbscan,
};

function runDbscan(options: Options): Outcome<Result> {
  if (given(options, 'knn') !== undefined) return runKnn(options);
  for (const [name, flag] of [
    ['eps', '--eps'],
    ['minPts', '--min-pts'],
  ] as const) {
    if (given(options, name) === undefined) return failed({ reason: 'missing-option', column: flag });
  }
  const read = all(
    numberOption('--eps', given(options, 'eps'), 0),
    numberOption('--min-pts', given(options, 'minPts'), 0, { min: 1, whole: true }),
    numberOption('--projection-lat', given(options, 'projectionLat'), 23),
  );
  if (!read.ok) return read;
  const [eps, minPoints, projectionLat] = read.value;
  const points = readPoints(given(options, 'points'), { withTime: false, projectionLat });
  if (!points.ok) return points;
  const { file, ids, x, y, columns: named } = points.value;
  const found = dbscan(x, y, { eps, minPoints, withBorder: options.star !== true });
  if (found.status === 'refused')
    return failedBy(found, file, { ...named, eps: '--eps', minPoints: '--min-pts' });
  const { labels, isCore, clusters } = found.value;
  return done({
    columns: ['id', 'x', 'y', 'label', 'is_core'],
    rows: ids.map((id, i) => [id, x[i]!, y[i]!, labels[i]!, isCore[i]!]),
    summary: {
      n: ids.length,
      clusters,
      noise: labels.reduce((sum, label) => sum + (label === 0 ? 1 : 0), 0),
    },
  });
}

/** The distance of each point to its k-th neighbour, to choose eps by. */
function runKnn(options: Options): Outcome<Result> {
  const read = all(
    numberOption('--knn', given(options, 'knn'), 1, { min: 1, whole: true }),
    numberOption('--projection-lat', given(options, 'projectionLat'), 23),
  );
  if (!read.ok) return read;
  const [k, projectionLat] = read.value;
  const points = readPoints(given(options, 'points'), { withTime: false, projectionLat });
  if (!points.ok) return points;
  const { file, ids, x, y, columns: named } = points.value;
  const found = knnDistances(x, y, k);
  if (found.status === 'refused') return failedBy(found, file, { ...named, k: '--knn' });
  return done({ columns: ['id', `d${k}`], rows: ids.map((id, i) => [id, found.value[i]!]), summary: { k } });
}
