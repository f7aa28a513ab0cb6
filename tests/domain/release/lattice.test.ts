import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CRIME_GROUPS } from '../../../domain/alerts/crime-groups.ts';
import { randomStream } from '../../../domain/random.ts';
import { type ReleaseAtom, type ReleasedCell, releaseKey } from '../../../domain/release/lattice.ts';
import { releaseMonth } from '../../../domain/release/release-month.ts';
import { STATES } from '../../../domain/states.ts';
import { LinearBounds } from './linear-bounds.ts';

const K = 5;
const STRETCHES = ['a', 'b', 'c', 'd'];

/** Small months of a few states and stretches, a stretch in one state or two, counts around the threshold. */
const monthArbitrary = fc
  .array(
    fc.record({
      state: fc.integer({ min: 0, max: 3 }),
      stretch: fc.integer({ min: -2, max: 3 }),
      group: fc.integer({ min: 0, max: 4 }),
      count: fc.oneof(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 4, max: 30 })),
    }),
    { maxLength: 14 },
  )
  .map((rows): ReleaseAtom[] =>
    rows.map(({ state, stretch, group, count }) => ({
      // Stretch a is in states 0 and 1, b in 1 and 2, and so on.
      stateCode: STATES[stretch < 0 ? state : (stretch + (state % 2)) % 4]!.code,
      stretchId: stretch < 0 ? null : STRETCHES[stretch]!,
      group: CRIME_GROUPS[group]!,
      count,
    })),
  );

/** Which atoms a cell adds up; written apart from the program, from the words of its documentation. */
function covers(
  cell: Omit<ReleasedCell, 'count'>,
  atom: Pick<ReleaseAtom, 'stateCode' | 'stretchId' | 'group'>,
) {
  if (cell.group !== 'all' && cell.group !== atom.group) return false;
  if (cell.kind === 'nation') return true;
  return cell.place === (cell.kind === 'state' ? atom.stateCode : atom.stretchId);
}

function countOf(atoms: readonly ReleaseAtom[], column: Omit<ReleaseAtom, 'count'>): number {
  return atoms
    .filter(
      ({ stateCode, stretchId, group }) =>
        stateCode === column.stateCode && stretchId === column.stretchId && group === column.group,
    )
    .reduce((sum, { count }) => sum + count, 0);
}

/** All that a reader can't rule out: a column for each state, stretch of it and group, as only the map tells. */
function attack(atoms: readonly ReleaseAtom[], released: readonly ReleasedCell[]) {
  // Any state may have incidents, for all that is known; of those without, four stand for all.
  const quiet = STATES.map(({ code }) => code).filter(
    (code) => !atoms.some(({ stateCode }) => stateCode === code),
  );
  const places = [...new Set(atoms.map(({ stateCode }) => stateCode)), ...quiet.slice(0, 4)];
  const columns = places.flatMap((stateCode) =>
    [null, ...STRETCHES].flatMap((stretchId) =>
      CRIME_GROUPS.map((group) => ({ stateCode, stretchId, group })),
    ),
  );
  const row = (cell: Omit<ReleasedCell, 'count'>) => columns.map((column) => (covers(cell, column) ? 1 : 0));
  const bounds = new LinearBounds(
    released.map(row),
    released.map(({ count }) => count),
    columns.length,
  );
  return { columns, row, bounds, places };
}

describe('a released month', () => {
  it('publishes what is large, and withholds what is small', () => {
    const released = releaseMonth([
      { stateCode: '07', stretchId: null, group: 'taking', count: 12 },
      { stateCode: '07', stretchId: null, group: 'harm', count: 9 },
      { stateCode: '20', stretchId: null, group: 'taking', count: 1 },
      { stateCode: '28', stretchId: null, group: 'captivity', count: 8 },
    ]);
    const keys = released.map((cell) => `${releaseKey(cell)} ${cell.count}`);
    // 30 less 21 and 8 would tell of the one: the nation's number is withheld, that those of the states may stand.
    expect(keys).toContain('state 07 all 21');
    expect(keys.some((key) => key.startsWith('nation  all'))).toBe(false);
    expect(keys.some((key) => key.startsWith('state 20'))).toBe(false);
  });

  it('a month of nothing, and one with a single incident, look the same', () => {
    expect(releaseMonth([])).toEqual([]);
    expect(releaseMonth([{ stateCode: '29', stretchId: null, group: 'lethal', count: 1 }])).toEqual([]);
  });

  it('by linear programming: of nothing withheld can anybody tell that it was, or that it was not', () => {
    fc.assert(
      fc.property(monthArbitrary, (atoms) => {
        const released = releaseMonth(atoms, K);
        expect(released.every(({ count }) => count >= K)).toBe(true);
        if (released.length === 0) return;
        const { row, bounds, places, columns } = attack(atoms, released);
        const keys = new Set(released.map(releaseKey));
        const asked = [...CRIME_GROUPS, 'all' as const].flatMap((group) => [
          ...places.map((place) => ({ kind: 'state' as const, place, group })),
          ...STRETCHES.map((place) => ({ kind: 'stretch' as const, place, group })),
        ]);
        const forms = asked
          .filter((cell) => !keys.has(releaseKey(cell)))
          .map((cell) => ({ name: releaseKey(cell), form: row(cell) }));
        // What is left of a state beside the stretches that are published.
        for (const { place, group } of asked.filter(({ kind }) => kind === 'state')) {
          const named = STRETCHES.filter((id) => keys.has(releaseKey({ kind: 'stretch', place: id, group })));
          const form = columns.map((column) =>
            covers({ kind: 'state', place, group }, column) && !named.includes(column.stretchId ?? '')
              ? 1
              : 0,
          );
          forms.push({ name: `rest ${place} ${group}`, form });
        }
        for (const { name, form } of forms) {
          const count = columns.reduce((sum, column, at) => sum + form[at]! * countOf(atoms, column), 0);
          if (count >= K) continue;
          const message = `${name} of ${JSON.stringify(atoms)}`;
          expect(bounds.lowest(form), message).toBeCloseTo(0, 6);
          expect(bounds.highest(form, K), message).toBeGreaterThanOrEqual(K - 1e-6);
        }
      }),
      { seed: 13, numRuns: 120 },
    );
  });

  it('no difference of two published numbers, one within the other, is under k', () => {
    fc.assert(
      fc.property(monthArbitrary, (atoms) => {
        const released = releaseMonth(atoms, K);
        const { row } = attack(atoms, released);
        const rows = released.map((cell) => ({ cell, row: row(cell) }));
        for (const outer of rows) {
          for (const inner of rows) {
            if (outer === inner || inner.row.some((one, at) => one > outer.row[at]!)) continue;
            expect(outer.cell.count - inner.cell.count).toBeGreaterThanOrEqual(K);
          }
        }
      }),
      { seed: 14, numRuns: 300 },
    );
  });

  it('two years of all states, groups and sixty stretches: the same twice, and soon', () => {
    const random = randomStream(5);
    const months = Array.from({ length: 24 }, () =>
      STATES.flatMap(({ code }, s) =>
        CRIME_GROUPS.flatMap((group) =>
          [null, `s${s}`, `s${s + 1}`].map((stretchId) => ({
            stateCode: code,
            stretchId,
            group,
            count: random.below(s % 4 === 0 ? 14 : 3),
          })),
        ),
      ),
    );
    const first = months.map((atoms) => releaseMonth(atoms));
    expect(first.flat().length).toBeGreaterThan(1000);
    expect(months.slice(0, 5).map((atoms) => releaseMonth(atoms))).toEqual(first.slice(0, 5));
  });
});
