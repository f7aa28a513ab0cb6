import { readReferrals } from '../../data/alerts/texts.ts';
import { findPlans, listPlans, removePlan, type StoredPlan, savePlan } from '../../data/patrols/plans.ts';
import { overlapOf } from '../../domain/patrols/compare.ts';
import { type PatrolRefusal, reachKm } from '../../domain/patrols/request.ts';
import { audited } from '../audited.ts';
import type { ApiContext, CurrentStatus } from '../context.ts';
import { noQuerySchema } from '../contract.ts';
import { doneSchema } from '../contract-agencies.ts';
import {
  type PatrolComparison,
  type PatrolPlan,
  type PatrolPlanAnswer,
  type PatrolPlanRow,
  patrolCompareQuerySchema,
  patrolComparisonSchema,
  patrolExportQuerySchema,
  patrolPlanAnswerSchema,
  patrolPlanBodySchema,
  patrolPlanPathSchema,
  patrolPlanQuerySchema,
  patrolPlansSchema,
  savedPatrolPlanSchema,
} from '../contract-patrols.ts';
import { RequestError } from '../errors.ts';
import { answerByJob } from '../jobs/answer.ts';
import { patrolPlanCsv, patrolPlanGeoJson } from '../patrols/export.ts';
import { makePatrolPlan } from '../patrols/plan.ts';
import { type Answer, defineRoute, type RouteInput } from '../route.ts';

type Stored = StoredPlan<PatrolPlan>;

export const patrolPlans = defineRoute({
  method: 'get',
  path: '/api/patrol-plans',
  summary: 'Saved patrol plans, with how much of what is expected each covers',
  required: 'patrols.read',
  query: noQuerySchema,
  pathParameters: noQuerySchema,
  answer: patrolPlansSchema,
  cacheable: false,
  handle: async ({ database }, { status }) => {
    const plans = await listPlans<PatrolPlan>(database.pool);
    return { json: { plans: plans.map((plan) => planRow(plan, status)) } };
  },
});

export const patrolPlanMake = defineRoute({
  method: 'post',
  path: '/api/patrol-plans',
  summary: 'Where N units cover most of what is expected: exact, or greedy at once; with a name it is saved',
  required: 'patrols.plan',
  query: noQuerySchema,
  pathParameters: noQuerySchema,
  body: patrolPlanBodySchema,
  answer: patrolPlanAnswerSchema,
  cacheable: false,
  handle: async (context, input): Promise<Answer<PatrolPlanAnswer>> => {
    const { request, method, name } = input.body;
    const { dataVersion, asOf, shownUntil } = input.status;
    const { jobs, shelterDistanceKm } = context;
    const answer = await answerByJob<PatrolPlan | PatrolRefusal>(jobs, input.reader, {
      kind: 'patrol-plan',
      key: JSON.stringify(['patrol-plan', dataVersion, shownUntil, asOf, shelterDistanceKm, method, request]),
      work: (control) => makePatrolPlan(context, request, method, { asOf, dataVersion, shownUntil }, control),
    });
    if (!('json' in answer)) throw new Error('a job answers in JSON');
    const { json: plan } = answer;
    if (plan.status === 'running') return { json: plan, status: 202 };
    if (plan.status === 'refused') return { json: plan };
    if (name === undefined) return { json: { status: 'answered', plan, saved: null } };
    const stored = await keepPlan(context, input, { name, plan, dataVersion });
    return { json: { status: 'answered', plan, saved: savedOf(stored) }, status: 201 };
  },
});

export const patrolPlan = defineRoute({
  method: 'get',
  path: '/api/patrol-plans/{id}',
  summary: 'A saved patrol plan as it was made, with whom to call for victims in the states of its positions',
  required: 'patrols.read',
  query: patrolPlanQuerySchema,
  pathParameters: patrolPlanPathSchema,
  answer: savedPatrolPlanSchema,
  cacheable: false,
  handle: async (context, { path, query, status }) => {
    const found = await savedPlan(context, path.id);
    const { plan } = found;
    const states = plan.results.flatMap(({ positions }) => positions.map(({ stateCode }) => stateCode));
    const referrals = await readReferrals(context.database.pool, query.language, [...new Set(states)]);
    return { json: { saved: savedOf(found), isStale: isStale(found, status), plan, referrals } };
  },
});

export const patrolPlanExport = defineRoute({
  method: 'get',
  path: '/api/patrol-plans/{id}/export',
  summary: 'A saved patrol plan as GeoJSON or CSV: positions, reach, km posts, towns, what happens there',
  required: 'patrols.read',
  query: patrolExportQuerySchema,
  pathParameters: patrolPlanPathSchema,
  answer: ['application/geo+json', 'text/csv'],
  cacheable: false,
  handle: async (context, input) => {
    const { format } = input.query;
    const { planId, name, plan } = await savedPlan(context, input.path.id);
    const rows = plan.results.reduce((sum, { positions }) => sum + positions.length, 0);
    const subject = { kind: 'patrol-plan', id: planId };
    await audited(
      context.database.pool,
      input,
      { action: 'exported', subject, rows, details: { format } },
      context.now(),
    );
    const fileName = `vigia-patrol-plan-${plan.asOf}.${format}`;
    return format === 'csv'
      ? { bytes: Buffer.from(patrolPlanCsv(name, plan)), type: 'text/csv', fileName }
      : { bytes: Buffer.from(patrolPlanGeoJson(name, plan)), type: 'application/geo+json', fileName };
  },
});

