import { dayNumber } from '../../domain/days.ts';
import { BORDER_BANDS, RAIL_BANDS } from '../../domain/patterns/bands.ts';
import {
  type Brushed,
  brush,
  countByMonth,
  countByPair,
  countByWord,
  countByWordAndMonth,
  type Selection,
} from '../../domain/patterns/brush.ts';
import { emptyColumns, type PatternColumns } from '../../domain/patterns/columns.ts';
import { crosstabView } from '../../domain/patterns/crosstab.ts';
import { type PatternCube, patternCube } from '../../domain/patterns/cube.ts';
import { DIMENSIONS } from '../../domain/patterns/lens.ts';
import { randomStream } from '../../domain/random.ts';
import { CRIMES, PERPETRATORS, PLACE_TYPES } from '../../domain/taxonomy.ts';

const AIM_MS = 100;
const ROUNDS = 15;

/** Selections as one would brush them: each alone, then together. */
const SELECTIONS: readonly (readonly [string, Selection])[] = [
  ['nothing chosen', {}],
  ['a state', { state: ['28'] }],
  ['a cell of the two-way table', { perpetrator: ['gang'], crime: ['robbery'] }],
  ['a bar and a period', { place: ['train'], from: '2016-06-01', to: '2017-05-31' }],
  [
    'all of them',
    {
      state: ['28', '07'],
      perpetrator: ['gang', 'tco'],
      crime: ['robbery'],
      place: ['train'],
      from: '2016-06-01',
      to: '2017-05-31',
    },
  ],
];

/**
 * Brushing times of the page of patterns: one selection put on all incidents and counted for every linked view, then
 * the same with the tests of the two-way table. What a browser then draws is not in it. `npm run bench -- patterns`.
 */
export async function run(argv: string[]): Promise<void> {
  const seed = Number(argv[0] ?? 1);
  print(`patterns, seed ${seed}, node ${process.version}, the aim is ${AIM_MS} ms at 50,000 incidents`);
  for (const n of [5_000, 50_000, 200_000]) {
    const columns = invented(n, seed);
    for (const counting of ['principal', 'all'] as const) {
      const built = median(() => patternCube(columns, { group: 'predatory', counting }));
      const cube = patternCube(columns, { group: 'predatory', counting });
      print(
        `\n${n.toLocaleString('en')} incidents, by ${counting} (${cube.length.toLocaleString('en')} predatory): columns made ready once in ${ms(built)}`,
      );
      for (const [name, selection] of SELECTIONS) {
        const linked = median(() => countAll(cube, brush(cube, selection)));
        const tested = median(() => testTable(cube, brush(cube, selection), counting === 'principal'));
        const verdict = n === 50_000 ? (linked <= AIM_MS ? 'within the aim' : 'OVER THE AIM') : '';
        print(
          `  ${name.padEnd(30)} all views counted ${ms(linked).padStart(9)}  two-way table tested ${ms(tested).padStart(9)}  ${verdict}`,
        );
      }
    }
  }
}

function countAll(cube: PatternCube, brushed: Brushed): void {
  for (const dimension of DIMENSIONS) countByWord(cube, brushed, dimension);
  countByMonth(cube, brushed);
  countByWordAndMonth(cube, brushed, 'crime');
  countByPair(cube, brushed, ['perpetrator', 'crime']);
  countByPair(cube, brushed, ['state', 'perpetrator']);
  countByPair(cube, brushed, ['state', 'place']);
  countByPair(cube, brushed, ['state', 'rail'], ['rail']);
}

function testTable(cube: PatternCube, brushed: Brushed, independent: boolean): void {
  const { perpetrator, crime } = cube.dimensions;
  crosstabView(countByPair(cube, brushed, ['perpetrator', 'crime']), perpetrator.words, crime.words, {
    independent,
  });
}

/** Seeded incidents, some words far more frequent than others, as in life. */
function invented(n: number, seed: number): PatternColumns {
  const random = randomStream(seed, n);
  const skewed = (of: number) => Math.min(random.below(of), random.below(of));
  const columns = emptyColumns(n);
  const first = dayNumber('2013-01-01');
  for (let i = 0; i < n; i++) {
    columns.firstDay[i] = first + random.below(2000);
    columns.lastDay[i] = columns.firstDay[i]! + (random.below(20) === 0 ? 30 : 0);
    columns.hazard[i] = 255;
    columns.crime[i] = 2 + skewed(CRIMES.length - 2);
    columns.crimes[i] = (1 << columns.crime[i]!) | (1 << (2 + random.below(CRIMES.length - 2)));
    columns.perpetrator[i] = skewed(PERPETRATORS.length);
    columns.perpetrators[i] = (1 << columns.perpetrator[i]!) | (1 << random.below(PERPETRATORS.length));
    columns.placeType[i] = skewed(PLACE_TYPES.length);
    columns.howKnown[i] = skewed(3);
    columns.state[i] = skewed(33);
    columns.border[i] = random.below(BORDER_BANDS.length);
    columns.rail[i] = random.below(RAIL_BANDS.length);
  }
  return columns;
}

function median(work: () => unknown): number {
  work();
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    work();
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[ROUNDS >> 1]!;
}

function ms(milliseconds: number): string {
  return `${milliseconds.toFixed(milliseconds < 10 ? 2 : 0)} ms`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

if (process.argv[1] === import.meta.filename) await run(process.argv.slice(2));
