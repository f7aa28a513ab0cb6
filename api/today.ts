import { listDataGaps } from '../data/alerts/data-gaps.ts';
import { countFiring, listAlerts } from '../data/alerts/inbox.ts';
import { countByCorridorKm, countByState, countIncidents } from '../data/counts.ts';
import { readCoverage } from '../data/coverage.ts';
import { listPlans } from '../data/patrols/plans.ts';
import { countNewByKm, countNewByState } from '../data/today/news.ts';
import { disclosureOf } from '../domain/access/disclosure.ts';
import { may, type Reader } from '../domain/access/reader.ts';
import { SEVERITIES } from '../domain/alerts/rule.ts';
import { stateCoverage } from '../domain/coverage/state-coverage.ts';
import { dayNumber, isoDayOf } from '../domain/days.ts';
import { STATES } from '../domain/states.ts';
import { PREDATORY_CRIMES } from '../domain/taxonomy.ts';
import { type Moved, mostMoved } from '../domain/today/moved.ts';
import type { ApiContext, CurrentStatus } from './context.ts';
import type { PatrolPlan } from './contract-patrols.ts';
import type { Today } from './contract-today.ts';
import { aboutStretch } from './network-risk.ts';
import { nightsFor } from './nightly-scan.ts';
import { periodOf } from './period.ts';
import { alertReader, alertRow } from './routes/alerts.ts';
import { countStretches } from './routes/corridors.ts';
import { planRow } from './routes/patrol-plans.ts';
import { readerFilter } from './summary.ts';

/** The parts of the page of the day, each for whoever may know it. */

const LISTED = 5;
/** Long enough for the count of a stretch to move by more than chance, short enough to be news. */
const RECENT_DAYS = 28;

const STATE_NAMES = new Map(STATES.map(({ code, name }) => [code as string, name]));

/** What became known since a look. */
export async function newsOf(
  context: ApiContext,
  reader: Reader,
  status: CurrentStatus,
  look: Date,
): Promise<Today['news']> {
  const { asOf, disclosure } = readerFilter({}, status, reader);
  const delayHours = disclosure.until === null ? 0 : context.delayHours;
  const since = { disclosure, asOf, look, delayHours };
  const { pool } = context.database;
  const byState = await countNewByState(pool, since);
  const byStretch = countStretches(context.graph, await countNewByKm(pool, since));
  const sum = (name: 'crimes' | 'hazards' | 'synthetic') =>
    byState.reduce((total, state) => total + state[name], 0);
  return {
    crimes: sum('crimes'),
    hazards: sum('hazards'),
    synthetic: sum('synthetic'),
    states: byState.map(({ code, crimes, hazards }) => ({
      code,
      name: STATE_NAMES.get(code) ?? '',
      crimes,
      hazards,
    })),
    stretches: stretchesWith(context, ({ index }) => ({ crimes: byStretch[index]!.crimes }))
      .filter(({ crimes }) => crimes > 0)
      .sort((a, b) => b.crimes - a.crimes)
      .slice(0, LISTED),
  };
}

