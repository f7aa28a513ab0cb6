import { exceedanceP, exceedances } from '../../domain/statistics/exceedance.ts';
import { refuseNotCounts } from '../../domain/statistics/input-checks.ts';
import { binomialUpper, poissonUpper } from '../../domain/statistics/special/tails.ts';
import { all, numberOption } from './options.ts';
import { done, failed, failedBy, type Outcome } from './outcome.ts';
import type { Field, Result } from './result.ts';
import { readSeries, type Series, seriesFault } from './series.ts';
import { columnNamed, lineOf, numberColumn, readTable, textColumn } from './table.ts';
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
  const direct = readTotals(given(options, 'series'), dispersionOf(options));
  if (!direct.ok) return direct;
  if (direct.value) return done(direct.value);
  const read = all(
    readSeries(given(options, 'series'), given(options, 'valueColumn')),
    numberOption('--baseline', given(options, 'baseline'), 52, { min: 1, whole: true }),
    numberOption('--max-p', given(options, 'maxP'), 0.001, { min: 0 }),
    numberOption('--min-observed', given(options, 'minObserved'), 3, { min: 0, whole: true }),
  );
  if (!read.ok) return read;
  const [allSeries, baseline, maxP, minObserved] = read.value;
  const parsed = dispersionOf(options);
  if (!parsed.ok) return parsed;
  const dispersion = parsed.value;
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
        ...tailsOf(y, total, length),
        ...[judged.value.size, p, q, Number(isExceedance)],
      ]);
    }
  }
  return done({
    columns: [...(isNamed ? ['series'] : []), ...COLUMNS],
    rows,
    summary: { baseline, dispersion },
  });
}

/** By the plug-in Poisson, by the predictive with Jeffreys' prior, and given the sum of both. */
function tailsOf(y: number, total: number, length: number): [number, number, number] {
  return [
    poissonUpper(y, total / length),
    exceedanceP(y, total, length, null),
    binomialUpper(y, y + total, 1 / (length + 1), length / (length + 1)),
  ];
}

function dispersionOf(options: Options): Outcome<'poisson' | 'fitted' | number> {
  const how = given(options, 'dispersion') ?? 'fitted';
  if (how === 'poisson' || how === 'fitted') return done(how);
  const size = Number(how);
  if (size > 0 && Number.isFinite(size)) return done(size);
  return failed({
    reason: 'bad-option',
    column: '--dispersion',
    value: how,
    needed: 'poisson | fitted | 0.5',
  });
}

/**
 * A file that has the totals S and periods B of the baselines beside y needs no series: each row is judged by itself, by
 * the Poisson form or a given size. Null where the file has no such columns.
 */
function readTotals(
  file: string | undefined,
  dispersion: Outcome<'poisson' | 'fitted' | number>,
): Outcome<Result | null> {
  if (!dispersion.ok) return dispersion;
  const table = readTable(file, '--series');
  if (!table.ok) return table;
  if (!['S', 'B'].every((name) => table.value.columns.includes(name))) return done(null);
  const read = all(
    numberColumn(table.value, ['y', 'count']),
    numberColumn(table.value, ['S']),
    numberColumn(table.value, ['B']),
  );
  if (!read.ok) return read;
  for (const { name, values } of read.value) {
    const bad = refuseNotCounts(name, values);
    if (bad) return failedBy(bad, table.value.file);
  }
  const [y, total, length] = read.value;
  const empty = length.values.indexOf(0);
  if (empty >= 0) {
    return failed({
      reason: 'empty-baseline',
      file: table.value.file,
      row: lineOf(empty),
      column: 'B',
      value: 0,
    });
  }
  const size = typeof dispersion.value === 'number' ? dispersion.value : null;
  const labels = columnNamed(table.value, ['t']) ? textColumn(table.value, ['t']) : null;
  if (labels && !labels.ok) return labels;
  const rows = Array.from(y.values, (count, k): Field[] => [
    ...[labels?.value.values[k] ?? String(k + 1), count, total.values[k]!, length.values[k]!],
    ...tailsOf(count, total.values[k]!, length.values[k]!),
    ...[size, exceedanceP(count, total.values[k]!, length.values[k]!, size)],
  ]);
  return done({ columns: COLUMNS.slice(0, 9), rows, summary: { size } });
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
