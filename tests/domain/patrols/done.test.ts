import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { doneOf } from '../../../domain/patrols/done.ts';
import type { PatrolEntry } from '../../../domain/patrols/log-entry.ts';

const entry = (more: Partial<PatrolEntry> = {}): PatrolEntry => ({
  kind: 'executed',
  unit: 'U-1',
  corridorId: 'a',
  fromKm: 0,
  toKm: 10,
  startsAt: '2026-11-20T22:00',
  endsAt: '2026-11-21T02:00',
  finds: [],
  ...more,
});
const ranges = [{ corridorId: 'a', fromKm: 5, toKm: 25 }];

describe('what was done of a plan', () => {
  it('without a word of the log one shift over the whole reach is what was planned, and nothing was done', () => {
    const { positions, elsewhere } = doneOf([{ ranges, shiftHours: 8 }], []);
    expect(positions[0]).toMatchObject({ planned: 160, executed: 0, isPlannedLogged: false, patrols: 0 });
    expect(elsewhere).toBe(0);
  });

  it('counts km of the reach times hours; what was done outside is told apart', () => {
    const entries = [
      entry({ finds: ['nothing'] }),
      entry({ kind: 'planned', toKm: 15 }),
      entry({ corridorId: 'b', finds: ['robbery'] }),
    ];
    const { positions, elsewhere } = doneOf([{ ranges, shiftHours: 8 }], entries);
    expect(positions[0]).toEqual({
      planned: 40,
      executed: 20,
      isPlannedLogged: true,
      patrols: 1,
      foundNothing: 1,
      foundSomething: 0,
    });
    expect(elsewhere).toBe(20 + 40);
  });

  it('counts no km twice where spans of a reach overlap', () => {
    const twice = [...ranges, { corridorId: 'a', fromKm: 8, toKm: 30 }];
    const { positions } = doneOf([{ ranges: twice, shiftHours: 1 }], [entry({ toKm: 30 })]);
    expect(positions[0]).toMatchObject({ planned: 25, executed: 100 });
  });

  it('km-hours of one position and elsewhere are all that was executed', () => {
    const km = fc.integer({ min: 0, max: 100 });
    const span = fc.tuple(fc.constantFrom('a', 'b'), km, fc.integer({ min: 1, max: 40 }));
    fc.assert(
      fc.property(fc.array(span, { maxLength: 6 }), fc.array(span, { maxLength: 8 }), (spans, drives) => {
        const entries = drives.map(([corridorId, fromKm, length]) =>
          entry({ corridorId, fromKm, toKm: fromKm + length }),
        );
        const position = {
          ranges: spans.map(([corridorId, fromKm, length]) => ({
            corridorId,
            fromKm,
            toKm: fromKm + length,
          })),
          shiftHours: 8,
        };
        const { positions, elsewhere } = doneOf([position], entries);
        const all = drives.reduce((sum, [, , length]) => sum + 4 * length, 0);
        expect(positions[0].executed + elsewhere).toBeCloseTo(all, 6);
      }),
      { seed: 12 },
    );
  });
});
