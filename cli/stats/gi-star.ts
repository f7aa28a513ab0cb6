import { benjaminiHochberg, benjaminiYekutieli } from '../../domain/statistics/adjust.ts';
import { giWithoutSelf } from '../../domain/statistics/gi.ts';
import { giStar } from '../../domain/statistics/gi-star.ts';
import { giStarExactP } from '../../domain/statistics/gi-star-exact.ts';
import { giStarPermutationP } from '../../domain/statistics/gi-star-permutation.ts';
import { readNeighbours } from './neighbour-list.ts';
import { all, numberOption } from './options.ts';
import { done, failed, failedBy, type Outcome } from './outcome.ts';
import type { Field, Result } from './result.ts';
import { idColumn, numberColumn, readTable } from './table.ts';
import { given, type Options, type Verb } from './verb.ts';

export const giStarVerb: Verb = {
  name: 'gi-star',
  key: 'giStar',
  flags: [
    '--cells <file>',
    '--neighbours <file>',
    '--value-column <name>',
    '--id-column <name>',
    '--self-weight <weight>',
    '--without-self',
    '--permutations <n>',
    '--exact',
    '--seed <n>',
  ],
  example:
    'vigia stats gi-star --cells tests/reference/gi-star/h3_cells.csv --neighbours tests/reference/gi-star/h3_neighbours.csv --permutations 999 --seed 1',
  run: runGiStar,
};

const VALUES = ['count', 'val', 'value', 'n', 'cases', 'y', 'x'];
const IDS = ['id', 'cell', 'cell_id', 'h3'];

function runGiStar(options: Options): Outcome<Result> {
  const table = readTable(given(options, 'cells'), '--cells');
  if (!table.ok) return table;
  const { file } = table.value;
  const read = all(
    idColumn(table.value, IDS, given(options, 'idColumn')),
    numberColumn(table.value, VALUES, given(options, 'valueColumn')),
    numberOption('--self-weight', given(options, 'selfWeight'), 1, { min: 0 }),
    numberOption('--permutations', given(options, 'permutations'), 0, { min: 0, whole: true }),
    numberOption('--seed', given(options, 'seed'), 1, { min: 0, whole: true }),
  );
  if (!read.ok) return read;
  const [ids, values, selfWeight, permutations, seed] = read.value;
  const withoutSelf = options.withoutSelf === true;
  const refuse = (refusal: Parameters<typeof failedBy>[0]) => failedBy(refusal, file, { count: values.name });
  if (ids.length < 2) return failed({ reason: 'one-cell', file, value: ids.length, needed: 2 });
  const neighbours = readNeighbours(given(options, 'neighbours'), ids, withoutSelf ? null : selfWeight);
  if (!neighbours.ok) return neighbours;

  if (withoutSelf) {
    const z = giWithoutSelf(values.values, neighbours.value);
    if (z.status === 'refused') return refuse(z);
    return done({ columns: ['id', 'z_Gi_noself'], rows: ids.map((id, i) => [id, z.value[i]!]) });
  }
  const scored = giStar(values.values, neighbours.value);
  if (scored.status === 'refused') return refuse(scored);
  const g = scored.value;
  const qYekutieli = benjaminiYekutieli(g.pTwoSided);
  const total = g.mean * g.n;
  const columns = [
    ...['id', 'x', 'n_nb_incl_self', 'Gstar', 'EG', 'VG', 'z'],
    ...['p_two', 'q_BH_two', 'q_BY_two', 'p_upper', 'q_BH_upper'],
  ];
  const rows: Field[][] = ids.map((id, i) => {
    const share = g.localSum[i]! / total;
    const expected = g.weightSum[i]! / g.n;
    return [
      ...[id, values.values[i]!, g.neighbourCount[i]!, share, expected],
      varianceOfShare(neighbours.value, i, g),
      ...[g.z[i]!, g.pTwoSided[i]!, g.qTwoSided[i]!, qYekutieli[i]!, g.pUpper[i]!, g.qUpper[i]!],
    ];
  });
  const append = (name: string, p: Float64Array): void => {
    const q = benjaminiHochberg(p);
    columns.push(`p_${name}`, `q_BH_${name}`);
    for (const [i, row] of rows.entries()) row.push(p[i]!, q[i]!);
  };
  if (permutations > 0) {
    const dealt = giStarPermutationP(values.values, neighbours.value, { permutations, seed });
    if (dealt.status === 'refused') return refuse(dealt);
    append('perm', dealt.value);
  }
  if (options.exact === true) {
    const exact = giStarExactP(values.values, neighbours.value);
    if (!exact) return failed({ reason: 'bad-option', column: '--exact' });
    append('exact', exact);
  }
  const { n, mean, standardDeviation } = g;
  return done({
    columns,
    rows,
    summary: { n, mean, standard_deviation: standardDeviation, permutations, seed },
  });
}

function varianceOfShare(
  { offsets, weights }: { offsets: Int32Array; weights?: Float64Array },
  i: number,
  { n, mean, standardDeviation }: { n: number; mean: number; standardDeviation: number },
): number {
  let sum = 0;
  let squares = 0;
  for (let k = offsets[i]!; k < offsets[i + 1]!; k++) {
    const weight = weights ? weights[k]! : 1;
    sum += weight;
    squares += weight * weight;
  }
  return (standardDeviation ** 2 * (n * squares - sum * sum)) / (n - 1) / (n * mean) ** 2;
}