/** The last weeks of the data against as many before, and what the last night's scan found. */
export async function recentMoves(
  context: ApiContext,
  reader: Reader,
  status: CurrentStatus,
): Promise<Pick<Today, 'recent' | 'night'>> {
  const last = dayNumber(status.asOf);
  const first = status.firstDay === null ? last : dayNumber(status.firstDay);
  // Without as many days before there is nothing to hold them against.
  if (!may(reader, 'map.read') || last - first < 2 * RECENT_DAYS) return { recent: null, night: null };
  const { pool } = context.database;
  const windows = {
    now: { from: isoDayOf(last - RECENT_DAYS + 1), to: status.asOf },
    before: { from: isoDayOf(last - 2 * RECENT_DAYS + 1), to: isoDayOf(last - RECENT_DAYS) },
  };
  const ask = async (window: { from: string; to: string }) => {
    const filter = readerFilter(
      { ...window, kind: 'crime' as const, crime: PREDATORY_CRIMES },
      status,
      reader,
    );
    return {
      total: await countIncidents(pool, filter),
      states: await countByState(pool, filter),
      stretches: countStretches(context.graph, await countByCorridorKm(pool, filter)),
    };
  };
  const now = await ask(windows.now);
  const before = await ask(windows.before);
  const [night] = await nightsFor(context, reader);
  return {
    recent: {
      days: RECENT_DAYS,
      ...windows.now,
      beforeFrom: windows.before.from,
      beforeTo: windows.before.to,
      crimes: now.total.crimes,
      before: before.total.crimes,
      synthetic: now.total.synthetic + before.total.synthetic,
      states: mostMoved(
        now.states.map(({ code, name, crimes }, at) => ({
          code,
          name,
          crimes,
          before: before.states[at]!.crimes,
        })),
        LISTED,
      ),
      stretches: mostMoved(
        stretchesWith(
          context,
          ({ index }): Moved => ({
            crimes: now.stretches[index]!.crimes,
            before: before.stretches[index]!.crimes,
          }),
        ),
        LISTED,
      ),
    },
    night: night ? { asOf: night.asOf, signals: night.signals } : null,
  };
}

function stretchesWith<T>(context: ApiContext, of: (at: { index: number }) => T) {
  return context.graph.stretches.map((stretch, index) => {
    const { id, corridorName, fromStation, toStation } = aboutStretch(context, stretch);
    return { id, corridorName, fromStation, toStation, ...of({ index }) };
  });
}

/** Alerts that fire: those that nobody took note of first, then the gravest. */
export async function firingNow(context: ApiContext, reader: Reader): Promise<NonNullable<Today['alerts']>> {
  const { database, now } = context;
  const as = alertReader(context, reader);
  const firing = await listAlerts(database.pool, { state: 'firing', limit: 500 }, as, now());
  const rank = ({ acknowledgedAt, severity }: (typeof firing)[number]) =>
    (acknowledgedAt === null ? 0 : SEVERITIES.length) + SEVERITIES.length - SEVERITIES.indexOf(severity);
  return {
    ...(await countFiring(database.pool, as.officials)),
    alerts: firing
      .sort((a, b) => rank(a) - rank(b) || b.alertId - a.alertId)
      .slice(0, LISTED)
      .map((alert) => alertRow(alert, as)),
  };
}

/** States that stopped reporting: for readers of alerts alone those that alerts told of. */
export async function silentStates(
  { database }: ApiContext,
  reader: Reader,
  status: CurrentStatus,
): Promise<Pick<Today, 'silent' | 'never'>> {
  if (may(reader, 'map.read')) {
    const { from, to } = periodOf({}, status, reader);
    const { sources } = await readCoverage(database.pool, disclosureOf(reader, status.shownUntil).until);
    if (sources.length === 0) return { silent: [], never: null };
    const period = { from: dayNumber(from), to: dayNumber(to) };
    const states = STATES.map(({ code }) => stateCoverage(code, sources, period));
    return {
      silent: states
        .filter(({ status }) => status === 'stopped')
        .map(({ code, noData }) => silent(code, isoDayOf(noData.at(-1)!.from))),
      never: states.filter(({ status }) => status === 'never').length,
    };
  }
  if (!may(reader, 'alerts.read')) return { silent: null, never: null };
  const gaps = await listDataGaps(database.pool);
  return { silent: gaps.map(({ stateCode, fromDay }) => silent(stateCode, fromDay)), never: null };
}

const silent = (code: string, from: string) => ({ code, name: STATE_NAMES.get(code) ?? code, from });

/** The newest patrol plan that was saved. */
export async function newestPlan({ database }: ApiContext, status: CurrentStatus): Promise<Today['plan']> {
  const [plan] = await listPlans<PatrolPlan>(database.pool);
  return plan ? planRow(plan, status) : null;
}
