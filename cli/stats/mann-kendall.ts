import { mannKendall, senSlope } from '../../domain/statistics/mann-kendall.ts';
import { done, type Outcome } from './outcome.ts';
import type { Field, Result } from './result.ts';
import { readSeries, seriesFault } from './series.ts';
import { given, type Options, type Verb } from './verb.ts';

export const mannKendallVerb: Verb = {
  name: 'mann-kendall',
  key: 'mannKendall',
  flags: ['--series <file>', '--value-column <name>'],
  example: 'vigia stats mann-kendall --series tests/reference/mann-kendall/series_input.csv',
  run: runMannKendall,
};

function runMannKendall(options: Options): Outcome<Result> {
  const read = readSeries(given(options, 'series'), given(options, 'valueColumn'));
  if (!read.ok) return read;
  const rows: Field[][] = [];
  for (const series of read.value) {
    const trend = mannKendall(series.values);
    if (trend.status === 'refused') return seriesFault(trend, series);
    const { n, s, varianceS, tau, z, p, zCorrected, pCorrected } = trend.value;
    const slope = senSlope(series.times, series.values);
    rows.push([series.name, n, s, varianceS, tau, z, p, zCorrected, pCorrected, slope]);
  }
  const columns = ['series', 'n', 'S', 'varS', 'tau_b', 'z_nocc', 'p_nocc', 'z_cc', 'p_cc', 'sen_slope'];
  return done({ columns, rows });
}
