import { tableFromIPC } from 'apache-arrow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StateCounts } from '../../api/contract.ts';
import type { PatternFacts, Patterns } from '../../api/contract-patterns.ts';
import { brush, countByPair, countByWord, countWays, type Selection } from '../../domain/patterns/brush.ts';
import { PATTERN_COLUMN_NAMES, type PatternColumns } from '../../domain/patterns/columns.ts';
import { patternCube } from '../../domain/patterns/cube.ts';
import { compareFigure } from '../../domain/patterns/figures/comparison.ts';
import { dimensionFigure, statesFigure } from '../../domain/patterns/figures/overview.ts';
import { crosstabFigure, highImpactFigure, topFiveFigure } from '../../domain/patterns/figures/tables.ts';
import { COUNTINGS, type Dimension, LENS_GROUPS } from '../../domain/patterns/lens.ts';
import { HIGH_IMPACT_CRIMES, PLACE_TYPES } from '../../domain/taxonomy.ts';
import { loadSampleOnce } from '../../etl/sample.ts';
import { openedLink } from '../../web/patterns/openedLink.ts';
import { filterToQuery, parseView } from '../../web/view/view.ts';
import { describeOnBothDatabases } from '../databases.ts';
import { contextOf } from '../domain/patterns/planted.ts';
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

  it.each(
    (['predatory', 'consented'] as const).flatMap((group) =>
      COUNTINGS.map((counting) => [group, counting] as const),
    ),
  )('a number that can be opened opens a map of as many: %s, %s', async (group, counting) => {
    const lens = { group, counting };
    const cube = patternCube(columns, lens);
    const chosen: Selection = { from: '2016-05-10', to: '2017-09-20', perpetrator: ['gang', 'unknown'] };
    for (const selection of [{}, chosen]) {
      const context = contextOf(columns, [], { cube, brushed: brush(cube, selection), selection });
      const side = (state: string) => ({ name: state, selection: { ...selection, state: [state] } });
      const figures = [
        statesFigure(context),
        compareFigure(context, side('07'), side('28')),
        compareFigure(context, side('07'), side('28'), 'perpetrator'),
        dimensionFigure(context, 'crime'),
        dimensionFigure(context, 'perpetrator'),
        crosstabFigure(context, ['state', 'perpetrator']),
        ...(group === 'predatory' ? [highImpactFigure(context), topFiveFigure(context, 'perpetrator')] : []),
      ];
      let compared = 0;
      for (const { id, rows, opens } of figures) {
        const every = Math.ceil(rows.length / 12);
        for (const [row, { cells }] of rows.entries()) {
          if (row % every !== 0) continue;
          for (const [column, cell] of cells.entries()) {
            const asked = opens?.(row, column);
            const link = asked && cell !== null && cell !== 0 ? openedLink(asked, lens) : null;
            if (!link || !('href' in link)) continue;
            const { filter, scope } = parseView(new URL(link.href, 'http://map').search);
            const answer = await server.fetchAs('analyst', `/api/states?${filterToQuery(filter)}`);
            const counts: StateCounts = await answer.json();
            const shown = scope ? counts.states.find(({ code }) => code === scope.id)! : counts;
            expect([id, cells[0], shown.crimes + shown.hazards]).toEqual([id, cells[0], cell]);
            compared++;
          }
        }
      }
      expect(compared).toBeGreaterThan(group === 'predatory' ? 40 : 5);
    }
  });

  it.each(['', 'state=20,30&crime=robbery,extortion&place=train,train_tracks&from=2017-01-01'])(
    'ways along corridors follow the filters, in the page as in the database: %s',
    async (query) => {
      const { corridors }: PatternFacts = await (
        await server.fetchAs('analyst', '/api/patterns/facts')
      ).json();
      const cube = patternCube(columns, { group: 'predatory', counting: 'principal' });
      const asked = Object.fromEntries(new URLSearchParams(query));
      const lists = Object.entries(asked).map(([name, words]) => [
        name,
        name === 'from' ? words : words.split(','),
      ]);
      const counts = countWays(cube, brush(cube, Object.fromEntries(lists)), corridors.length);
      const ours = corridors.flatMap(({ corridorId }, row) =>
        PLACE_TYPES.flatMap((place, at) => {
          const n = counts[row * PLACE_TYPES.length + at] as number;
          return n > 0 ? [[corridorId, place, n]] : [];
        }),
      );
      const { rows } = await ask(`dimensions=corridor,place&${query}`);
      const theirs = rows.filter(([corridor]) => corridor !== null);
      expect(theirs.length).toBeGreaterThan(3);
      expect(ours.sort()).toEqual(theirs.sort());
    },
  );

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
    expect(await refusal('dimensions=country')).toMatchObject({ code: 'contradictory_filters' });
    for (const filter of ['crime=robbery', 'perpetrator=tco', 'state=20', 'place=train', 'known=reported']) {
      expect(await refusal(`dimensions=state,country&${filter}`)).toMatchObject({
        code: 'contradictory_filters',
        details: { filters: [filter.split('=')[0]], right: ['from', 'to'] },
      });
    }
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

  describe('facts from a file', () => {
    const send = async (path: string, body: BodyInit, role: 'analyst' | 'steward' = 'analyst') => {
      const headers = { 'content-type': 'application/octet-stream' };
      const response = await server.fetchAs(role, `/api/patterns/facts/${path}`, {
        method: 'POST',
        headers,
        body,
      });
      return { status: response.status, body: await response.json() };
    };
    const facts = async (): Promise<PatternFacts> =>
      (await server.fetchAs('analyst', '/api/patterns/facts')).json();
    const loads = async () => {
      const { rows } = await db.database.pool.query<{ subject_id: string }>(
        `select subject_id from audit_entry where action = 'setting-changed' and subject_kind = 'facts' order by seq`,
      );
      return rows.map(({ subject_id }) => subject_id);
    };

    it('is tried, shown, loaded, audited, read back as a file and replaced by the next', async () => {
      const csv =
        'measure_id,day,end_day,kind,name_es,name_en,states,source,url,lon,lat,radius_km\n' +
        'reten,2017-03-01,,checkpoint,"Retén, Huixtla",Post,07|27,=prueba,,-92.46,15.14,5\n' +
        'ley,2017-04-01,2017-05-01,law,Ley,Law,,prueba,,,,\n';
      const before = await facts();
      const tried = await send('measures?dryRun=yes', csv);
      expect(tried).toMatchObject({ status: 200, body: { isLoaded: false, count: 2, replaces: 0 } });
      expect(tried.body.rows[0].slice(0, 5)).toEqual([
        'reten',
        '2017-03-01',
        '',
        'checkpoint',
        'Retén, Huixtla',
      ]);
      expect([(await facts()).measures.length, await loads()]).toEqual([before.measures.length, []]);

      expect(await send('measures', csv)).toMatchObject({ status: 201, body: { isLoaded: true, count: 2 } });
      const now = await facts();
      expect(now.dataVersion).not.toBe(before.dataVersion);
      expect(now.measures.find(({ id }) => id === 'reten')).toMatchObject({
        nameEs: 'Retén, Huixtla',
        stateCodes: ['07', '27'],
        source: '=prueba',
        place: { lon: -92.46, lat: 15.14, radiusKm: 5 },
      });
      const file = await server.fetchAs('steward', '/api/patterns/facts/measures');
      expect(file.headers.get('content-disposition')).toContain('vigia-measures.csv');
      const text = await file.text();
      // A spreadsheet runs nothing of it, and what comes back is what went out.
      expect(text).toContain("'=prueba");
      expect(await send('measures', text, 'steward')).toMatchObject({ status: 201, body: { replaces: 2 } });
      expect((await facts()).measures).toEqual(now.measures);
      expect(await loads()).toEqual(['measures', 'measures']);
    });

    it('takes what a spreadsheet writes, and two who load at once wait for each other', async () => {
      const latin = Buffer.from(
        'state;exposure;unit;source\n07;1000;al año;encuesta\n28;5;al año;encuesta\n',
        'latin1',
      );
      const both = await Promise.all([send('exposure', latin), send('exposure', latin, 'steward')]);
      expect(both.map(({ status }) => status)).toEqual([201, 201]);
      expect((await facts()).exposure).toMatchObject([
        { stateCode: '07', unit: 'al año' },
        { stateCode: '28' },
      ]);
      const form = await (await server.fetchAs('analyst', '/api/patterns/facts/outcomes')).text();
      expect(form.trim()).toBe(
        'outcome_id,state,period,complaints,investigations,charged,sentences,source,url',
      );
    });

    it('is removed again: what was loaded goes, the shipped rows stay, and the audit says so', async () => {
      const remove = async (query: string) => {
        const response = await server.fetchAs('steward', `/api/patterns/facts/measures${query}`, {
          method: 'DELETE',
        });
        return { status: response.status, body: await response.json() };
      };
      const [before, audits] = [await facts(), (await loads()).length];
      expect(await remove('?dryRun=yes')).toEqual({
        status: 200,
        body: { kind: 'measures', isRemoved: false, count: 2 },
      });
      expect([(await facts()).measures, (await loads()).length]).toEqual([before.measures, audits]);
      expect((await remove('')).body).toEqual({ kind: 'measures', isRemoved: true, count: 2 });
      const now = await facts();
      expect(now.dataVersion).not.toBe(before.dataVersion);
      expect(now.measures).toEqual(before.measures.filter(({ id }) => id !== 'reten' && id !== 'ley'));
      expect((await loads()).slice(audits)).toEqual(['measures']);
      // Of nothing loaded there is nothing to remove, nor to audit.
      expect((await remove('')).body).toMatchObject({ count: 0 });
      expect((await loads()).length).toBe(audits + 1);
    });

    it('refuses a wrong file whole, and says row, column, value and what would be right', async () => {
      const before = await facts();
      const wrong = await send('exposure', 'state,exposure,unit,source\n07,10,u,s\n99,diez,u,s\n');
      expect(wrong).toMatchObject({
        status: 400,
        body: {
          error: {
            code: 'file_not_understood',
            details: {
              more: 0,
              problems: [
                { row: 2, column: 'state', value: '99', reason: 'no-such-state', allowed: expect.any(Array) },
                { row: 2, column: 'exposure', value: 'diez', reason: 'not-a-number' },
              ],
            },
          },
        },
      });
      const many = `state,exposure,unit,source\n${'99,x,,\n'.repeat(150)}`;
      const told = (await send('exposure', many)).body.error.details;
      expect([told.problems.length, told.more > 0]).toEqual([100, true]);
      expect((await send('exposure', 'state\0,exposure\n')).body.error.details.problems).toMatchObject([
        { reason: 'no-table' },
      ]);
      expect((await send('exposure', '')).body.error.code).toBe('empty_file');
      expect((await send('shelters', 'a,b\n')).body.error.code).toBe('invalid_input');
      expect((await send('exposure?dryRun=maybe', 'a,b\n')).body.error.code).toBe('invalid_input');
      const large = await send('exposure', 'x'.repeat(2 * 2 ** 20 + 1));
      expect([large.status, large.body.error.code]).toEqual([413, 'file_too_large']);
      const json = await server.fetchAs('analyst', '/api/patterns/facts/exposure', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{}',
      });
      expect(json.status).toBe(415);
      expect((await facts()).exposure).toEqual(before.exposure);
    });
  });
});
