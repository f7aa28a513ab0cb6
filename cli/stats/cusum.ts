import { cusum } from '../../domain/statistics/cusum.ts';
import { flag, judgeSeries } from './judged-series.ts';
import { all, choiceOption, numberOption } from './options.ts';
import { done, type Outcome } from './outcome.ts';
import type { Result } from './result.ts';
import { readSeries, seriesFault } from './series.ts';
import { given, type Options, type Verb } from './verb.ts';

export const cusumVerb: Verb = {
  name: 'cusum',
  key: 'cusum',
  flags: [
    '--series <file>',
    '--value-column <name>',
    '--from <n>',
    '--transform <name>',
    '--k <value>',
    '--h <value>',
  ],
  example:
    'vigia stats cusum --series tests/reference/temporal/salmonella_agona_input.csv --from 100 --transform rossi',
  run: runCusum,
};

function runCusum(options: Options): Outcome<Result> {
  const read = all(
    readSeries(given(options, 'series'), given(options, 'valueColumn')),
    numberOption('--from', given(options, 'from'), 53, { min: 2, whole: true }),
    numberOption('--k', given(options, 'k'), 1.04),
    numberOption('--h', given(options, 'h'), 2.26),
    choiceOption('--transform', given(options, 'transform'), ['standard', 'rossi']),
  );
  if (!read.ok) return read;
  const [allSeries, from, k, h, transform] = read.value;
  const training = from - 1;
  return judgeSeries(allSeries, ['upperbound', 'alarm', 'cusum'], (series) => {
    const steps = cusum(series.values, { training, transform, k, h });
    if (steps.status === 'refused') return seriesFault(steps, series);
    const rows = steps.value.map((step) => [step.upperBound, flag(step.isAlarm), step.sum]);
    return done({ start: training, rows });
  });
}
