import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SegmentsRisk, StretchDetail, Way } from '../../api/contract-network.ts';
import { ingestFile } from '../../etl/ingest.ts';
import { readIngestTools } from '../../etl/ingest-tools.ts';
import { SOURCES } from '../../etl/sources/registry.ts';
import { describeOnBothDatabases } from '../databases.ts';
import { answerOf } from '../job-answer.ts';
import { startServer, type TestServer } from '../server.ts';

const SAMPLE = new URL('../../data/sample/camrd-sample.csv', import.meta.url);

describeOnBothDatabases('the risk of the network', (db) => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vigia-risk-'));
  let server: TestServer;
  const ask = async <T>(url: string, status = 200): Promise<T> => {
    const response = await answerOf(server, 'analyst', url);
    const body = await response.json();
    expect([response.status, response.status === status ? '' : body]).toEqual([status, '']);
    return body as T;
  };

  beforeAll(async () => {
    const file = path.join(folder, 'sample.csv');
    writeFileSync(file, readFileSync(SAMPLE, 'utf8').split('\n').slice(0, 601).join('\n'));
    const tools = await readIngestTools(db.database.pool);
    const result = await ingestFile(db.database, file, { ...tools, sources: SOURCES, today: '2026-11-24' });
    if (!result.ok) throw new Error(JSON.stringify(result.problem));
    server = await startServer(db.database);
  });
  afterAll(async () => {
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('has every stretch with score and interval or says why not, and names the modes it lacks', async () => {
    const { stretches, modes, mean, lixels } = await ask<SegmentsRisk>('/api/segments/risk');
    expect(stretches).toHaveLength(65);
    expect(modes).toEqual({ known: ['rail'], missing: ['highway', 'path'] });
    expect(mean).toBeGreaterThan(0);
    expect(lixels).toBeNull();
    expect(stretches.some(({ status }) => status === 'estimated')).toBe(true);
    for (const { status, score, timesMean } of stretches) {
      expect(score === null).toBe(status !== 'estimated');
      if (score === null || timesMean === null) continue;
      expect(score.low).toBeLessThanOrEqual(score.value);
      expect(score.value).toBeLessThanOrEqual(score.high);
      expect(score.value).toBeCloseTo((100 * timesMean.value) / (timesMean.value + 1), 6);
    }
  });

  it('has the density of every km when asked, null where there is no data', async () => {
    const { lixels } = await ask<SegmentsRisk>('/api/segments/risk?grain=lixel');
    expect(lixels?.density).toHaveLength(10_288);
    expect(lixels?.density.some((density) => density !== null && density > 0)).toBe(true);
  });

  it('has it continuous for published maps: other heights at junctions, the same scores', async () => {
    const live = await ask<SegmentsRisk>('/api/segments/risk?grain=lixel');
    const published = await ask<SegmentsRisk>('/api/segments/risk?grain=lixel&rule=continuous');
    expect(published.stretches).toEqual(live.stretches);
    const sum = (risk: SegmentsRisk) =>
      risk.lixels!.density.reduce<number>((all, one) => all + (one ?? 0), 0);
    expect(published.lixels?.density).not.toEqual(live.lixels?.density);
    // The continuous rule keeps what the other loses at dead ends.
    expect(sum(published)).toBeGreaterThan(sum(live));
    expect(sum(published) / sum(live)).toBeLessThan(1.1);
  });

  it('answers a period without data honestly: nothing estimated', async () => {
    const { stretches, mean } = await ask<SegmentsRisk>('/api/segments/risk?from=1990-01-01&to=1990-12-31');
    expect(mean).toBeNull();
    expect(stretches.every(({ score }) => score === null)).toBe(true);
  });

  it('tells of one stretch: evidence, months that add up, incidents by right', async () => {
    const { stretches } = await ask<SegmentsRisk>('/api/segments/risk');
    const [worst] = [...stretches].sort((a, b) => (b.score?.value ?? 0) - (a.score?.value ?? 0));
    const detail = await ask<StretchDetail>(`/api/stretches/${encodeURIComponent(worst.id)}`);
    expect(detail.stretch).toEqual(worst);
    expect(detail.rank).toBe(1);
    expect(detail.evidence.incidents).toBeGreaterThan(0);
    const inMonths = detail.months.reduce((sum, { crimes }) => sum + crimes, 0);
    expect(inMonths).toBeGreaterThan(0);
    expect(inMonths).toBeLessThanOrEqual(detail.incidentIds?.length ?? 0);
  });

  it('names the stretches it knows when asked for another', async () => {
    const { error } = await ask<{ error: { code: string; details: { known: string[] } } }>(
      '/api/stretches/moon:0-1',
      404,
    );
    expect(error.code).toBe('unknown_stretch');
    expect(error.details.known).toContain('chiapas-coast:303.2-450.7');
  });

  it('tells the way between two stations with km posts, cumulative risk and danger points', async () => {
    const way = await ask<Way>('/api/routes?from=Tapachula&to=Coatzacoalcos');
    expect(way.legs.map(({ stretch }) => stretch.toStation)).toContain('Ixtepec');
    expect(way.lengthKm).toBeCloseTo(
      way.legs.reduce((sum, { lengthKm }) => sum + lengthKm, 0),
      6,
    );
    const last = way.legs.at(-1);
    expect(way.totalPerYear?.value).toBeCloseTo(last?.soFarPerYear ?? -1, 6);
    for (const { km, leg } of way.dangerPoints) {
      const { fromKm, toKm } = way.legs[leg];
      expect(km).toBeGreaterThanOrEqual(Math.min(fromKm, toKm));
      expect(km).toBeLessThanOrEqual(Math.max(fromKm, toKm));
    }
  });

  it.each([
    ['an unknown station, naming those it knows', 'from=Atlantis&to=Ixtepec', 404, 'unknown_station'],
    ['a way to where it starts', 'from=Ixtepec&to=Ixtepec', 400, 'same_station'],
    ['a way without an end', 'from=Ixtepec', 400, 'invalid_input'],
  ])('refuses %s', async (_, query, status, code) => {
    const { error } = await ask<{ error: { code: string; details?: { known?: string[] } } }>(
      `/api/routes?${query}`,
      status,
    );
    expect(error.code).toBe(code);
    if (code === 'unknown_station') expect(error.details?.known).toContain('Ixtepec');
  });

  it.each([
    'avoid=risk',
    'by=risk',
    'weight=risk',
    'alternatives=3',
    'via=Puebla',
    'safest=1',
    'least_risk=1',
  ])('has no way to ask for less risk: %s is refused', async (word) => {
    const { error } = await ask<{ error: { code: string } }>(
      `/api/routes?from=Arriaga&to=Ixtepec&${word}`,
      400,
    );
    expect(error.code).toBe('invalid_input');
  });

  it('leads the same way whatever is counted', async () => {
    const legs = async (query: string) =>
      (await ask<Way>(`/api/routes?from=Veracruz&to=Nuevo Laredo${query}`)).legs.map(
        ({ stretch, fromKm, toKm }) => [stretch.id, fromKm, toKm],
      );
    const usual = await legs('');
    for (const query of ['&crime=kidnapping', '&kind=hazard', '&firstDay=1990-01-01&lastDay=1990-02-01']) {
      expect(await legs(query)).toEqual(usual);
    }
  });
});
