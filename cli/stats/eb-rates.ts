import { fitGammaPrior, ratePosteriors } from '../../domain/statistics/gamma-poisson-rates.ts';
import { marshallGlobal, marshallLocal } from '../../domain/statistics/marshall-rates.ts';
import { byar, garwood } from '../../domain/statistics/poisson-intervals.ts';
import { readNeighbours } from './neighbour-list.ts';
import { all, numberOption } from './options.ts';
import { done, failedBy, type Outcome } from './outcome.ts';
import type { Field, Result } from './result.ts';
import { columnNamed, idColumn, numberColumn, readTable } from './table.ts';
import { given, type Options, type Verb } from './verb.ts';

export const ebRatesVerb: Verb = {
  name: 'eb-rates',
  key: 'ebRates',
  flags: ['--rates <file>', '--neighbours <file>', '--shape <a>', '--rate <b>', '--level <share>'],
  example:
    'vigia stats eb-rates --rates tests/reference/eb-rates/nc_eb.csv --neighbours tests/reference/eb-rates/nc_queen_nb.csv',
  run: runEbRates,
};

function runEbRates(options: Options): Outcome<Result> {
  const table = readTable(given(options, 'rates'), '--rates');
  if (!table.ok) return table;
  const { file } = table.value;
  const read = all(
    idColumn(table.value, ['id', 'cell', 'state']),
    numberColumn(table.value, ['y', 'count', 'cases']),
    numberColumn(table.value, ['pop', 'exposure', 'n']),
    numberOption('--shape', given(options, 'shape'), 0),
    numberOption('--rate', given(options, 'rate'), 0),
    numberOption('--level', given(options, 'level'), 0.95),
  );
  if (!read.ok) return read;
  const [ids, counts, exposure, shape, rate, level] = read.value;
  const names = { y: counts.name, exposure: exposure.name };
  const input = { counts: counts.values, exposure: exposure.values };
  const global = marshallGlobal(input);
  if (global.status === 'refused') return failedBy(global, file, names);

  let local: Float64Array | null = null;
  if (given(options, 'neighbours') !== undefined) {
    const neighbours = readNeighbours(given(options, 'neighbours'), ids, 1);
    if (!neighbours.ok) return neighbours;
    const shrunk = marshallLocal(input, neighbours.value);
    if (shrunk.status === 'refused') return failedBy(shrunk, file, names);
    local = shrunk.value;
  }
  const expected =
    columnNamed(table.value, ['E', 'expected']) === undefined
      ? done({ name: 'E', values: exposure.values.map((e) => e * global.value.mean) })
      : numberColumn(table.value, ['E', 'expected']);
  if (!expected.ok) return expected;
  const ratio = { counts: counts.values, exposure: expected.value.values };
  const fitted = shape > 0 && rate > 0 ? null : fitGammaPrior(ratio);
  // Counts no more varied than Poisson's have no prior to shrink by; all the other columns still stand.
  if (fitted?.status === 'refused' && fitted.reason !== 'no-overdispersion') {
    return failedBy(fitted, file, { ...names, exposure: expected.value.name });
  }
  const prior = fitted === null ? { shape, rate } : fitted.status === 'answered' ? fitted.value : null;
  const posteriors = prior && ratePosteriors(ratio, prior, { level });
  const rows = ids.map((id, i): Field[] => {
    const y = counts.values[i]!;
    const e = expected.value.values[i]!;
    const exact = garwood(y);
    const approximate = byar(y);
    const posterior = posteriors?.[i];
    return [
      ...[
        id,
        y,
        exposure.values[i]!,
        e,
        y / exposure.values[i]!,
        global.value.rates[i]!,
        local?.[i] ?? null,
        y / e,
      ],
      ...[
        posterior?.mean ?? null,
        posterior?.low ?? null,
        posterior?.high ?? null,
        posterior?.exceedance ?? null,
      ],
      ...[exact.low, exact.high, approximate.low, approximate.high],
    ];
  });
  const summary: Record<string, Field> = {
    EBest_a: global.value.variance,
    EBest_b: global.value.mean,
    gp_shape: prior?.shape ?? null,
    gp_rate: prior?.rate ?? null,
    loglik: fitted?.status === 'answered' ? fitted.value.logLikelihood : null,
    gp_reason: fitted?.status === 'refused' ? fitted.reason : null,
  };
  return done({ columns: COLUMNS, rows, summary });
}

const COLUMNS = [
  ...['id', 'y', 'pop', 'E', 'raw', 'EB_marshall', 'EBlocal_marshall', 'SMR'],
  ...['GP_post_mean', 'GP_lo', 'GP_hi', 'GP_exceed_gt1'],
  ...['garwood_lo_count', 'garwood_hi_count', 'byar_lo', 'byar_hi'],
];
