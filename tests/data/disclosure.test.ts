import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { countByState, countIncidents } from '../../data/counts.ts';
import { listIncidents, readIncident } from '../../data/incidents.ts';
import {
  type Disclosure,
  disclosedCrimes,
  disclosedPerpetratorMask,
  disclosedPerpetrators,
  FULL_DISCLOSURE,
  PREDATORY_BITS,
} from '../../domain/access/disclosure.ts';
import { bitMask, CRIMES, fromBitMask, isPredatory, PERPETRATORS } from '../../domain/taxonomy.ts';
import { loadSampleOnce } from '../../etl/sample.ts';
import { describeOnBothDatabases } from '../databases.ts';

const DATA = fileURLToPath(new URL('../../data', import.meta.url));
const ALL: Omit<import('../../data/incident-filter.ts').IncidentFilter, 'disclosure'> = {
  asOf: '2026-01-01',
};
const LIMIT = 1_000_000;

/** Files that make or keep incidents; none of them answers a reader. */
const WRITERS = ['incident-refresh.ts', 'disclosed-incidents.ts', 'status.ts'];

const disclosures: Disclosure[] = [true, false].flatMap((consented) =>
  [true, false].map((officials) => ({ consented, officials, sources: false, until: null })),
);

describeOnBothDatabases('what a reader may see', (db) => {
  beforeAll(async () => {
    await loadSampleOnce(db.database, '2026-11-23', () => {});
  });

  it.each(disclosures)('rows are those of the rule: %j', async (disclosure) => {
    const { pool } = db.database;
    const full = await listIncidents(pool, { ...ALL, disclosure: FULL_DISCLOSURE }, LIMIT);
    const seen = await listIncidents(pool, { ...ALL, disclosure }, LIMIT);
    const expected = full.flatMap((row) => {
      const [, , , , kind, crime, crimeMask, perpetratorMask] = row;
      const mask = disclosure.consented ? crimeMask : crimeMask & PREDATORY_BITS;
      if (kind === 'crime' && mask === 0) return [];
      const principal =
        crime !== null && (mask & bitMask(CRIMES, [crime as (typeof CRIMES)[number]])) === 0
          ? (fromBitMask(CRIMES, mask).at(-1) as string)
          : crime;
      const copy = [...row] as typeof row;
      copy[5] = principal;
      copy[6] = mask;
      copy[7] = disclosedPerpetratorMask(disclosure, perpetratorMask);
      return [copy];
    });
    expect(seen).toEqual(expected);
    expect(full.length).toBeGreaterThan(1000);
    const count = await countIncidents(pool, { ...ALL, disclosure });
    const states = await countByState(pool, { ...ALL, disclosure });
    expect(states.reduce((sum, state) => sum + state.crimes, 0)).toBeLessThanOrEqual(count.crimes);
    expect(count.crimes + count.hazards - count.unplaced).toBe(seen.length);
  });

  it('the sample has both: consented crimes and accused officials', async () => {
    const { pool } = db.database;
    const asked = { ...ALL, disclosure: FULL_DISCLOSURE };
    const consented = await countIncidents(pool, { ...asked, crime: CRIMES.filter((c) => !isPredatory(c)) });
    const officials = await countIncidents(pool, { ...asked, perpetrator: ['official'] });
    expect(consented.crimes).toBeGreaterThan(10);
    expect(officials.crimes).toBeGreaterThan(10);
  });

  it('no filter looks behind it: an accused official is found under unknown, and consented crimes not at all', async () => {
    const { pool } = db.database;
    const disclosure = { consented: false, officials: false, sources: false, until: null };
    const asked = { ...ALL, disclosure };
    expect((await countIncidents(pool, { ...asked, perpetrator: ['official'] })).crimes).toBe(0);
    expect((await countIncidents(pool, { ...asked, crime: ['smuggling', 'drug_carrying'] })).crimes).toBe(0);
    const byOne = await Promise.all(
      PERPETRATORS.map((one) => countIncidents(pool, { ...asked, perpetrator: [one] })),
    );
    const unknownBefore = await countIncidents(pool, {
      ...ALL,
      disclosure: { ...disclosure, officials: true },
      perpetrator: ['unknown'],
    });
    expect(byOne[PERPETRATORS.indexOf('unknown')]?.crimes).toBeGreaterThan(unknownBefore.crimes);
  });

  it('one incident says the same as its row', async () => {
    const { pool } = db.database;
    const disclosure = { consented: false, officials: false, sources: false, until: null };
    const seen = await listIncidents(pool, { ...ALL, disclosure }, LIMIT);
    const ids = new Set(seen.map(([id]) => id));
    const full = await listIncidents(pool, { ...ALL, disclosure: FULL_DISCLOSURE }, LIMIT);
    const hidden = full.filter(([id]) => !ids.has(id));
    expect(hidden.length).toBeGreaterThan(0);
    expect(await readIncident(pool, disclosure, hidden[0]?.[0] as number)).toBeNull();
    const changed = seen.filter((row, at) => at % 40 === 0 || row[7] === bitMask(PERPETRATORS, ['unknown']));
    for (const [id, , , , , crime, crimeMask, perpetratorMask] of changed.slice(0, 60)) {
      const incident = await readIncident(pool, disclosure, id);
      const crimes = (incident?.crimes ?? []) as { crime: (typeof CRIMES)[number]; principal: boolean }[];
      expect(
        bitMask(
          CRIMES,
          crimes.map((one) => one.crime),
        ),
      ).toBe(crimeMask);
      expect(crimes.find(({ principal }) => principal)?.crime ?? null).toBe(crime);
      const alleged = (incident?.perpetrators ?? []) as { perpetrator: (typeof PERPETRATORS)[number] }[];
      expect(
        bitMask(
          PERPETRATORS,
          alleged.map((one) => one.perpetrator),
        ),
      ).toBe(perpetratorMask);
    }
  });
});

describe('the one place', () => {
  it('no file that answers readers names the table of incidents itself', () => {
    const files = readdirSync(DATA).filter((name) => name.endsWith('.ts') && !WRITERS.includes(name));
    expect(files.length).toBeGreaterThan(10);
    const wrong = files.filter((name) =>
      /\b(from|join)\s+incident\s/.test(readFileSync(path.join(DATA, name), 'utf8')),
    );
    expect(wrong).toEqual([]);
  });

  it('an official among others leaves the others, alone is unknown and without an organisation', () => {
    const disclosure = { consented: true, officials: false, sources: true, until: null };
    const official = { perpetrator: 'official', principal: true, organisation: 'X' };
    const gang = { perpetrator: 'gang', principal: false, organisation: null };
    expect(disclosedPerpetrators(disclosure, [official])).toEqual([
      { perpetrator: 'unknown', principal: true, organisation: null },
    ]);
    expect(disclosedPerpetrators(disclosure, [official, gang])).toEqual([{ ...gang, principal: true }]);
    expect(disclosedPerpetrators({ ...disclosure, officials: true }, [official, gang])).toEqual([
      official,
      gang,
    ]);
  });

  it('the gravest crime speaks where the principal one is consented', () => {
    const crimes = [
      { crime: 'smuggling', principal: true },
      { crime: 'extortion', principal: false },
      { crime: 'homicide', principal: false },
    ];
    expect(
      disclosedCrimes({ consented: false, officials: true, sources: true, until: null }, crimes),
    ).toEqual([
      { crime: 'homicide', principal: true },
      { crime: 'extortion', principal: false },
    ]);
  });
});
