import { exceedanceP, exceedances } from '../../domain/statistics/exceedance.ts';
import { binomialUpper, poissonUpper } from '../../domain/statistics/special/tails.ts';
import { all, numberOption } from './options.ts';
import { done, failed, failedBy, type Outcome } from './outcome.ts';
import type { Field, Result } from './result.ts';
import { readSeries, type Series, seriesFault } from './series.ts';
import { given, type Options, type Verb } from './verb.ts';

export const exceedanceVerb: Verb = {
  name: 'exceedance',
  key: 'exceedance',
  flags: [
    '--series <file>',
    '--value-column <name>',
    '--baseline <n>',
    '--dispersion <how>',
    '--max-p <p>',
    '--min-observed <n>',
  ],
  example: 'vigia stats exceedance --series tests/reference/temporal/lowcount_weekly_input.csv --baseline 26',
  run: runExceedance,
};

const COLUMNS = [
  ...['t', 'y', 'S', 'B', 'p_poisson_plugin', 'p_nb_predictive_jeffreys', 'p_binom_conditional'],
  ...['size', 'p', 'q_BH', 'exceedance'],
];

function runExceedance(options: Options): Outcome<Result> {
  const read = all(
    readSeries(given(options, 'series'), given(options, 'valueColumn')),
    numberOption('--baseline', given(options, 'baseline'), 52, { min: 1, whole: true }),
    numberOption('--max-p', given(options, 'maxP'), 0.001, { min: 0 }),
    numberOption('--min-observed', given(options, 'minObserved'), 3, { min: 0, whole: true }),
  );
  if (!read.ok) return read;
  const [allSeries, baseline, maxP, minObserved] = read.value;
  const how = given(options, 'dispersion') ?? 'fitted';
  const dispersion = how === 'poisson' || how === 'fitted' ? how : Number(how);
  if (typeof dispersion === 'number' && !(dispersion > 0 && Number.isFinite(dispersion))) {
    return failed({
      reason: 'bad-option',
      column: '--dispersion',
      value: how,
      needed: 'poisson | fitted | 0.5',
    });
  }
  for (const series of allSeries) {
    if (series.values.length > baseline) continue;
    const detail = { value: series.values.length, needed: baseline + 1 };
    return seriesFault({ status: 'refused', reason: 'series-too-short', field: 'y', ...detail }, series);
  }
  const isNamed = allSeries.some((series) => series.name !== '');
  const rows: Field[][] = [];
  for (const units of runsOf(allSeries, baseline)) {
    const judged = exceedances(
      units.map(({ series, at }) => ({
        observed: series.values[at]!,
        baseline: series.values.subarray(at - baseline, at),
      })),
      { dispersion, maxP, minObserved },
    );
    if (judged.status === 'refused') {
      const { series, at } = units[judged.index ?? 0]!;
      return failedBy(judged, series.file, { y: series.valueColumn }, () => series.lines[at]);
    }
    for (const [k, { series, at }] of units.entries()) {
      const {
        observed: y,
        baselineTotal: total,
        baselineLength: length,
        p,
        q,
        isExceedance,
      } = judged.value.units[k]!;
      rows.push([
        ...(isNamed ? [series.name] : []),
        ...[series.labels[at]!, y, total, length],
        poissonUpper(y, total / length),
        exceedanceP(y, total, length, null),
        binomialUpper(y, y + total, 1 / (length + 1), length / (length + 1)),
        ...[judged.value.size, p, q, Number(isExceedance)],
      ]);
    }
  }
  return done({
    columns: [...(isNamed ? ['series'] : []), ...COLUMNS],
    rows,
    summary: { baseline, dispersion: how },
  });
}

/** The units judged together: those with the same time, in order of time. */
function runsOf(allSeries: readonly Series[], baseline: number): { series: Series; at: number }[][] {
  const runs = new Map<number, { series: Series; at: number }[]>();
  for (const series of allSeries) {
    for (let at = baseline; at < series.values.length; at++) {
      const time = series.times[at]!;
      const run = runs.get(time);
      if (run) run.push({ series, at });
      else runs.set(time, [{ series, at }]);
    }
  }
  return [...runs.entries()].sort(([a], [b]) => a - b).map(([, run]) => run);
}
