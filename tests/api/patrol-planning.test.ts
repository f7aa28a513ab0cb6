import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  type PatrolPlan,
  type PatrolPlanAnswer,
  patrolPlanAnswerSchema,
  type SavedPatrolPlan,
} from '../../api/contract-patrols.ts';
import { bumpDataVersion } from '../../data/versions.ts';
import { distanceM } from '../../domain/geocoding/sphere.ts';
import { ingestFile } from '../../etl/ingest.ts';
import { readIngestTools } from '../../etl/ingest-tools.ts';
import { SOURCES } from '../../etl/sources/registry.ts';
import { describeOnBothDatabases } from '../databases.ts';
import { startServer, type TestServer } from '../server.ts';

const SAMPLE = new URL('../../data/sample/camrd-sample.csv', import.meta.url);

describeOnBothDatabases('planning patrols', (db) => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vigia-patrols-'));
  let server: TestServer;

  /** Asks until the plan is there. */
  async function ask(request: object, more: object = {}, status = 200): Promise<PatrolPlanAnswer> {
    for (;;) {
      const response = await server.fetchAs('planner', '/api/patrol-plans', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ request, ...more }),
      });
      const body = await response.json();
      if (response.status === 202) {
        await new Promise((resolve) => setTimeout(resolve, 200));
        continue;
      }
      expect([response.status, response.status === status ? '' : body]).toEqual([status, '']);
      return status >= 400 ? body : patrolPlanAnswerSchema.parse(body);
    }
  }
  async function plan(request: object, more: object = {}): Promise<PatrolPlan> {
    const answer = await ask(request, more);
    if (answer.status !== 'answered') throw new Error(JSON.stringify(answer));
    return answer.plan;
  }

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

  it('counts those of the night alone where enough are known to be of it, and else says that it does not', async () => {
    const few = await plan({ units: 5, timeOfDay: 'night' });
    expect(few.times).toMatchObject({ asked: 'night', known: 0, inAsked: 0, isUsed: false });
    const { pool } = db.database;
    const near = `select l.source_id, l.report_id from incident i join incident_report l on l.incident_id = i.incident_id
      where i.corridor_id = 'chiapas-coast' and i.kind = 'crime'`;
    await pool.query(`update report r set day_part = 'night' from (${near}) n
      where (r.source_id, r.report_id) = (n.source_id, n.report_id)`);
    await bumpDataVersion(pool);
    const night = await plan({ units: 5, timeOfDay: 'night' });
    expect(night.times).toMatchObject({ asked: 'night', isUsed: true, known: night.times.inAsked });
    expect(night.times.inAsked).toBeGreaterThanOrEqual(30);
    expect(night.results[0]!.incidents).toBeLessThanOrEqual(night.times.inAsked);
    expect(new Set(night.results[0]!.positions.map(({ corridorId }) => corridorId))).toEqual(
      new Set(['chiapas-coast']),
    );
    expect((await plan({ units: 5, timeOfDay: 'day' })).times).toMatchObject({ inAsked: 0, isUsed: false });
    await pool.query(`update report set day_part = ''`);
    await bumpDataVersion(pool);
  });

  it('says where units go under both assumptions, what that covers and what it does not', async () => {
    const answer = await plan({ units: 5 });
    expect(answer.howKnown.discovered).toBeGreaterThan(0);
    expect(answer.times).toMatchObject({
      asked: 'any',
      known: 0,
      unknown: sumOf(answer.howKnown),
      isUsed: false,
    });
    expect(answer.results.map(({ assumption }) => assumption)).toEqual([
      'unknown-reported',
      'unknown-discovered',
    ]);
    expect(answer.results[1]!.incidents).toBeLessThan(answer.results[0]!.incidents);
    expect(answer.agreement?.firstUnderSecond).toBeGreaterThan(0);
    for (const { positions, covered, coveredPerYear, perYear, proof, ways, uncovered } of answer.results) {
      expect(positions).toHaveLength(5);
      expect(proof).toMatchObject({ status: 'optimal', gap: 0 });
      const adds = positions.map(({ addsPerYear }) => addsPerYear);
      expect([...adds].sort((a, b) => b - a)).toEqual(adds);
      expect(adds.reduce((sum, n) => sum + n, 0)).toBeCloseTo(coveredPerYear.value, 6);
      expect(covered.value).toBeCloseTo(coveredPerYear.value / perYear.value, 9);
      expect(covered.low).toBeLessThan(covered.value);
      expect(covered.value).toBeLessThan(covered.high);
      const by = new Map(ways.map((way) => [way.way, way]));
      expect(by.get('plan')?.covered).toEqual(covered);
      for (const way of ways) expect(way.covered.value).toBeLessThanOrEqual(covered.value + 1e-9);
      expect(uncovered.perYear.value).toBeCloseTo(perYear.value - coveredPerYear.value, 9);
      for (const position of positions) {
        expect(position.towns.length).toBeGreaterThan(0);
        expect(position.crimes.every(({ crime }) => crime !== ('smuggling' as string))).toBe(true);
        expect(2 * position.travelHours + position.hoursThere).toBeCloseTo(8, 9);
        const km = position.ranges.reduce((sum, { fromKm, toKm }) => sum + toKm - fromKm, 0);
        expect(km).toBeGreaterThan(10);
        expect(position.stateCode).toMatch(/^\d\d$/);
      }
    }
  });

  it('saves it by name; the greedy preview covers no more, and the same question has the same plan', async () => {
    const exact = await plan({ units: 8 });
    const greedy = await plan({ units: 8 }, { method: 'greedy' });
    const [best, preview] = [exact.results[0]!, greedy.results[0]!];
    expect(preview.covered.value).toBeLessThanOrEqual(best.covered.value + 1e-9);
    expect(preview.proof.status).toBe('greedy');
    expect(preview.proof.bound).toBeGreaterThanOrEqual(best.covered.value - 1e-9);
    const saved = await ask({ units: 8 }, { name: 'Semana 48' }, 201);
    if (saved.status !== 'answered' || !saved.saved) throw new Error('not saved');
    const read = await server.fetchAs('analyst', `/api/patrol-plans/${saved.saved.planId}`);
    const stored = (await read.json()) as SavedPatrolPlan;
    expect(stored.plan).toEqual(JSON.parse(JSON.stringify(exact)));
    expect(stored.isStale).toBe(false);
    // Asked with another time limit it is worked out anew.
    const again = await plan({ units: 8, timeLimitS: 21 });
    expect(again.results.map(withoutTimes)).toEqual(exact.results.map(withoutTimes));
  });

  it('keeps its distance from shelters, and the answers tell nothing of them', async () => {
    const before = await plan({ units: 5 });
    const at = before.results[0]!.positions[0]!;
    await db.database.pool.query('insert into shelter_point (lon, lat, loaded_at) values ($1, $2, now())', [
      at.lon,
      at.lat,
    ]);
    await db.database.pool.query('update data_version set version = version + 1');
    const after = await plan({ units: 5 });
    for (const { positions } of after.results) {
      for (const position of positions) expect(distanceM(position, at)).toBeGreaterThan(2000);
    }
    expect(JSON.stringify(after)).not.toContain(String(at.lon));
    expect(after.shelterDistanceKm).toBe(2);
    await db.database.pool.query('delete from shelter_point');
    await db.database.pool.query('update data_version set version = version + 1');
  });

  it('takes own bases and limits of corridors', async () => {
    const { results } = await plan({
      units: 4,
      bases: [{ name: 'Ixtepec', lon: -95.1, lat: 16.56 }],
      reach: { minutes: 15 },
      corridors: [{ corridorId: 'chiapas-coast', minShare: 0.5, maxShare: 0.5 }],
    });
    for (const { positions } of results) {
      expect(positions.filter(({ corridorId }) => corridorId === 'chiapas-coast')).toHaveLength(2);
      for (const { base, travelKm, reachKm } of positions) {
        expect(base.name).toBe('Ixtepec');
        expect(travelKm).toBeLessThanOrEqual(120);
        expect(reachKm).toBeLessThanOrEqual(10);
      }
      const ranks = positions.map(({ fromBase }) => fromBase);
      expect([...ranks].sort((a, b) => a - b)).toEqual(ranks.map((_, i) => i + 1));
    }
  });

  it.each([
    ['no unit', { units: 0 }, 'units'],
    ['no reach', { units: 3, reach: { km: 0 } }, 'reach'],
    ['a window that ends before it begins', { units: 3, from: '2018-01-02', to: '2018-01-01' }, 'to'],
    ['a base of no text', { units: 3, bases: [{ name: '\ud800', lon: -95, lat: 16 }] }, 'bases'],
    ['a corridor twice', { units: 3, corridors: [{ corridorId: 'x' }, { corridorId: 'x' }] }, 'corridors'],
  ])('%s is not understood, and the field is named', async (_, request, field) => {
    const body = (await ask(request, {}, 400)) as unknown as { error: { code: string; message: string } };
    expect(body.error.code).toBe('invalid_input');
    expect(body.error.message).toContain('request');
    expect(JSON.stringify(body)).toContain(field);
  });

  it.each([
    [
      'more units than positions',
      { units: 90, bases: [{ name: 'Ixtepec', lon: -95.1, lat: 16.56 }] },
      'more-units-than-positions',
    ],
    ['nothing in the window', { units: 3, from: '1999-01-01', to: '1999-12-31' }, 'no-data'],
    ['a window to come', { units: 3, from: '2031-01-01' }, 'no-data'],
    ['a base at sea', { units: 3, bases: [{ name: 'Mar', lon: -105, lat: 10 }] }, 'base-off-network'],
    ['a corridor that is none', { units: 3, corridors: [{ corridorId: 'nowhere' }] }, 'unknown-corridor'],
    ['a shift that is all waiting', { units: 3, shiftHours: 2, leastHoursThere: 3 }, 'shift-too-short'],
    ['shares that leave no room', { units: 3, maxShare: 0.2 }, 'infeasible'],
  ])('%s is refused with its reason', async (_, request, reason) => {
    const answer = await ask(request);
    expect(answer).toMatchObject({ status: 'refused', reason });
    if (answer.status === 'refused' && reason === 'infeasible') {
      expect(answer.conflict.map(({ kind }) => kind)).toContain('corridor-most');
      expect(answer.remedies.length).toBeGreaterThan(0);
    }
  });
});

const sumOf = (counts: Record<string, number>) => Object.values(counts).reduce((sum, n) => sum + n, 0);

function withoutTimes({ proof, ...rest }: PatrolPlan['results'][number]) {
  return { ...rest, proof: { ...proof, milliseconds: 0 } };
}
