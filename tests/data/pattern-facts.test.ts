import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { patternColumns } from '../../api/pattern-columns.ts';
import { landBorders } from '../../api/pattern-reference.ts';
import { readNetwork } from '../../data/corridors.ts';
import { loadFacts, removeFacts } from '../../data/load-facts.ts';
import {
  putCaseOutcomes,
  putEnforcementMeasures,
  putStateExposure,
  readMeasures,
  readOutcomes,
  readStateExposure,
} from '../../data/pattern-facts.ts';
import { countCircumstances } from '../../data/pattern-profiles.ts';
import { readPatternRows } from '../../data/pattern-rows.ts';
import { countPatterns } from '../../data/patterns.ts';
import {
  FACT_COLUMNS,
  parseExposure,
  parseMeasures,
  parseOutcomes,
} from '../../data/reference/pattern-tables.ts';
import { putShippedMeasures } from '../../data/reference-load.ts';
import { FULL_DISCLOSURE } from '../../domain/access/disclosure.ts';
import { DAY_PARTS } from '../../domain/circumstances.ts';
import { brush, countDayParts, type Selection } from '../../domain/patterns/brush.ts';
import { patternCube } from '../../domain/patterns/cube.ts';
import { ingestFile } from '../../etl/ingest.ts';
import { readIngestTools } from '../../etl/ingest-tools.ts';
import { describeOnBothDatabases } from '../databases.ts';

const csv = (kind: keyof typeof FACT_COLUMNS, ...rows: string[]) =>
  [FACT_COLUMNS[kind].join(','), ...rows].join('\n');

