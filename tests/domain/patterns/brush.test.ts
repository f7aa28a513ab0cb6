import fc from 'fast-check';
import { expect, it } from 'vitest';
import { DAY_PARTS } from '../../../domain/circumstances.ts';
import { dayNumber } from '../../../domain/days.ts';
import {
  type Brushed,
  brush,
  countByMonth,
  countByPair,
  countByWord,
  countByWordAndMonth,
  countDayParts,
  countWays,
  countWithin,
  type Selection,
  waysOut,
} from '../../../domain/patterns/brush.ts';
import { emptyColumns, NO_CORRIDOR } from '../../../domain/patterns/columns.ts';
import { monthText, type PatternCube, patternCube } from '../../../domain/patterns/cube.ts';
import { DIMENSIONS, type Dimension, LENS_GROUPS, type Lens } from '../../../domain/patterns/lens.ts';
import {
  bitMask,
  CRIMES,
  type Crime,
  HAZARDS,
  PERPETRATORS,
  PLACE_TYPES,
  PREDATORY_CRIMES,
} from '../../../domain/taxonomy.ts';

const SEED = 20_181;

interface Row {
  day: number;
  length: number;
  hazard: number | null;
  crimes: Crime[];
  perpetrators: (typeof PERPETRATORS)[number][];
  place: number;
  known: number;
  state: number;
  border: number;
  rail: number;
  corridor: number;
  parts: number;
}

const rowOf = fc.record<Row>({
  day: fc.integer({ min: dayNumber('2016-01-01'), max: dayNumber('2018-04-30') }),
  length: fc.constantFrom(0, 0, 0, 27, 364),
  hazard: fc.option(fc.nat(HAZARDS.length - 1), { freq: 4 }),
  crimes: fc.uniqueArray(fc.constantFrom(...CRIMES), { minLength: 1, maxLength: 3 }),
  perpetrators: fc.uniqueArray(fc.constantFrom(...PERPETRATORS), { maxLength: 2 }),
  place: fc.nat(11),
  known: fc.nat(2),
  state: fc.nat(32),
  border: fc.nat(7),
  rail: fc.nat(7),
  corridor: fc.constantFrom(0, 1, 2, NO_CORRIDOR),
  parts: fc.nat(15),
});

function columnsOf(rows: readonly Row[]) {
  const columns = emptyColumns(rows.length);
  rows.forEach((row, i) => {
    columns.firstDay[i] = row.day;
    columns.lastDay[i] = row.day + row.length;
    columns.kind[i] = row.hazard === null ? 0 : 1;
    columns.hazard[i] = row.hazard ?? 255;
    columns.crime[i] = row.hazard === null ? CRIMES.indexOf(row.crimes[0] as Crime) : 255;
    columns.crimes[i] = row.hazard === null ? bitMask(CRIMES, row.crimes) : 0;
    columns.perpetrator[i] = row.perpetrators[0] ? PERPETRATORS.indexOf(row.perpetrators[0]) : 255;
    columns.perpetrators[i] = bitMask(PERPETRATORS, row.perpetrators);
    columns.placeType[i] = row.place;
    columns.howKnown[i] = row.known;
    columns.state[i] = row.state;
    columns.border[i] = row.border;
    columns.rail[i] = row.rail;
    columns.corridor[i] = row.corridor;
    columns.dayParts[i] = row.parts;
  });
  return columns;
}

/** The words that an incident of the cube has of a dimension, read without a bit of arithmetic of the brush. */
function wordsAt(cube: PatternCube, dimension: Dimension, i: number): string[] {
  const { words, codes, masks } = cube.dimensions[dimension];
  if (codes) return [words[codes[i] as number] as string];
  return words.filter((_, bit) => ((masks[i] as number) >> bit) % 2 === 1);
}

function passes(cube: PatternCube, selection: Selection, i: number, free: readonly string[]): boolean {
  const { from = '0000-01-01', to = '9999-12-31' } = selection;
  const inPeriod =
    free.includes('period') ||
    ((cube.lastDay[i] as number) >= dayNumber(from) && (cube.firstDay[i] as number) <= dayNumber(to));
  return (
    inPeriod &&
    DIMENSIONS.every((dimension) => {
      const chosen = selection[dimension] ?? [];
      if (chosen.length === 0 || free.includes(dimension)) return true;
      return wordsAt(cube, dimension, i).some((word) => chosen.includes(word));
    })
  );
}

const lenses: fc.Arbitrary<Lens> = fc.record({
  group: fc.constantFrom(...LENS_GROUPS),
  counting: fc.constantFrom('principal', 'all'),
});
const picks = fc.record({
  dimensions: fc.array(fc.tuple(fc.constantFrom(...DIMENSIONS), fc.array(fc.nat(40), { maxLength: 4 }))),
  from: fc.option(fc.constantFrom('2016-06-01', '2017-01-15'), { nil: undefined }),
  to: fc.option(fc.constantFrom('2017-12-31', '2018-02-01'), { nil: undefined }),
  pair: fc.constantFrom<[Dimension, Dimension]>(
    ['state', 'crime'],
    ['perpetrator', 'crime'],
    ['place', 'known'],
    ['crime', 'state'],
  ),
});

function selectionOf(
  cube: PatternCube,
  {
    dimensions,
    from,
    to,
  }: { dimensions: [Dimension, number[]][]; from?: string | undefined; to?: string | undefined },
): Selection {
  const chosen = dimensions.map(([dimension, at]) => {
    const { words } = cube.dimensions[dimension];
    return [dimension, at.map((index) => words[index % words.length] as string)] as const;
  });
  return { ...Object.fromEntries(chosen), from, to };
}

