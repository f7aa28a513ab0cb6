import { farrington } from '../../domain/statistics/farrington.ts';
import { flag, judgeSeries } from './judged-series.ts';
import { all, numberOption } from './options.ts';
import { done, type Outcome } from './outcome.ts';
import type { Result } from './result.ts';
import { readSeries, seriesFault } from './series.ts';
import { given, type Options, type Verb } from './verb.ts';

export const farringtonVerb: Verb = {
  name: 'farrington',
  key: 'farrington',
  flags: [
    '--series <file>',
    '--value-column <name>',
    '--from <n>',
    '--years <n>',
    '--half-width <n>',
    '--per-year <n>',
    '--alpha <p>',
    '--min-recent <n>',
    '--recent <n>',
  ],
  example:
    'vigia stats farrington --series tests/reference/temporal/salmonella_agona_input.csv --from 200 --years 4 --half-width 3 --alpha 0.05',
  run: runFarrington,
};

function runFarrington(options: Options): Outcome<Result> {
  const read = all(
    readSeries(given(options, 'series'), given(options, 'valueColumn')),
    numberOption('--years', given(options, 'years'), 4, { min: 1, whole: true }),
    numberOption('--half-width', given(options, 'halfWidth'), 3, { min: 0, whole: true }),
    numberOption('--per-year', given(options, 'perYear'), 52, { min: 1, whole: true }),
    numberOption('--alpha', given(options, 'alpha'), 0.05),
    numberOption('--min-recent', given(options, 'minRecent'), 5, { min: 0, whole: true }),
    numberOption('--recent', given(options, 'recent'), 4, { min: 1, whole: true }),
  );
  if (!read.ok) return read;
  const [allSeries, years, halfWidth, perYear, alpha, minRecent, recentValues] = read.value;
  // Left to itself, it starts where every year asked for is whole.
  const first = perYear * years + halfWidth + 1;
  const from = numberOption('--from', given(options, 'from'), first, { min: 1, whole: true });
  if (!from.ok) return from;
  const start = from.value - 1;
  return judgeSeries(allSeries, ['upperbound', 'alarm', 'trend'], (series) => {
    const settings = { from: start, years, halfWidth, perYear, alpha, minRecent, recentValues };
    const steps = farrington(series.values, settings);
    if (steps.status === 'refused') return seriesFault(steps, series);
    return done({
      start,
      rows: steps.value.map((step) => [step.upperBound, flag(step.isAlarm), Number(step.hasTrend)]),
    });
  });
}
