import { describe, expect, it } from 'vitest';
import { readConfig } from '../../data/config.ts';
import { CRIME_GROUPS } from '../../domain/alerts/crime-groups.ts';
import { safeFacts } from '../../domain/alerts/safe-facts.ts';
import { alertText } from '../../domain/alerts/text.ts';
import { releaseMonth } from '../../domain/release/release-month.ts';
import { STATES } from '../../domain/states.ts';
import { factsOf } from '../messages-world.ts';

describe('k, the least number that is told', () => {
  it.each([
    ['2', false],
    ['0', false],
    ['4.5', false],
    ['3', true],
    ['12', true],
  ])('a configured k of %s: %s', (value, isTaken) => {
    const read = readConfig({ VIGIA_FEWEST_DISCLOSED: value });
    expect(read.ok).toBe(isTaken);
    if (read.ok) expect(read.config.fewestDisclosed).toBe(Number(value));
    else expect(read.errors).toMatchObject([{ key: 'VIGIA_FEWEST_DISCLOSED', expected: '3 - 100' }]);
  });

  it('is 5 where nothing is configured', () => {
    const read = readConfig({});
    expect(read.ok && read.config.fewestDisclosed).toBe(5);
  });

  it('holds in the safe form of an alert, and its words name it', () => {
    const t = (key: string, values: object = {}) => `${key} ${JSON.stringify(values)}`;
    const told = (k: number) => safeFacts(factsOf({ observed: 6 }), k);
    expect([3, 6, 7].map((k) => told(k).observed)).toEqual([6, 6, null]);
    expect(alertText(t, { kind: 'safe', facts: told(7) }, 'es').lines[0]).toContain('"count":7');
    const { fewest: _, ...stored } = told(7);
    expect(alertText(t, { kind: 'safe', facts: stored }, 'es').lines[0]).toContain('"count":5');
  });

  it('holds in a month of the release', () => {
    const atoms = STATES.flatMap(({ code }) =>
      CRIME_GROUPS.map((group) => ({ stateCode: code, stretchId: null, group, count: 4 })),
    );
    const smallest = (k: number) => Math.min(...releaseMonth(atoms, k).map(({ count }) => count));
    expect(smallest(3)).toBe(4);
    expect(smallest(5)).toBe(4 * CRIME_GROUPS.length);
  });
});