describeOnBothDatabases('facts that patterns are set beside', (db) => {
  it('a file of the user’s stands beside the shipped rows, and the next one in its place', async () => {
    const { pool } = db.database;
    const shipped = await readMeasures(pool);
    const load = async (...rows: string[]) => {
      const table = parseMeasures(csv('measures', ...rows));
      if (!table.ok) throw new Error(JSON.stringify(table));
      await putEnforcementMeasures(pool, table.rows, 'user');
    };
    await load(
      'reten-1,2017-03-01,,checkpoint,Retén,Checkpoint,07|27,prueba,',
      'reten-2,2017-04-01,2017-05-01,checkpoint,Retén,Checkpoint,,prueba,',
    );
    expect((await readMeasures(pool)).length).toBe(shipped.length + 2);
    await load('reten-3,2017-06-01,,operation,Operativo,Operation,20,prueba,https://ejemplo.invalid/');
    const now = await readMeasures(pool);
    expect(now.filter(({ id }) => id.startsWith('reten'))).toEqual([
      {
        id: 'reten-3',
        day: '2017-06-01',
        endDay: null,
        kind: 'operation',
        nameEs: 'Operativo',
        nameEn: 'Operation',
        stateCodes: ['20'],
        place: null,
        source: 'prueba',
        url: 'https://ejemplo.invalid/',
      },
    ]);
    expect(now.length).toBe(shipped.length + 1);
    expect(now.find(({ id }) => id === 'guardia-nacional-amatenango')?.place).toEqual({
      lon: -92.06277,
      lat: 15.60657,
      radiusKm: 5,
    });
    // The columns of a place may be left out, and a place of the user's is kept as it was given.
    const placed = parseMeasures(
      `${FACT_COLUMNS.measures.join(',')},lon,lat,radius_km\nreten-4,2017-06-01,,checkpoint,a,b,,prueba,,-93.5,16.25,0.5`,
    );
    if (!placed.ok) throw new Error(JSON.stringify(placed));
    await putEnforcementMeasures(pool, placed.rows, 'user');
    expect((await readMeasures(pool)).find(({ id }) => id === 'reten-4')?.place).toEqual({
      lon: -93.5,
      lat: 16.25,
      radiusKm: 0.5,
    });
  });

  it('what a file stands in the place of comes back with the next file, and when it is removed', async () => {
    const { pool } = db.database;
    const namesOf = async () =>
      (await readMeasures(pool))
        .filter(({ id }) => id === 'programa-frontera-sur')
        .map(({ nameEs }) => nameEs);
    await db.database.transaction((one) => removeFacts(one, 'measures'));
    const shipped = await readMeasures(pool);
    const own = (id: string) => {
      const table = parseMeasures(csv('measures', `${id},2014-07-08,,plan,Nuestro,Ours,,prueba,`));
      if (!table.ok) throw new Error(JSON.stringify(table));
      return db.database.transaction((one) => loadFacts(one, { kind: 'measures', rows: table.rows }));
    };
    await own('programa-frontera-sur');
    expect(await namesOf()).toEqual(['Nuestro']);
    // A new version of the program does not take it away.
    await putShippedMeasures(pool);
    expect(await namesOf()).toEqual(['Nuestro']);
    await own('otra');
    expect(await namesOf()).toEqual(['Programa Frontera Sur anunciado']);
    await own('programa-frontera-sur');
    await db.database.transaction((one) => removeFacts(one, 'measures'));
    expect(await readMeasures(pool)).toEqual(shipped);

    const outcomes = await readOutcomes(pool);
    const given = parseOutcomes(csv('outcomes', 'oaxaca-camrd,20,2016,12,0,,,fiscalía,'));
    const exposure = parseExposure(csv('exposure', '07,150000.5,personas al año,encuesta'));
    if (!given.ok || !exposure.ok) throw new Error('not read');
    await db.database.transaction(async (one) => {
      await loadFacts(one, { kind: 'outcomes', rows: given.rows });
      await loadFacts(one, { kind: 'exposure', rows: exposure.rows });
    });
    expect((await readOutcomes(pool)).map(({ complaints }) => complaints)).toEqual([12]);
    await db.database.transaction(async (one) => {
      await removeFacts(one, 'outcomes');
      await removeFacts(one, 'exposure');
    });
    expect([await readOutcomes(pool), await readStateExposure(pool)]).toEqual([outcomes, []]);
  });

  it('keeps exposure and outcomes as they were given, absent numbers as absent', async () => {
    const { pool } = db.database;
    const exposure = parseExposure(
      csv('exposure', '07,150000.5,personas al año,encuesta', '28,80000,personas al año,encuesta'),
    );
    const outcomes = parseOutcomes(csv('outcomes', 'chiapas,07,2016,12,0,,,fiscalía,'));
    if (!exposure.ok || !outcomes.ok) throw new Error('not read');
    await putStateExposure(pool, exposure.rows);
    await putCaseOutcomes(pool, outcomes.rows, 'user');
    expect(await readStateExposure(pool)).toEqual(exposure.rows);
    expect(
      (await readOutcomes(pool)).map(({ stateCode, investigations, charged }) => [
        stateCode,
        investigations,
        charged,
      ]),
    ).toEqual([
      ['07', 0, null],
      ['20', 96, null],
    ]);
  });

  it('circumstances are told of five incidents or more, parts of the day along the rail', async () => {
    const towns = ['Arriaga', 'Tonalá', 'Pijijiapan', 'Huixtla', 'Tapachula', 'Ciudad Hidalgo'];
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'circumstances-')), 'c.csv');
    writeFileSync(
      file,
      [
        'folio,fecha_del_hecho,lugar,estado,delitos,hora,motivos_de_salida,vulnerabilidades',
        ...towns.map(
          (town, i) =>
            `C${i},2018-0${Math.min(i + 1, 4)}-1${i},"${town}",Chiapas,robo,${i === 0 ? 'noche' : 2 + i},` +
            `violencia${i < 4 ? ';pobreza o falta de trabajo' : ''},${i === 5 ? '' : 'sin dinero'}`,
        ),
        'MAL,2018-02-20,"Arriaga",Chiapas,robo,temprano,porque sí,',
      ].join('\n'),
    );
    const result = await ingestFile(db.database, file, {
      today: '2018-05-01',
      sourceId: 'circumstances',
      ...(await readIngestTools(db.database.pool)),
    });
    if (!result.ok) throw new Error(JSON.stringify(result.problem));
    expect(result.report.quarantineSample).toMatchObject([
      { column: 'hora', value: 'temprano', reason: 'unknown-day-part' },
      { column: 'motivos_de_salida', value: 'porque sí', reason: 'unknown-leaving-reason' },
    ]);
    const filter = { asOf: '2018-05-01', disclosure: FULL_DISCLOSURE };
    expect(await countCircumstances(db.database.pool, filter)).toEqual({
      threshold: 5,
      leavingTold: 6,
      vulnerabilityTold: 5,
      leaving: [{ word: 'violence', incidents: 6 }],
      vulnerability: [{ word: 'without_money', incidents: 5 }],
      withheld: 1,
    });
    const { network } = await readNetwork(db.database.pool);
    const rows = await readPatternRows(db.database.pool, filter);
    const cube = patternCube(patternColumns(rows, network, landBorders()), {
      group: 'predatory',
      counting: 'principal',
    });
    const partsOf = (selection: Selection) => {
      const counts = countDayParts(cube, brush(cube, selection), network.corridorIds.length);
      return DAY_PARTS.map((_, part) =>
        counts.reduce((sum, n, at) => (at % DAY_PARTS.length === part ? sum + n : sum), 0),
      );
    };
    // One at night, the others from three to seven in the morning.
    expect(partsOf({})).toEqual([3, 2, 0, 1]);
    expect(partsOf({ to: '2018-01-31' })).toEqual([0, 0, 0, 1]);
    const named = await countPatterns(
      db.database.pool,
      { group: 'predatory', counting: 'principal', dimensions: ['dayPart'], filter },
      landBorders(),
    );
    expect(named.map(({ words, incidents }) => [words[0], incidents])).toEqual([
      ['morning', 2],
      ['night', 1],
      ['small_hours', 3],
    ]);
  });
});