it('every view counts what passes all selections but its own, however they combine', () => {
  fc.assert(
    fc.property(fc.array(rowOf, { maxLength: 60 }), lenses, picks, (rows, lens, pick) => {
      const cube = patternCube(columnsOf(rows), lens);
      const selection = selectionOf(cube, pick);
      const brushed = brush(cube, selection);
      const passing = (free: readonly string[]) =>
        [...Array(cube.length).keys()].filter((i) => passes(cube, selection, i, free));
      expect(brushed.total).toBe(passing([]).length);
      for (const dimension of DIMENSIONS) {
        const counts = countByWord(cube, brushed, dimension);
        const seen = passing([dimension]).flatMap((i) => wordsAt(cube, dimension, i));
        cube.dimensions[dimension].words.forEach((word, at) => {
          expect(counts[at]).toBe(seen.filter((one) => one === word).length);
        });
      }
      checkPair(cube, brushed, pick.pair, passing(pick.pair));
      checkMonths(cube, brushed, passing(['period']));
      checkCorridors(cube, brushed, passing([]));
      const ways = waysOut(brushed, selection);
      expect(ways.length > 0).toBe(cube.length > 0 && Object.values(selection).some((one) => one?.length));
      for (const { filters, count } of ways) {
        expect(count).toBe(passing(filters).length);
        // Each of its filters is needed, unless there is only one.
        if (filters.length > 1) {
          for (const filter of filters) {
            expect(passing(filters.filter((one) => one !== filter)).length).toBe(0);
          }
        }
      }
    }),
    { seed: SEED, numRuns: 150 },
  );
});

function checkPair(cube: PatternCube, brushed: Brushed, [row, column]: [Dimension, Dimension], at: number[]) {
  const counts = countByPair(cube, brushed, [row, column]);
  const width = cube.dimensions[column].words.length;
  const expected = new Float64Array(counts.length);
  for (const i of at) {
    for (const a of wordsAt(cube, row, i)) {
      for (const b of wordsAt(cube, column, i)) {
        const k = cube.dimensions[row].words.indexOf(a) * width + cube.dimensions[column].words.indexOf(b);
        expected[k] = (expected[k] as number) + 1;
      }
    }
  }
  expect(counts).toEqual(expected);
}

function checkCorridors(cube: PatternCube, brushed: Brushed, at: number[]) {
  const ways = countWays(cube, brushed, 3);
  const parts = countDayParts(cube, brushed, 3);
  for (let corridor = 0; corridor < 3; corridor++) {
    const along = at.filter((i) => cube.corridor[i] === corridor);
    PLACE_TYPES.forEach((place, p) => {
      const seen = along.filter((i) => wordsAt(cube, 'place', i).includes(place));
      expect(ways[corridor * PLACE_TYPES.length + p]).toBe(seen.length);
    });
    DAY_PARTS.forEach((_, part) => {
      const seen = along.filter((i) => ((cube.dayParts[i] as number) >> part) % 2 === 1);
      expect(parts[corridor * DAY_PARTS.length + part]).toBe(seen.length);
    });
  }
}

function checkMonths(cube: PatternCube, brushed: Brushed, at: number[]) {
  const months = countByMonth(cube, brushed);
  const known = at.filter((i) => (cube.month[i] as number) >= 0);
  expect(months.reduce((a, b) => a + b, 0)).toBe(known.length);
  const byState = countByWordAndMonth(cube, brush(cube, {}), 'state');
  expect(byState.reduce((a, b) => a + b, 0)).toBe([...cube.month].filter((month) => month >= 0).length);
}

it('predatory and consented crimes and hazards stand apart, and nobody named counts as unknown', () => {
  const base: Row = {
    day: 17_000,
    length: 0,
    hazard: null,
    crimes: ['robbery'],
    perpetrators: [],
    place: 0,
    known: 0,
    state: 7,
    border: 0,
    rail: 0,
    corridor: NO_CORRIDOR,
    parts: 0,
  };
  const columns = columnsOf([
    { ...base, crimes: ['smuggling', 'abandonment'], perpetrators: ['smuggler'] },
    base,
    { ...base, hazard: 0 },
  ]);
  const sizes = (counting: Lens['counting']) =>
    LENS_GROUPS.map((group) => patternCube(columns, { group, counting }).length);
  expect(sizes('principal')).toEqual([1, 1, 1]);
  // Abandonment came with the smuggling: counted by all crimes it is predatory too.
  expect(sizes('all')).toEqual([2, 1, 1]);
  const cube = patternCube(columns, { group: 'predatory', counting: 'all' });
  const crimes = countByWord(cube, brush(cube, {}), 'crime');
  expect(PREDATORY_CRIMES.filter((_, at) => crimes[at] === 1)).toEqual(['robbery', 'abandonment']);
  const alleged = countByWord(cube, brush(cube, {}), 'perpetrator');
  expect(alleged[PERPETRATORS.indexOf('unknown')]).toBe(1);
});

it('a year is in no month, and within a window only what lies whole in it counts', () => {
  const base: Row = {
    day: dayNumber('2017-01-01'),
    length: 364,
    hazard: null,
    crimes: ['robbery'],
    perpetrators: [],
    place: 0,
    known: 0,
    state: 7,
    border: 0,
    rail: 0,
    corridor: NO_CORRIDOR,
    parts: 0,
  };
  const cube = patternCube(columnsOf([base, { ...base, day: dayNumber('2017-03-05'), length: 0 }]), {
    group: 'predatory',
    counting: 'principal',
  });
  const brushed = brush(cube, {});
  expect([brushed.total, brushed.withoutMonth]).toEqual([2, 1]);
  expect(monthText(cube.firstMonth)).toBe('2017-01');
  const window = { from: dayNumber('2017-03-01'), to: dayNumber('2017-12-31') };
  expect(countWithin(cube, brushed, 'state', window)[7]).toBe(1);
});
