import { type NearRepeatBand, nearRepeat } from '../../domain/statistics/near-repeat.ts';
import { all, numberListOption, numberOption } from './options.ts';
import { done, failedBy, type Outcome } from './outcome.ts';
import { readPoints } from './points.ts';
import type { Field, Result } from './result.ts';
import { given, type Options, type Verb } from './verb.ts';

export const nearRepeatVerb: Verb = {
  name: 'near-repeat',
  key: 'nearRepeat',
  flags: [
    '--points <file>',
    '--s-bands <km,...>',
    '--t-bands <days,...>',
    '--permutations <n>',
    '--seed <n>',
    '--projection-lat <degrees>',
  ],
  example:
    'vigia stats near-repeat --points tests/reference/inputs_synth_1000.csv --s-bands 0,0.1,2,5,10,20,50 --t-bands 0,7,14,21,28,60 --seed 1',
  run: runNearRepeat,
};

function runNearRepeat(options: Options): Outcome<Result> {
  const read = all(
    numberOption('--projection-lat', given(options, 'projectionLat'), 23),
    numberListOption('--s-bands', given(options, 'sBands')),
    numberListOption('--t-bands', given(options, 'tBands')),
    numberOption('--permutations', given(options, 'permutations'), 999, { min: 2, whole: true }),
    numberOption('--seed', given(options, 'seed'), 1, { min: 0, whole: true }),
  );
  if (!read.ok) return read;
  const [projectionLat, spaceEdgesKm, timeEdgesDays, permutations, seed] = read.value;
  const points = readPoints(given(options, 'points'), { withTime: true, projectionLat });
  if (!points.ok) return points;
  const found = nearRepeat(points.value, { spaceEdgesKm, timeEdgesDays, permutations, seed });
  if (found.status === 'refused') {
    const named = { ...points.value.columns, spaceEdgesKm: '--s-bands', timeEdgesDays: '--t-bands' };
    const isOption = found.field === 'spaceEdgesKm' || found.field === 'timeEdgesDays';
    return failedBy(found, points.value.file, named, (index) => (isOption ? undefined : index + 2));
  }
  const columns = [
    ...['s_band', 't_band', 'observed', 'mean_sim', 'sd_sim', 'median_sim'],
    ...['knox_ratio', 'knox_ratio_median', 'p', 'expected_exact'],
  ];
  return done({
    columns,
    rows: found.value.map(bandRow),
    summary: { n: points.value.ids.length, permutations, seed },
  });
}

function bandRow(band: NearRepeatBand): Field[] {
  return [
    `[${edge(band.spaceFromKm)};${edge(band.spaceToKm)})`,
    `[${edge(band.timeFromDays)};${edge(band.timeToDays)})`,
    ...[band.observed, band.mean, band.standardDeviation, band.median],
    ...[band.ratio, band.ratioToMedian, band.p, band.expected],
  ];
}

/** An edge as the reference writes it: exponents with two digits. */
function edge(value: number): string {
  return String(value).replace(/e([+-])(\d)$/, 'e$10$2');
}