it('names row, column and what would be right; nothing of a wrong table is given back', () => {
  const wrong = parseMeasures(
    csv('measures', 'a,2017-02-30,,checkpoint,x,x,,s,', 'a,2017-01-01,,raid,,x,99,s,'),
  );
  expect(wrong.ok ? [] : wrong.problems.map(({ row, column, reason }) => [row, column, reason])).toEqual([
    [1, 'day', 'not-a-day'],
    [2, 'measure_id', 'twice'],
    [2, 'kind', 'no-such-kind'],
    [2, 'name_es', 'empty'],
    [2, 'states', 'no-such-state'],
  ]);
  const places = parseMeasures(
    [
      `${FACT_COLUMNS.measures.join(',')},lon,lat,radius_km`,
      'a,2017-01-01,2016-12-31,plan,x,y,,s,,-92,,5',
      'b c,2017-01-01,,plan,x,y,,s,,10,15,201',
    ].join('\n'),
  );
  expect(places.ok ? [] : places.problems.map(({ row, column, reason }) => [row, column, reason])).toEqual([
    [1, 'end_day', 'ends-before'],
    [1, 'lat', 'half-a-place'],
    [2, 'measure_id', 'not-an-id'],
    [2, 'lon', 'not-in-mexico'],
    [2, 'radius_km', 'not-a-number'],
  ]);
  expect(parseOutcomes(csv('outcomes', 'a,07,2016,3000000000,,,,s,'))).toMatchObject({
    problems: [{ column: 'complaints', reason: 'not-a-number' }],
  });
  expect(parseExposure(csv('exposure', '07,3,u,s', '28,3,u,s,more'))).toMatchObject({
    problems: [{ row: 2, reason: 'uneven', value: '28,3,u,s,more' }],
  });
  expect(parseExposure(csv('exposure', '07,0,u,s'))).toMatchObject({
    problems: [{ reason: 'not-a-number' }],
  });
  expect(parseExposure(csv('exposure', '07,,u,s'))).toMatchObject({ problems: [{ reason: 'empty' }] });
  expect(parseExposure('state,exposure\n07,3')).toMatchObject({
    problems: [{ reason: 'missing-column', column: 'unit' }, { column: 'source' }],
  });
  expect(parseOutcomes('\u0000"')).toMatchObject({ problems: [{ reason: 'no-table' }] });
});
