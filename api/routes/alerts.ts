import { listDataGaps } from '../../data/alerts/data-gaps.ts';
import {
  addAlertEvents,
  lockAlerts,
  type NewAlertEvent,
  readAlertHistory,
  readLastEventId,
  type StoredAlertEvent,
} from '../../data/alerts/events.ts';
import {
  acknowledge,
  assign,
  countFiring,
  findAlert,
  listAlerts,
  markAlert,
  readDecisions,
  type StoredAlert,
} from '../../data/alerts/inbox.ts';
import { readAdvice, readReferrals } from '../../data/alerts/texts.ts';
import type { Queryable } from '../../data/database.ts';
import type { Reader } from '../../domain/access/reader.ts';
import { redact } from '../../domain/personal-data/redact.ts';
import { audited } from '../audited.ts';
import type { ApiContext } from '../context.ts';
import { noQuerySchema } from '../contract.ts';
import {
  type AlertRow,
  acknowledgeBodySchema,
  alertDetailSchema,
  alertPathSchema,
  alertsQuerySchema,
  alertsSchema,
  assignBodySchema,
  commentBodySchema,
  doneAlertSchema,
  languageQuerySchema,
  markBodySchema,
} from '../contract-alerts.ts';
import { RequestError } from '../errors.ts';
import { defineRoute, type RouteInput } from '../route.ts';

/** What of alerts a reader may see. */
export function alertReader({ permissions }: Reader): { officials: boolean; detail: boolean } {
  return { officials: permissions.has('officials.read'), detail: permissions.has('alerts.detail') };
}

export const alerts = defineRoute({
  method: 'get',
  path: '/api/alerts',
  summary: 'Alerts, the newest first, in the form that the reader may see',
  required: 'alerts.read',
  query: alertsQuerySchema,
  pathParameters: noQuerySchema,
  answer: alertsSchema,
  cacheable: false,
  handle: async ({ database, now }, { query, reader, status }) => {
    const may = alertReader(reader);
    // The number first: what comes between is told again, not missed.
    const lastEventId = await readLastEventId(database.pool);
    const found = await listAlerts(database.pool, { ...query, limit: query.limit + 1 }, may, now());
    const gaps = await listDataGaps(database.pool);
    return {
      json: {
        asOf: status.asOf,
        dataVersion: String(status.dataVersion),
        alerts: found.slice(0, query.limit).map((alert) => alertRow(alert, may.detail)),
        more: found.length > query.limit,
        lastEventId,
        gaps: gaps.map(({ stateCode, fromDay }) => ({ stateCode, from: fromDay })),
        ...(await countFiring(database.pool, may.officials)),
      },
    };
  },
});

export const alert = defineRoute({
  method: 'get',
  path: '/api/alerts/{id}',
  summary: 'One alert with its history, what to do and whom to call',
  required: 'alerts.read',
  query: languageQuerySchema,
  pathParameters: alertPathSchema,
  answer: alertDetailSchema,
  cacheable: false,
  handle: async (context, { query, path, reader }) => {
    const db = context.database.pool;
    const may = alertReader(reader);
    const found = await known(context, db, path.id, reader);
    const history = await readAlertHistory(db, path.id);
    const decisions = may.detail ? await readDecisions(db, path.id) : [];
    const states = may.detail ? found.facts.place.stateCodes : found.safe.stateCodes;
    return {
      json: {
        alert: alertRow(found, may.detail),
        history: history
          .filter(({ kind }) => may.detail || !DETAIL_EVENTS.has(kind))
          .map((event) => eventRow(event, may.detail)),
        decisions: decisions.map(({ at, ...rest }) => ({ at: at.toISOString(), ...rest })),
        advice: await readAdvice(db, query.lang),
        referrals: await readReferrals(db, query.lang, states),
      },
    };
  },
});

/** Words and numbers that tell more than the safe form. */
const DETAIL_EVENTS: ReadonlySet<string> = new Set([
  'commented',
  'assigned',
  'revised',
  'worsened',
  'inhibited',
  'uninhibited',
]);

function eventRow({ eventId, at, kind, actorName, details }: StoredAlertEvent, detail: boolean) {
  return {
    eventId,
    at: at.toISOString(),
    kind,
    actorName: detail ? actorName : null,
    details: detail ? details : {},
  };
}

export const alertAcknowledge = defineRoute({
  method: 'post',
  path: '/api/alerts/{id}/acknowledgements',
  summary: 'Says that somebody took note; the first one counts, a later one is told who was first',
  required: 'alerts.read',
  query: noQuerySchema,
  pathParameters: alertPathSchema,
  body: acknowledgeBodySchema,
  answer: doneAlertSchema,
  cacheable: false,
  handle: async (context, input) => {
    const { note } = input.body;
    const words = note === undefined ? {} : { note: await withoutNames(context, note) };
    return handleAlert(context, input, async (db, now) => {
      const isFirst = await acknowledge(db, input.path.id, input.reader.name, now);
      return isFirst || note !== undefined ? { kind: 'acknowledged', details: { isFirst, ...words } } : null;
    });
  },
});

