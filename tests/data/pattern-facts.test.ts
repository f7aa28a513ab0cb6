import { expect, it } from 'vitest';
import {
  putCaseOutcomes,
  putEnforcementMeasures,
  putStateExposure,
  readMeasures,
  readOutcomes,
  readStateExposure,
} from '../../data/pattern-facts.ts';
import {
  FACT_COLUMNS,
  parseExposure,
  parseMeasures,
  parseOutcomes,
} from '../../data/reference/pattern-tables.ts';
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
        source: 'prueba',
        url: 'https://ejemplo.invalid/',
      },
    ]);
    expect(now.length).toBe(shipped.length + 1);
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
  expect(parseExposure(csv('exposure', '07,0,u,s'))).toMatchObject({
    problems: [{ reason: 'not-a-number' }],
  });
  expect(parseExposure(csv('exposure', '07,,u,s'))).toMatchObject({ problems: [{ reason: 'empty' }] });
  expect(parseExposure('state,exposure\n07,3')).toMatchObject({
    problems: [{ reason: 'missing-column', column: 'unit' }, { column: 'source' }],
  });
  expect(parseOutcomes('\u0000"')).toMatchObject({ problems: [{ reason: 'no-table' }] });
});
