import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  type PatrolComparison,
  type PatrolPlan,
  type PatrolPlanRow,
  type PatrolPosition,
  type PatrolResult,
  patrolPlanAnswerSchema,
  patrolPlanBodySchema,
  type SavedPatrolPlan,
} from '../../api/contract-patrols.ts';
import { savePlan } from '../../data/patrols/plans.ts';
import { describeOnBothDatabases } from '../databases.ts';
import { startServer, type TestServer } from '../server.ts';

describeOnBothDatabases('saved patrol plans', (db) => {
  let server: TestServer;
  const get = async <T>(path: string): Promise<T> =>
    (await server.fetchAs('analyst', path)).json() as Promise<T>;
  const save = async (name: string, plan: PatrolPlan) =>
    (
      await savePlan(
        db.database.pool,
        { name, plan, dataVersion: 0 },
        { id: 'x', name: 'Ana' },
        new Date('2026-11-23'),
      )
    ).planId;

  beforeAll(async () => {
    server = await startServer(db.database);
  });
  afterAll(() => server?.stop());

  it('are listed, read, set side by side, and removed by planners', async () => {
    const first = await save('First', planAt(300));
    const second = await save('Second', planAt(310));
    const { plans } = await get<{ plans: PatrolPlanRow[] }>('/api/patrol-plans');
    expect(plans.map(({ name, units }) => [name, units])).toEqual([
      ['Second', 2],
      ['First', 2],
    ]);
    const read = await get<SavedPatrolPlan>(`/api/patrol-plans/${first}?language=en`);
    expect(read.plan).toEqual(planAt(300));
    expect(read.referrals.every(({ stateCode }) => stateCode === '' || stateCode === '07')).toBe(true);
    expect(patrolPlanAnswerSchema.parse({ status: 'answered', plan: read.plan, saved: null }).status).toBe(
      'answered',
    );
    const { pairs } = await get<PatrolComparison>(`/api/patrol-plans/compare?ids=${first},${second}`);
    expect(pairs).toEqual([
      {
        first,
        second,
        samePositions: 0,
        sharedKm: 30,
        onlyFirstKm: 10,
        onlySecondKm: 10,
        sameData: true,
      },
    ]);
    const csv = await (
      await server.fetchAs('planner', `/api/patrol-plans/${first}/export?format=csv`)
    ).text();
    expect(csv.split('\n')).toHaveLength(3);
    expect(csv).toContain('chiapas-coast km 280.0-320.0');
    const geojson = await server.fetchAs('planner', `/api/patrol-plans/${first}/export?format=geojson`);
    const { features } = (await geojson.json()) as { features: { geometry: object; properties: object }[] };
    expect(features.map(({ geometry }) => geometry)).toEqual([
      { type: 'Point', coordinates: [-94, 16] },
      { type: 'MultiLineString', coordinates: [] },
    ]);
    expect(features[0]?.properties).toMatchObject({
      plan: 'First',
      data: 'real',
      km: 300,
      coveredShare: 0.5,
    });
    const removed = await server.fetchAs('planner', `/api/patrol-plans/${first}`, { method: 'DELETE' });
    expect(removed.status).toBe(200);
    expect((await server.fetchAs('planner', `/api/patrol-plans/${first}`)).status).toBe(404);
  });
});

function planAt(km: number): PatrolPlan {
  return {
    status: 'answered',
    request: patrolPlanBodySchema.parse({ request: { units: 2 } }).request,
    method: 'exact',
    asOf: '2018-04-30',
    dataVersion: '0',
    period: { from: '2016-01-01', to: '2018-04-30' },
    synthetic: 0,
    howKnown: { reported: 10, discovered: 0, unknown: 0 },
    times: { asked: 'any', known: 0, unknown: 10, inAsked: 0, fewest: 30, isUsed: false },
    shelterDistanceKm: 2,
    results: [resultAt(km)],
    agreement: null,
  };
}

function resultAt(km: number): PatrolResult {
  const covered = { value: 0.5, low: 0.4, high: 0.6 };
  return {
    assumption: 'known',
    incidents: 10,
    perYear: { value: 10, low: 8, high: 12 },
    coveredPerYear: { value: 5, low: 4, high: 6 },
    covered,
    proof: { status: 'optimal', gap: 0, bound: 0.5, milliseconds: 3 },
    positions: [positionAt(km)],
    idleUnits: 1,
    ways: [{ way: 'plan', covered, lastYear: 0.5, difference: null }],
    uncovered: { perYear: { value: 5, low: 4, high: 6 }, stretches: [], noDataKm: 0, noData: [] },
  };
}

function positionAt(km: number): PatrolPosition {
  return {
    order: 1,
    stretchId: 'chiapas-coast:303-451',
    corridorId: 'chiapas-coast',
    corridorName: 'Chiapas',
    fromStation: 'Arriaga',
    toStation: 'Ixtepec',
    fromKm: 303,
    toKm: 451,
    mode: 'rail',
    km,
    lon: -94,
    lat: 16,
    stateCode: '07',
    towns: [{ name: 'Arriaga', distanceKm: 3 }],
    base: { name: 'Arriaga', lon: -94, lat: 16 },
    fromBase: 1,
    travelKm: 3,
    travelHours: 0.1,
    hoursThere: 7.8,
    reachKm: 20,
    perYear: 5,
    addsPerYear: 5,
    addsShare: 0.5,
    lines: [],
    ranges: [{ corridorId: 'chiapas-coast', fromKm: km - 20, toKm: km + 20 }],
    crimes: [{ crime: 'robbery', count: 4 }],
    months: Array.from({ length: 12 }, () => 0),
    weekdays: Array.from({ length: 7 }, () => 0),
    monthsUnknown: 10,
  };
}
