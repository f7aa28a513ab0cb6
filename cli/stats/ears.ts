import { type Bound, type EarsMethod, ears } from '../../domain/statistics/ears.ts';
import { flag, judgeSeries } from './judged-series.ts';
import { all, numberListOption, numberOption } from './options.ts';
import { done, type Outcome } from './outcome.ts';
import type { Result } from './result.ts';
import { readSeries, seriesFault } from './series.ts';
import { given, type Options, type Verb } from './verb.ts';

export const earsVerb: Verb = {
  name: 'ears',
  key: 'ears',
  flags: ['--series <file>', '--value-column <name>', '--baseline <n>', '--min-sigma <sd,...>'],
  example: 'vigia stats ears --series tests/reference/temporal/lowcount_weekly_input.csv --min-sigma 0,0.5',
  run: runEars,
};

const METHODS: readonly EarsMethod[] = ['C1', 'C2', 'C3'];

function runEars(options: Options): Outcome<Result> {
  const read = all(
    readSeries(given(options, 'series'), given(options, 'valueColumn')),
    numberOption('--baseline', given(options, 'baseline'), 7, { min: 3, whole: true }),
    numberListOption('--min-sigma', given(options, 'minSigma'), [0, 0.5]),
  );
  if (!read.ok) return read;
  const [allSeries, baseline, floors] = read.value;
  const rules = METHODS.flatMap((method) => floors.map((minSigma) => ({ method, minSigma })));
  const names = rules.map(({ method, minSigma }) =>
    minSigma === 0 ? method : `${method}_minSigma${minSigma}`,
  );
  return judgeSeries(
    allSeries,
    names.flatMap((name) => [`${name}_ub`, `${name}_alarm`]),
    (series) => {
      const found: Bound[][] = [];
      for (const rule of rules) {
        const bounds = ears(series.values, { ...rule, baseline });
        if (bounds.status === 'refused') return seriesFault(bounds, series);
        found.push(bounds.value);
      }
      const rows = series.labels.map((_, t) =>
        found.flatMap((bounds) => [bounds[t]!.upperBound, flag(bounds[t]!.isAlarm)]),
      );
      return done({ start: 0, rows });
    },
  );
}
