import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { coverageSchema } from '../../api/contract-coverage.ts';
import { readCoverage, refreshCoverage, refreshMissingCoverage } from '../../data/coverage.ts';
import { STOPPED_REPORTING } from '../../data/sample/distributions.ts';
import { isoDayOf } from '../../domain/days.ts';
import { ingestFile } from '../../etl/ingest.ts';
import { readIngestTools } from '../../etl/ingest-tools.ts';
import { describeOnBothDatabases } from '../databases.ts';
import { startServer, type TestServer } from '../server.ts';

const SAMPLE = fileURLToPath(new URL('../../data/sample/camrd-sample.csv', import.meta.url));
const TODAY = '2026-11-23';

/** Reports of one town every so many days, as a file of ours. */
function fileOf(name: string, days: readonly string[], synthetic: boolean): string {
  const header = 'folio,fecha_del_hecho,lugar,estado,delitos,resumen,sintetico';
  const rows = days.map(
    (day, i) => `${name}-${i},${day},Palenque,Chiapas,robo,caso ${name} ${i},${synthetic ? 'sí' : 'no'}`,
  );
  const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'vigia-coverage-')), `${name}.csv`);
  writeFileSync(file, `${[header, ...rows].join('\n')}\n`);
  return file;
}

const days = (first: string, step: number, n: number) =>
  Array.from({ length: n }, (_, i) => isoDayOf(Date.parse(first) / 86_400_000 + step * i));

describeOnBothDatabases('coverage', (db) => {
  let server: TestServer;

  const load = async (file: string, sourceId: string) => {
    const tools = await readIngestTools(db.database.pool);
    const result = await ingestFile(db.database, file, { sourceId, today: TODAY, ...tools });
    if (!result.ok) throw new Error(result.problem.reason);
    return result.report;
  };
  const get = async (query = '') => {
    const response = await server.fetchAs('planner', `/api/coverage${query}`);
    expect(response.status).toBe(200);
    return coverageSchema.parse(await response.json());
  };
  const stateOf = async (code: string, query = '') =>
    (await get(query)).states.find((state) => state.code === code)!;
  const stored = async () => {
    const { rows } = await db.database.pool.query(
      `select c.*, (select count(*) from coverage_gap g
         where (g.source_id, g.synthetic, g.state_code) = (c.source_id, c.synthetic, c.state_code)) as gaps
       from coverage c order by source_id, synthetic, state_code`,
    );
    return rows;
  };

  beforeAll(async () => {
    await load(SAMPLE, 'sample');
    server = await startServer(db.database, () => new Date(`${TODAY}T12:00:00Z`));
  });
  afterAll(() => server?.stop());

  describe('of the sample', () => {
    it('finds the state that stopped reporting, and since when', async () => {
      const state = await stateOf(STOPPED_REPORTING.stateCode);
      expect(state).toMatchObject({
        name: 'Querétaro',
        status: 'stopped',
        usualSources: 1,
        isWithoutData: true,
      });
      const last = state.noData.at(-1)!;
      expect(last.to).toBe('2018-04-30');
      expect(last.from <= '2017-10-01').toBe(true);
      expect(last.from >= '2017-09-01').toBe(true);
    });

    it('did not know it yet on the day after the last report', async () => {
      const state = await stateOf(STOPPED_REPORTING.stateCode, '?asOf=2017-10-01');
      expect(state).toMatchObject({ status: 'covered', isWithoutData: false });
    });

    it('calls none of the five busiest states silent, and states without any report never covered', async () => {
      const { states, synthetic } = await get();
      expect(synthetic).toBe(true);
      expect(states).toHaveLength(32);
      const withoutData = states
        .filter((state) => state.isWithoutData)
        .map(({ code, status }) => [code, status]);
      process.stdout.write(`${db.engine}: without data ${JSON.stringify(withoutData)}\n`);
      for (const code of ['28', '07', '20', '27', '30']) {
        expect(states.find((state) => state.code === code)).toMatchObject({ status: 'covered' });
      }
      expect(states.find(({ code }) => code === '03')).toMatchObject({
        status: 'never',
        sources: 0,
        noData: [{ from: '2016-01-01', to: '2018-04-30' }],
      });
      expect(states.filter(({ status }) => status === 'stopped').map(({ code }) => code)).toEqual(['22']);
    });

    it('names no source', async () => {
      const answer = await server.fetchAs('planner', '/api/coverage');
      expect(await answer.text()).not.toMatch(/sample|Sintétic/);
    });

    it('clips to the period, and refuses one without a day', async () => {
      const state = await stateOf(STOPPED_REPORTING.stateCode, '?from=2018-01-01&to=2018-01-31');
      expect(state).toMatchObject({ noData: [{ from: '2018-01-01', to: '2018-01-31' }], noDataDays: 31 });
      const refused = await server.fetchAs('planner', '/api/coverage?from=2018-02-01&to=2018-01-31');
      expect(refused.status).toBe(400);
      expect((await refused.json()).error.code).toBe('empty_period');
    });

    it('is the same when fitted again, and when the same file comes again', async () => {
      const before = await stored();
      expect(before.length).toBeGreaterThan(20);
      await load(SAMPLE, 'sample');
      await db.database.transaction((client) => refreshCoverage(client, ['sample'], '2026-11-23'));
      expect(await stored()).toEqual(before);
    });

    it('is fitted at the start where a database has reports but none of it', async () => {
      const before = await stored();
      await db.database.pool.query('delete from coverage');
      await db.database.pool.query('delete from coverage_gap');
      await refreshMissingCoverage(db.database.pool, '2026-11-23');
      expect(await stored()).toEqual(before);
    });
  });

  describe('once real reports are there', () => {
    beforeAll(async () => {
      await load(fileOf('real', days('2026-06-01', 7, 25), false), 'real');
    });

    it('speaks of the real ones only', async () => {
      const { synthetic, states } = await get();
      expect(synthetic).toBe(false);
      expect(states.find(({ code }) => code === '07')).toMatchObject({ status: 'covered', sources: 1 });
      expect(states.find(({ code }) => code === '28')).toMatchObject({ status: 'never' });
    });

    it('keeps both apart where one source brings both', async () => {
      await load(fileOf('mixed', days('2018-01-01', 3, 20), true), 'both');
      await load(fileOf('mixed-real', days('2026-05-01', 9, 20), false), 'both');
      const rows = (await stored()).filter(({ source_id }) => source_id === 'both');
      expect(
        rows.map(({ synthetic, state_code, report_days }) => [synthetic, state_code, report_days]),
      ).toEqual([
        [false, '', 20],
        [false, '07', 20],
        [true, '', 20],
        [true, '07', 20],
      ]);
      const { sources } = await readCoverage(db.database.pool);
      expect(sources).toHaveLength(2);
      expect(await stateOf('07')).toMatchObject({ usualSources: 2 });
    });

    it('a year that says no more than itself breaks no silence', async () => {
      await load(fileOf('year', ['2026', '2026', ...days('2026-01-01', 5, 12)], false), 'year');
      const [whole] = (await stored()).filter(({ source_id }) => source_id === 'year');
      expect(whole).toMatchObject({ report_days: 12 });
    });
  });
});
