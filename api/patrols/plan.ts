import type { IncidentFilter } from '../../data/incident-filter.ts';
import { type NearTown, readNearTowns, readPatrolBasis } from '../../data/patrols/basis.ts';
import { readRiskInput, USUAL_RISK } from '../../data/risk.ts';
import { type PinnedIncident, readPinnedIncidents } from '../../data/stretch-incidents.ts';
import { LEAST_DISCLOSURE } from '../../domain/access/disclosure.ts';
import type { DayPart } from '../../domain/circumstances.ts';
import { isoDayOf } from '../../domain/days.ts';
import { type PatrolBase, stationBases } from '../../domain/patrols/ground.ts';
import { refusal } from '../../domain/patrols/plan.ts';
import type { Assumption, PatrolRefusal, PatrolRequest } from '../../domain/patrols/request.ts';
import { dayPartsOf, FEWEST_TIMED } from '../../domain/patrols/times.ts';
import type { RiskInput } from '../../domain/risk/risk-model.ts';
import type { HowKnown } from '../../domain/taxonomy.ts';
import type { ApiContext, CurrentStatus } from '../context.ts';
import type { PatrolPlan } from '../contract-patrols.ts';
import type { JobControl } from '../jobs/jobs.ts';
import { lixelStates } from '../lixel-states.ts';
import { patrolResult } from './result.ts';
import { readOpenSites } from './sites.ts';

/** What a plan is made with: of a server, or of the command line. */
export type PatrolContext = Pick<
  ApiContext,
  'database' | 'network' | 'graph' | 'corridors' | 'shelterDistanceKm'
> & { access: Pick<ApiContext['access'], 'secretKey'> };

/** An own base may lie this far from the track. */
const BASE_WITHIN_KM = 50;
const TOWNS = 3;

/**
 * Plans patrols on what the database holds up to a day. It counts only what every reader may know, and is the same for
 * all of them; discovered incidents are left out, and those of which it is not known are taken both ways.
 */
export async function makePatrolPlan(
  context: PatrolContext,
  request: PatrolRequest,
  method: 'greedy' | 'exact',
  { asOf, dataVersion, shownUntil }: Pick<CurrentStatus, 'asOf' | 'dataVersion' | 'shownUntil'>,
  control: JobControl,
): Promise<PatrolPlan | PatrolRefusal> {
  const { database, graph, network } = context;
  const bases = basesOf(context, request);
  if (!Array.isArray(bases)) return bases;
  if (request.from !== null && request.from > asOf) return refusal('no-data', { asOf });
  const { version, states } = await lixelStates(graph, database.pool);
  const filter: IncidentFilter = {
    asOf,
    from: request.from ?? undefined,
    to: request.to ?? undefined,
    // A plan is shown to whoever plans: it counts what is shown to all of them.
    disclosure: { ...LEAST_DISCLOSURE, until: shownUntil },
  };
  const asked = dayPartsOf(request.timeOfDay);
  const { synthetic, timed, timedAsked, ...howKnown } = await readPatrolBasis(
    database.pool,
    filter,
    asked ?? [],
  );
  const isTimed = asked !== null && timedAsked >= FEWEST_TIMED;
  const dayParts = isTimed ? asked : null;
  const estimates = await readEstimates(context, filter, request, howKnown.unknown > 0, dayParts);
  const found = await control.run('patrolPlan', {
    version,
    lines: network.lines,
    states,
    request,
    method,
    bases,
    open: await readOpenSites(context),
    estimates,
  });
  if (found === null) throw new Error('a plan that was not called off has no answer');
  if (found.status === 'refused') {
    return found.reason === 'no-data' ? { ...found, details: { ...howKnown } } : found;
  }
  const pinned = await readPinnedIncidents(database.pool, filter);
  const results = [];
  for (const planned of found.results) {
    const left = leftOut(planned.assumption);
    const towns: NearTown[][] = await readNearTowns(
      database.pool,
      planned.positions.map(({ site }) => site),
      TOWNS,
    );
    const counted: PinnedIncident[] = pinned.filter((one) => !left.includes(one.howKnown));
    results.push(
      patrolResult(context, planned, { bases, speedKmh: request.speedKmh, states, towns, pinned: counted }),
    );
  }
  const [first, second] = found.results;
  const ids = new Set(second?.positions.map(({ site }) => site.id));
  const { period } = estimates[0]!.input.question;
  const known = howKnown.reported + howKnown.discovered + howKnown.unknown;
  return {
    status: 'answered',
    request: {
      ...request,
      bases: request.bases === 'stations' ? 'stations' : [...request.bases],
      corridors: [...request.corridors],
    },
    method,
    asOf,
    dataVersion: String(dataVersion),
    period: { from: isoDayOf(period.from), to: isoDayOf(period.to) },
    synthetic,
    howKnown,
    times: {
      asked: request.timeOfDay,
      known: timed,
      unknown: known - timed,
      inAsked: timedAsked,
      fewest: FEWEST_TIMED,
      isUsed: isTimed,
    },
    shelterDistanceKm: context.shelterDistanceKm,
    results,
    agreement: found.agreement && {
      samePositions: first!.positions.filter(({ site }) => ids.has(site.id)).length,
      ...found.agreement,
    },
  };
}

/** How incidents may be known that an assumption leaves out. */
function leftOut(assumption: Assumption): HowKnown[] {
  return assumption === 'unknown-discovered' ? ['discovered', 'unknown'] : ['discovered'];
}

async function readEstimates(
  { database }: PatrolContext,
  filter: IncidentFilter,
  { halfLifeDays }: PatrolRequest,
  isSomeUnknown: boolean,
  dayParts: readonly DayPart[] | null,
): Promise<{ assumption: Assumption; input: RiskInput }[]> {
  const assumptions: Assumption[] = isSomeUnknown ? ['unknown-reported', 'unknown-discovered'] : ['known'];
  const estimates = [];
  // One after the other: the embedded database has one session.
  for (const assumption of assumptions) {
    const options = { ...USUAL_RISK, halfLifeDays, leftOut: leftOut(assumption), dayParts };
    estimates.push({ assumption, input: await readRiskInput(database.pool, filter, options) });
  }
  return estimates;
}

/** The bases on the track, or why one is none. */
function basesOf({ graph, network }: PatrolContext, { bases }: PatrolRequest): PatrolBase[] | PatrolRefusal {
  if (bases === 'stations') return stationBases(graph);
  const placed: PatrolBase[] = [];
  for (const base of bases) {
    const near = network.locate(base.lon, base.lat, BASE_WITHIN_KM * 1000);
    const place = near && graph.placeOf(near.corridorId, near.km);
    if (!near || !place) return refusal('base-off-network', { base: base.name, withinKm: BASE_WITHIN_KM });
    placed.push({ ...base, place, toTrackKm: near.offsetM / 1000 });
  }
  return placed;
}
