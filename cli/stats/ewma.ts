import { ewma } from '../../domain/statistics/ewma.ts';
import { judgeSeries } from './judged-series.ts';
import { all, numberOption } from './options.ts';
import { done, type Outcome } from './outcome.ts';
import type { Result } from './result.ts';
import { readSeries, seriesFault } from './series.ts';
import { given, type Options, type Verb } from './verb.ts';

export const ewmaVerb: Verb = {
  name: 'ewma',
  key: 'ewma',
  flags: ['--series <file>', '--value-column <name>', '--training <n>', '--lambda <weight>'],
  example: 'vigia stats ewma --series tests/reference/temporal/lowcount_weekly_input.csv --training 26',
  run: runEwma,
};

function runEwma(options: Options): Outcome<Result> {
  const read = all(
    readSeries(given(options, 'series'), given(options, 'valueColumn')),
    numberOption('--training', given(options, 'training'), 26, { min: 1, whole: true }),
    numberOption('--lambda', given(options, 'lambda'), 0.2),
  );
  if (!read.ok) return read;
  const [allSeries, training, lambda] = read.value;
  return judgeSeries(allSeries, ['ewma', 'sd_poisson'], (series) => {
    const steps = ewma(series.values, { training, lambda });
    if (steps.status === 'refused') return seriesFault(steps, series);
    return done({ start: 0, rows: steps.value.map((step) => [step.ewma, step.poissonDeviation]) });
  });
}