export const patrolPlanRemove = defineRoute({
  method: 'delete',
  path: '/api/patrol-plans/{id}',
  summary: 'Takes a saved patrol plan from the lists',
  required: 'patrols.plan',
  query: noQuerySchema,
  pathParameters: patrolPlanPathSchema,
  answer: doneSchema,
  cacheable: false,
  handle: async ({ database, now }, input) => {
    const { id } = input.path;
    await database.transaction(async (db) => {
      if (!(await removePlan(db, id, input.reader.userId, now()))) throw noSuchPlan([id]);
      const subject = { kind: 'patrol-plan', id };
      await audited(db, input, { action: 'patrol-planned', subject, details: { removed: true } }, now());
    });
    return { json: { ok: true as const } };
  },
});

export const patrolComparison = defineRoute({
  method: 'get',
  path: '/api/patrol-plans/compare',
  summary: 'Two to four saved patrol plans side by side, and what each two have in common',
  required: 'patrols.read',
  query: patrolCompareQuerySchema,
  pathParameters: noQuerySchema,
  answer: patrolComparisonSchema,
  cacheable: false,
  handle: async ({ database }, { query: { ids }, status }) => {
    const found = new Map(
      (await findPlans<PatrolPlan>(database.pool, ids)).map((plan) => [plan.planId, plan]),
    );
    const missing = ids.filter((id) => !found.has(id));
    if (missing.length > 0) throw noSuchPlan(missing);
    const plans = ids.map((id) => found.get(id) as Stored);
    return {
      json: {
        plans: plans.map((stored) => ({ row: planRow(stored, status), plan: stored.plan })),
        pairs: plans.flatMap((first, i) => plans.slice(i + 1).map((second) => pairOf(first, second))),
      },
    };
  },
});

async function keepPlan(
  { database, now }: ApiContext,
  input: Pick<RouteInput<unknown, unknown, unknown>, 'reader' | 'identity'>,
  kept: Pick<Stored, 'name' | 'plan' | 'dataVersion'>,
): Promise<Stored> {
  const { userId, name } = input.reader;
  return database.transaction(async (db) => {
    const stored = await savePlan(db, kept, { id: userId, name }, now());
    const subject = { kind: 'patrol-plan', id: stored.planId };
    const details = { name: kept.name, units: kept.plan.request.units };
    await audited(db, input, { action: 'patrol-planned', subject, details }, now());
    return stored;
  });
}

/** A saved plan, or a refusal. */
async function savedPlan({ database }: ApiContext, id: string): Promise<Stored> {
  const [found] = await findPlans<PatrolPlan>(database.pool, [id]);
  if (!found) throw noSuchPlan([id]);
  return found;
}

function noSuchPlan(ids: readonly string[]): RequestError {
  return new RequestError(404, 'no_such_plan', 'no such plan, or it was removed', { ids });
}

function savedOf({ planId, name, madeAt, madeBy }: Stored) {
  return { planId, name, madeAt: madeAt.toISOString(), madeBy };
}

const isStale = ({ dataVersion }: Stored, status: CurrentStatus) => dataVersion !== status.dataVersion;

export function planRow(stored: Stored, status: CurrentStatus): PatrolPlanRow {
  const { plan } = stored;
  const [{ covered, positions }] = plan.results as [PatrolPlan['results'][number]];
  const corridors = new Map<string, number>();
  for (const { corridorName } of positions) {
    corridors.set(corridorName, (corridors.get(corridorName) ?? 0) + 1);
  }
  return {
    ...savedOf(stored),
    units: plan.request.units,
    reachKm: reachKm(plan.request),
    method: plan.method,
    asOf: plan.asOf,
    dataVersion: plan.dataVersion,
    isStale: isStale(stored, status),
    synthetic: plan.synthetic,
    covered,
    corridors: [...corridors].map(([corridorName, count]) => ({ corridorName, positions: count })),
  };
}

function pairOf(first: Stored, second: Stored): PatrolComparison['pairs'][number] {
  return {
    first: first.planId,
    second: second.planId,
    ...overlapOf(first.plan.results[0]!.positions, second.plan.results[0]!.positions),
    sameData:
      first.dataVersion === second.dataVersion &&
      first.plan.period.from === second.plan.period.from &&
      first.plan.period.to === second.plan.period.to &&
      first.plan.request.halfLifeDays === second.plan.request.halfLifeDays,
  };
}
