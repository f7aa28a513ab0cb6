import { tableFromIPC } from 'apache-arrow';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PatternFacts, Patterns } from '../../api/contract-patterns.ts';
import { brush, countByPair, countByWord } from '../../domain/patterns/brush.ts';
import { PATTERN_COLUMN_NAMES, type PatternColumns } from '../../domain/patterns/columns.ts';
import { patternCube } from '../../domain/patterns/cube.ts';
import { COUNTINGS, type Dimension, LENS_GROUPS } from '../../domain/patterns/lens.ts';
import { HIGH_IMPACT_CRIMES } from '../../domain/taxonomy.ts';
import { loadSampleOnce } from '../../etl/sample.ts';
import { describeOnBothDatabases } from '../databases.ts';
import { startServer, type TestServer } from '../server.ts';

const TOP_FIVE = ['28', '07', '20', '27', '30'];

describeOnBothDatabases('who does what where', (db) => {
  let server: TestServer;
  let columns: PatternColumns;

  beforeAll(async () => {
    await loadSampleOnce(db.database, '2026-11-23', () => {});
    server = await startServer(db.database);
    const response = await server.fetchAs('analyst', '/api/patterns/incidents');
    const table = tableFromIPC(new Uint8Array(await response.arrayBuffer()));
    const named = PATTERN_COLUMN_NAMES.map((name) => [name, table.getChild(name)?.toArray()]);
    columns = { length: table.numRows, ...Object.fromEntries(named) };
  });
  afterAll(() => server?.stop());

  const ask = async (query: string): Promise<Patterns> => {
    const response = await server.fetchAs('analyst', `/api/patterns?${query}`);
    const body = await response.json();
    expect([response.status, body.error]).toEqual([200, undefined]);
    return body;
  };
  const refusal = async (query: string) => {
    const response = await server.fetchAs('analyst', `/api/patterns?${query}`);
    expect(response.status).toBe(400);
    return (await response.json()).error;
  };
  /** Words of a one-way answer, the most frequent first. */
  const ranked = async (query: string) =>
    (await ask(query)).rows
      .map(([word, n]) => [word, n] as [string, number])
      .sort((a, b) => b[1] - a[1])
      .map(([word]) => word);

  it('the sample shows what the source report shows', async () => {
    expect((await ranked('dimensions=place')).slice(0, 2)).toEqual(['train', 'train_tracks']);
    const states = await ranked(`dimensions=state&crime=${HIGH_IMPACT_CRIMES.join(',')}`);
    expect(states[0]).toBe('28');
    expect((await ranked('dimensions=state'))[0]).toBe('28');
    expect((await ranked('dimensions=state')).slice(0, 5).sort()).toEqual([...TOP_FIVE].sort());
    const alleged = async (state: string) =>
      (await ranked(`dimensions=perpetrator&state=${state}`)).filter((word) => word !== 'unknown');
    expect([(await alleged('28'))[0], (await alleged('30'))[0]]).toEqual(['tco', 'tco']);
    for (const state of ['07', '27']) {
      expect((await alleged(state)).slice(0, 2).sort()).toEqual(['gang', 'local_actor']);
    }
    const smugglers = async (states: string) =>
      (await ask(`dimensions=perpetrator&measures=share&state=${states}`)).rows.find(
        ([word]) => word === 'smuggler',
      )?.[1] as number;
    expect(await smugglers('02,26,08,05,19,28')).toBeGreaterThan(2 * (await smugglers('07,27,20,30')));
  });

  it.each(LENS_GROUPS.flatMap((group) => COUNTINGS.map((counting) => [group, counting] as const)))(
    'the database counts what the page counts: %s, %s',
    async (group, counting) => {
      const cube = patternCube(columns, { group, counting });
      const all = brush(cube, {});
      const oneWay = ['state', 'crime', 'place', 'known', 'border', 'rail'] as const;
      const dimensions: readonly Dimension[] = group === 'hazard' ? oneWay : [...oneWay, 'perpetrator'];
      for (const dimension of dimensions) {
        const { rows, incidents } = await ask(`dimensions=${dimension}&group=${group}&counting=${counting}`);
        const counts = countByWord(cube, all, dimension);
        const ours = cube.dimensions[dimension].words.flatMap((word, at) =>
          counts[at] ? [[word, counts[at]]] : [],
        );
        expect(rows.sort()).toEqual(ours.sort());
        expect(incidents).toBe(cube.length);
      }
      if (group === 'hazard') return;
      const { rows } = await ask(`dimensions=perpetrator,crime&group=${group}&counting=${counting}`);
      const pairs = countByPair(cube, all, ['perpetrator', 'crime']);
      const crimes = cube.dimensions.crime.words;
      for (const [alleged, crime, n] of rows) {
        const row = cube.dimensions.perpetrator.words.indexOf(alleged as string);
        expect(pairs[row * crimes.length + crimes.indexOf(crime as string)]).toBe(n);
      }
      expect(pairs.filter((n) => n > 0)).toHaveLength(rows.length);
    },
  );

  it('brushing selects what the filters of the API select', async () => {
    const cube = patternCube(columns, { group: 'predatory', counting: 'principal' });
    const selection = {
      state: ['28', '07'],
      perpetrator: ['unknown', 'tco'],
      from: '2017-01-01',
      to: '2017-12-31',
    };
    const { total } = brush(cube, selection);
    const query = 'state=28,07&perpetrator=unknown,tco&from=2017-01-01&to=2017-12-31';
    expect((await ask(`dimensions=month&${query}`)).incidents).toBe(total);
    expect((await ask(`dimensions=month&${query}&counting=all`)).incidents).toBe(
      brush(patternCube(columns, { group: 'predatory', counting: 'all' }), selection).total,
    );
  });

  it('public servants are named to nobody without oversight', async () => {
    const { rows } = await ask('dimensions=perpetrator');
    expect(rows.map(([word]) => word)).not.toContain('official');
    const response = await server.fetchAs('analyst', '/api/patterns?dimensions=state&perpetrator=official');
    expect([response.status, (await response.json()).error.code]).toEqual([403, 'not_disclosed']);
  });

  it('says what is wrong and what would be right', async () => {
    expect(await refusal('dimensions=colour')).toMatchObject({
      code: 'invalid_input',
      details: [{ field: 'dimensions.0', allowed: expect.arrayContaining(['state', 'crime']) }],
    });
    expect(await refusal('dimensions=state&crime=murder')).toMatchObject({ code: 'invalid_input' });
    expect(await refusal('dimensions=state&state=99')).toMatchObject({ code: 'invalid_input' });
    expect(await refusal('')).toMatchObject({ code: 'invalid_input', details: [{ field: 'dimensions' }] });
    expect(await refusal('dimensions=state,state')).toMatchObject({
      code: 'contradictory_filters',
      details: { right: ['state'] },
    });
    expect(await refusal('dimensions=state&crime=smuggling')).toMatchObject({
      code: 'contradictory_filters',
      details: { crime: ['smuggling'], right: 'group=consented' },
    });
    expect(await refusal('dimensions=perpetrator&group=hazard')).toMatchObject({
      code: 'contradictory_filters',
    });
    expect(await refusal('dimensions=country,place')).toMatchObject({
      code: 'contradictory_filters',
      details: { right: ['state', 'country'] },
    });
    expect(await refusal('dimensions=state&from=2018-02-01&to=2018-01-01')).toMatchObject({
      code: 'empty_period',
    });
  });

  it('tells countries of origin by state from five incidents on, sex and age for the whole country', async () => {
    const { rows, fewerThan, withheld } = await ask('dimensions=state,country');
    expect(rows.length).toBeGreaterThan(20);
    expect(rows.every(([, , n]) => (n as number) >= 5)).toBe(true);
    expect([fewerThan, withheld > 0]).toEqual([5, true]);
    const facts: PatternFacts = await (await server.fetchAs('analyst', '/api/patterns/facts')).json();
    expect(facts.origins.rows.length).toBeGreaterThan(20);
    const { victims, women, men, minors, unaccompaniedMinors } = facts.victims;
    expect(victims).toBeGreaterThan((women ?? 0) + (men ?? 0));
    expect(minors).toBeGreaterThan(unaccompaniedMinors ?? 0);
    expect(facts.ways.reduce((sum, { incidents }) => sum + incidents, 0)).toBeGreaterThan(300);
    expect(facts.reporting.find(({ stateCode }) => stateCode === '22')?.lastDay).toMatch(/^2017-/);
  });

  it('has the shipped facts with their sources, and the chance of lying near the rail', async () => {
    const facts: PatternFacts = await (await server.fetchAs('analyst', '/api/patterns/facts')).json();
    expect(facts.outcomes).toMatchObject([
      { stateCode: '20', complaints: 383, investigations: 96, charged: null, sentences: 4 },
    ]);
    expect(facts.measures.find(({ id }) => id === 'programa-frontera-sur')).toMatchObject({
      day: '2014-07-07',
      stateCodes: ['04', '07', '23', '27'],
    });
    expect(facts.printed).toMatchObject([
      { printed: 133_528, computed: 158_897 },
      { printed: 771_722, computed: 746_353 },
    ]);
    expect(facts.exposure).toEqual([]);
    expect(facts.railChance).toHaveLength(32);
    for (const { shares } of facts.railChance) {
      expect(shares[0]).toBeLessThanOrEqual(shares[1] as number);
      expect(shares[1]).toBeLessThanOrEqual(shares[2] as number);
    }
    // No railway of the network is in Baja California Sur; Tlaxcala is small and crossed by one.
    const shareOf = (code: string) =>
      facts.railChance.find(({ stateCode }) => stateCode === code)?.shares[2] ?? Number.NaN;
    expect(shareOf('03')).toBe(0);
    expect(shareOf('29')).toBeGreaterThan(0.3);
  });
});