export const alertAssign = defineRoute({
  method: 'post',
  path: '/api/alerts/{id}/assignment',
  summary: 'Gives an alert to a unit or person of the agency, or to nobody',
  required: 'alerts.detail',
  query: noQuerySchema,
  pathParameters: alertPathSchema,
  body: assignBodySchema,
  answer: doneAlertSchema,
  cacheable: false,
  handle: (context, input) =>
    handleAlert(context, input, async (db) => {
      await assign(db, input.path.id, input.body.to);
      return { kind: 'assigned', details: { to: input.body.to } };
    }),
});

export const alertComment = defineRoute({
  method: 'post',
  path: '/api/alerts/{id}/comments',
  summary: 'Adds a note to the history; what names a person is taken out',
  required: 'alerts.detail',
  query: noQuerySchema,
  pathParameters: alertPathSchema,
  body: commentBodySchema,
  answer: doneAlertSchema,
  cacheable: false,
  handle: async (context, input) => {
    const text = await withoutNames(context, input.body.text);
    return handleAlert(context, input, async () => ({ kind: 'commented', details: { text } }));
  },
});

export const alertMark = defineRoute({
  method: 'post',
  path: '/api/alerts/{id}/mark',
  summary: 'Says what an alert was worth: useful, false or late; the rules show it',
  required: 'alerts.read',
  query: noQuerySchema,
  pathParameters: alertPathSchema,
  body: markBodySchema,
  answer: doneAlertSchema,
  cacheable: false,
  handle: (context, input) =>
    handleAlert(context, input, async (db) => {
      await markAlert(db, input.path.id, input.body.mark);
      return { kind: 'marked', details: { mark: input.body.mark } };
    }),
});

/** One act on an alert: done, told and audited together, or not at all. */
async function handleAlert(
  context: ApiContext,
  input: RouteInput<unknown, { id: number }, unknown>,
  act: (db: Queryable, now: Date) => Promise<Pick<NewAlertEvent, 'kind' | 'details'> | null>,
) {
  const { database, now } = context;
  const { id } = input.path;
  const row = await database.transaction(async (db) => {
    await lockAlerts(db);
    const { needsOversight } = await known(context, db, id, input.reader);
    const event = await act(db, now());
    if (event) {
      const actor = { id: input.reader.userId, name: input.reader.name };
      await addAlertEvents(db, [{ ...event, alertId: id, needsOversight, actor }], now());
      const details = { act: event.kind };
      await audited(
        db,
        input,
        { action: 'alert-handled', subject: { kind: 'alert', id: String(id) }, details },
        now(),
      );
    }
    return known(context, db, id, input.reader);
  });
  return { json: { alert: alertRow(row, alertReader(input.reader).detail) } };
}

async function known({ now }: ApiContext, db: Queryable, id: number, reader: Reader): Promise<StoredAlert> {
  const found = await findAlert(db, id, alertReader(reader), now());
  if (!found) throw new RequestError(404, 'no_such_alert', 'no such alert');
  return found;
}

/** People write names where none belong. Not inside a transaction: it may read the gazetteer first. */
async function withoutNames(context: ApiContext, text: string): Promise<string> {
  const { isPlaceName } = await context.ingestTools();
  return redact(text, 'free', isPlaceName).text;
}

function alertRow(alert: StoredAlert, detail: boolean): AlertRow {
  const iso = (at: Date | null) => at?.toISOString() ?? null;
  return {
    alertId: alert.alertId,
    ruleId: detail ? alert.ruleId : null,
    ruleName: detail ? alert.ruleName : null,
    shipped: detail ? alert.shipped : null,
    state: alert.state,
    severity: alert.severity,
    firedAt: iso(alert.firedAt),
    resolvedAt: iso(alert.resolvedAt),
    isBelated: alert.firedAt !== null && alert.firedAt.getTime() === alert.resolvedAt?.getTime(),
    groupId: alert.groupId,
    inhibitedBy: detail ? alert.inhibitedBy : null,
    isSilenced: alert.isSilenced,
    hasDataGap: alert.hasDataGap,
    revisedObserved: detail ? alert.revisedObserved : null,
    acknowledgedAt: iso(alert.acknowledgedAt),
    acknowledgedBy: detail ? alert.acknowledgedBy : null,
    assignedTo: detail ? alert.assignedTo : null,
    mark: alert.mark,
    escalatedAt: iso(alert.escalatedAt),
    facts: detail ? alert.facts : null,
    safe: alert.safe,
  };
}
