import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { latLngToCell } from 'h3-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { backtestSchema } from '../../api/contract-backtest.ts';
import { hotspotsSchema, nearRepeatSchema } from '../../api/contract-hotspots.ts';
import { jobSchema } from '../../api/contract-jobs.ts';
import { scanNightsSchema, scanSchema } from '../../api/contract-scan.ts';
import { scanTonight } from '../../api/nightly-scan.ts';
import { PLANTED_CLUSTER } from '../../data/sample/distributions.ts';
import { distanceM } from '../../domain/geocoding/sphere.ts';
import { bitMask, CRIMES, PREDATORY_CRIMES } from '../../domain/taxonomy.ts';
import { ingestFile } from '../../etl/ingest.ts';
import { readIngestTools } from '../../etl/ingest-tools.ts';
import { describeOnBothDatabases } from '../databases.ts';
import { answerOf } from '../job-answer.ts';
import { startServer, type TestServer } from '../server.ts';

const SAMPLE = fileURLToPath(new URL('../../data/sample/camrd-sample.csv', import.meta.url));
const TODAY = '2026-11-23';

describeOnBothDatabases('hotspots', (db) => {
  let server: TestServer;

  const load = async (file: string, sourceId: string) => {
    const tools = await readIngestTools(db.database.pool);
    const result = await ingestFile(db.database, file, { sourceId, today: TODAY, ...tools });
    if (!result.ok) throw new Error(result.problem.reason);
    return result.report;
  };
  const settled = async (path: string) => (await answerOf(server, 'planner', path)).json();
  const hotspots = async (query = '') => hotspotsSchema.parse(await settled(`/api/hotspots${query}`));
  const found = async (query = '') => {
    const answer = await hotspots(query);
    if (answer.status !== 'answered') throw new Error(JSON.stringify(answer));
    return answer;
  };

  beforeAll(async () => {
    await load(SAMPLE, 'sample');
    server = await startServer(db.database, () => new Date(`${TODAY}T12:00:00Z`));
  });
  afterAll(() => server?.stop());

  it('find the planted cluster, surely, and say over how many cells', async () => {
    const answer = await found('?resolution=5&from=2018-01-01');
    const cell = latLngToCell(PLANTED_CLUSTER.lat, PLANTED_CLUSTER.lon, 5);
    const at = answer.cells.indexOf(cell);
    expect(answer.class[at]).toBe('hot-99');
    expect(answer.stability[at]).toBeGreaterThan(0.9);
    expect(answer.around[at]).toBeGreaterThan(15);
    expect(answer.decides).toBe('permutation');
    expect(answer.zeroCells).toBeGreaterThan(answer.cells.length / 2);
    for (const column of ['count', 'around', 'expected', 'z', 'p', 'q', 'class', 'stability'] as const) {
      expect(answer[column]).toHaveLength(answer.cells.length);
    }
    expect(answer.count.reduce((sum, n) => sum + n, 0)).toBe(answer.n);
  });

  it('count every matching predatory incident once: in a cell, too vague, or without a place', async () => {
    const { rows } = await db.database.pool.query(
      `select count(*) as n from incident where kind = 'crime' and crime_mask & $1 <> 0`,
      [bitMask(CRIMES, PREDATORY_CRIMES)],
    );
    for (const resolution of [3, 4, 6]) {
      const answer = await found(`?resolution=${resolution}`);
      expect(answer.n + answer.tooVague + answer.unplaced).toBe(rows[0].n);
    }
  });

  it('compare over the same stored study area under every filter', async () => {
    const all = await found();
    const some = await found('?crime=robbery&from=2017-01-01&to=2017-12-31');
    expect(some.studyArea).toEqual(all.studyArea);
    expect(some.cells).toEqual(all.cells);
    expect(all.studyArea).toMatchObject({ release: 1, bufferKm: 25 });
    const { rows } = await db.database.pool.query(
      'select release, cells from study_area where resolution = 4',
    );
    expect(rows).toEqual([{ release: 1, cells: all.cells }]);
  });

  it('have a class over time where the period is long enough, else the reason', async () => {
    const long = await found();
    expect(long.emerging).toMatchObject({ status: 'answered', slices: 12, sliceDays: 70 });
    if (long.emerging.status !== 'answered') throw new Error('no classes');
    expect(new Set(long.emerging.pattern).size).toBeGreaterThan(1);
    const short = await found('?from=2018-03-01');
    expect(short.emerging).toMatchObject({ status: 'refused', reason: 'too-few-slices', needed: 10 });
  });

  it('repeat themselves for a seed', async () => {
    const one = await found('?resolution=3&seed=5');
    const other = await found('?resolution=3&seed=6');
    expect(other.stability).not.toEqual(one.stability);
    expect(other.z).toEqual(one.z);
  });

  it('know nothing of hazards and consented crimes', async () => {
    const query = '?resolution=5&from=2018-01-01&to=2018-04-30&asOf=2018-04-30';
    const before = await found(query);
    const header = 'folio,fecha_del_hecho,lugar,estado,latitud,longitud,delitos,resumen,sintetico';
    const rows = Array.from({ length: 40 }, (_, i) => {
      const day = String(1 + (i % 28)).padStart(2, '0');
      const crime = i % 2 ? 'smuggling' : 'drug_carrying';
      return `C-${i},2018-04-${day},Tulum,Quintana Roo,20.2${i % 10}1,-87.4${i % 7}3,${crime},caso ${i},sí`;
    });
    const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'vigia-hotspots-')), 'consented.csv');
    writeFileSync(file, `${[header, ...rows].join('\n')}\n`);
    const report = await load(file, 'consented');
    const { rows: stored } = await db.database.pool.query(
      `select count(*) as n from incident where state_code = '23' and kind = 'crime'`,
    );
    expect(report.loaded).toBeGreaterThan(20);
    expect(stored[0].n).toBeGreaterThan(10);
    await db.database.transaction(async (client) => {
      await client.query(
        `update incident set kind = 'hazard', hazard = 'drowning', crime_mask = 0, principal_crime = null
         where incident_id in (select incident_id from incident where state_code = '23' order by 1 limit 5)`,
      );
      await client.query('update data_version set version = version + 1');
    });
    const after = await found(query);
    expect(after.dataVersion).not.toBe(before.dataVersion);
    expect({ ...after, dataVersion: '' }).toEqual({ ...before, dataVersion: '' });
    expect(after.cells).not.toContain(latLngToCell(20.21, -87.43, 5));
  });

  it('can not be asked for consented crimes', async () => {
    for (const [query, field] of [
      ['/api/hotspots?crime=smuggling', 'crime.0'],
      ['/api/near-repeat?crime=robbery,drug_carrying', 'crime.1'],
    ] as const) {
      const response = await server.fetchAs('planner', query);
      expect(response.status).toBe(400);
      expect((await response.json()).error.details[0].field).toBe(field);
    }
  });

  it('say why there is no answer: too few, no day in the period', async () => {
    const few = await hotspots('?crime=human_trafficking&from=2016-02-01&to=2016-03-01');
    expect(few).toMatchObject({ status: 'refused', reason: 'too-few-incidents', needed: 10 });
    const none = await hotspots('?crime=homicide&from=2016-01-01&to=2016-01-01');
    expect(none).toMatchObject({ status: 'refused', reason: 'too-few-incidents', value: 0 });
    expect((await server.fetchAs('planner', '/api/hotspots?from=2018-01-01&to=2017-01-01')).status).toBe(400);
    expect((await server.fetchAs('planner', '/api/hotspots?resolution=7')).status).toBe(400);
  });

  it('that are not there yet come with a job; nobody knows jobs that are not', async () => {
    const unknown = await server.fetchAs('planner', '/api/jobs/00000000-0000-4000-8000-000000000000');
    expect(unknown.status).toBe(404);
    const response = await server.fetchAs('planner', '/api/near-repeat?permutations=9999&seed=77');
    const body = nearRepeatSchema.parse(await response.json());
    if (body.status === 'running') {
      expect(response.status).toBe(202);
      expect(response.headers.get('etag')).toBeNull();
      const cancelled = await server.fetchAs('planner', `/api/jobs/${body.job.id}`, { method: 'DELETE' });
      expect(jobSchema.parse(await cancelled.json()).status).toMatch(/cancelled|done/);
    }
  });

  describe('the scan', () => {
    const scan = async (query = '') => {
      const answer = scanSchema.parse(await settled(`/api/scan${query}`));
      if (answer.status !== 'answered') throw new Error(JSON.stringify(answer));
      return answer;
    };

    it('signals the planted cluster two weeks after its start, by circles and along the track', async () => {
      for (const shape of ['circle', 'track'] as const) {
        const answer = await scan(`?to=2018-04-03&shape=${shape}`);
        const [first] = answer.clusters;
        expect(first, shape).toMatchObject({ isSignal: true, lastDay: '2018-04-03' });
        expect(first!.observed).toBeGreaterThan(2 * first!.expected);
        const apart = distanceM(first!, PLANTED_CLUSTER) / 1000;
        expect(apart, shape).toBeLessThan(first!.radiusKm + 20);
        expect(first!.stretches.length > 0, shape).toBe(shape === 'track');
        expect(answer.offTrack === null, shape).toBe(shape === 'circle');
        expect(answer.tooVague + answer.undated).toBeGreaterThan(0);
      }
    });

    it('tells whoever sees no incident no circle or zone that ends at one', async () => {
      const both = async (query: string) => {
        const exact = scanSchema.parse(await (await answerOf(server, 'analyst', query)).json());
        const coarse = scanSchema.parse(await settled(query));
        if (exact.status !== 'answered' || coarse.status !== 'answered') throw new Error('no answer');
        return [exact.clusters, coarse.clusters] as const;
      };
      const [exact, coarse] = await both('/api/scan?to=2018-04-03');
      expect(exact.some(({ radiusKm }) => radiusKm % 5 !== 0)).toBe(true);
      expect(coarse.map(({ radiusKm }) => radiusKm % 5)).toEqual(exact.map(() => 0));
      expect(coarse.every(({ radiusKm }, at) => radiusKm >= exact[at]!.radiusKm)).toBe(true);
      const zones = await both('/api/scan?to=2018-04-03&shape=track');
      const [ends, wideEnds] = zones.map((clusters) => clusters.flatMap(({ stretches }) => stretches));
      expect(wideEnds).not.toEqual(ends);
      const isWider = ends!.map(({ fromKm, toKm }, at) => {
        const [before, after] = [fromKm - wideEnds![at]!.fromKm, wideEnds![at]!.toKm - toKm];
        return before >= 0 && before < 1.1 && after >= 0 && after < 1.1;
      });
      expect(isWider.every(Boolean)).toBe(true);
    });

    it('tells how late reports are, and which days are still filling up', async () => {
      const { delay } = await scan('?to=2018-04-03');
      expect(delay!.medianDays).toBeLessThanOrEqual(delay!.p90Days);
      expect(delay!.n).toBeGreaterThan(100);
      expect(delay!.known[0]).toBeLessThan(delay!.known[30]!);
      expect(delay!.fillingFrom! <= '2018-04-03').toBe(true);
    });

    it('is made once a night, stored, and seen by every reader of the map', async () => {
      expect(await scanTonight(server.context)).toBe(2);
      expect(await scanTonight(server.context)).toBe(0);
      const { nights } = scanNightsSchema.parse(await settled('/api/scan/nights'));
      expect(nights.map(({ shape }) => shape)).toEqual(['circle', 'track']);
      expect(nights[0]).toMatchObject({ asOf: '2018-04-30' });
      expect(nights[0]!.signals).toBeGreaterThan(0);
    });

    it('refuses what makes no sense, and says why there is no answer', async () => {
      for (const query of ['replicates=1000000', 'maxDays=0', 'crime=smuggling', 'shape=ellipse']) {
        expect((await server.fetchAs('planner', `/api/scan?${query}`)).status, query).toBe(400);
      }
      const short = await settled('/api/scan?from=2018-04-28');
      expect(short).toMatchObject({ status: 'refused', reason: 'bad-parameter', field: 'maxDays' });
    });
  });

  it('are put to the test with all other methods: month by month, by area and by track', async () => {
    const answer = backtestSchema.parse(await settled('/api/backtest'));
    if (answer.status !== 'answered') throw new Error(JSON.stringify(answer));
    expect(answer.area.windows[0]).toBe('2017-01');
    expect(answer.area.windows.at(-1)).toBe('2018-04');
    for (const summary of [answer.area, answer.track!]) {
      expect(summary.methods.length).toBe(25);
      for (const { hits, total, hitRate, won, tied, lost } of summary.methods) {
        expect(hitRate.value).toBeCloseTo(hits / total, 12);
        expect(hitRate.low).toBeLessThanOrEqual(hitRate.high);
        expect(won.length + tied.length + lost.length).toBe(summary.windows.length);
      }
    }
    expect(answer.onTrack).toBeLessThan(answer.n);
    const early = await settled('/api/backtest?asOf=2017-04-30');
    expect(early).toMatchObject({ status: 'refused', reason: 'series-too-short', needed: 6 });
  });

  describe('near repeats', () => {
    it('are told by band, with the incidents that are left out', async () => {
      const answer = nearRepeatSchema.parse(await settled('/api/near-repeat'));
      if (answer.status !== 'answered') throw new Error(JSON.stringify(answer));
      expect(answer.bands).toHaveLength(16);
      expect(answer.n).toBeGreaterThan(100);
      expect(answer.tooVague + answer.undated).toBeGreaterThan(0);
      expect(answer.knox).toMatchObject({ spaceKm: 5, timeDays: 7 });
      for (const band of answer.bands) expect(band.p).toBeGreaterThanOrEqual(1 / 1000);
    });

    it('say why there are none: radius zero, bands that do not rise, too few, one day', async () => {
      const reason = async (query: string) => (await settled(`/api/near-repeat?${query}`)).reason;
      expect(await reason('spaceKm=0,0')).toBe('radius-zero');
      expect(await reason('spaceKm=0,5,5')).toBe('bad-bands');
      expect(await reason('timeDays=14,7')).toBe('bad-bands');
      expect(await reason('from=2016-01-01&to=2016-01-05')).toBe('too-few-incidents');
      expect((await server.fetchAs('planner', '/api/near-repeat?spaceKm=0,NaN')).status).toBe(400);
    });
  });
});
