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
import {
  disclosedFacts,
  type FactsReader,
  factsReaderOf,
  isTooRecent,
} from '../../domain/alerts/disclosed-facts.ts';
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
import { dataVersionFor } from '../summary.ts';

/** What of alerts a reader may see. */
export function alertReader(
  { now, delayHours }: Pick<ApiContext, 'now' | 'delayHours'>,
  reader: Reader,
): AlertReader {
  const { permissions } = reader;
  return {
    officials: permissions.has('officials.read'),
    ...factsReaderOf(permissions, now(), delayHours),
  };
}

export type AlertReader = FactsReader & { officials: boolean };

export const alerts = defineRoute({
  method: 'get',
  path: '/api/alerts',
  summary: 'Alerts, the newest first, in the form that the reader may see',
  required: 'alerts.read',
  query: alertsQuerySchema,
  pathParameters: noQuerySchema,
  answer: alertsSchema,
  cacheable: false,
  handle: async (context, { query, reader, status }) => {
    const { database, now } = context;
    const may = alertReader(context, reader);
    // The number first: what comes between is told again, not missed.
    const lastEventId = await readLastEventId(database.pool);
    const found = await listAlerts(database.pool, { ...query, limit: query.limit + 1 }, may, now());
    const gaps = await listDataGaps(database.pool);
    return {
      json: {
        asOf: status.asOf,
        dataVersion: dataVersionFor(reader, status),
        alerts: found.slice(0, query.limit).map((alert) => alertRow(alert, may)),
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
    const may = alertReader(context, reader);
    const found = await known(context, db, path.id, reader);
    const history = await readAlertHistory(db, path.id);
    const decisions = may.detail ? await readDecisions(db, path.id) : [];
    const row = alertRow(found, may);
    const states = (row.facts?.place ?? found.safe).stateCodes;
    return {
      json: {
        alert: row,
        history: history.filter((event) => mayKnow(event, may)).map((event) => eventRow(event, may)),
        decisions: decisions
          .filter(({ at }) => !isTooRecent(at, may))
          .map(({ at, ...rest }) => ({ at: at.toISOString(), ...rest })),
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

/** What the program counts, told to readers under delay no sooner than its incidents; people's words are told at once. */
const COUNTED_EVENTS: ReadonlySet<string> = new Set(['revised', 'worsened']);

/** Whether a reader is told that something happened to an alert. */
export function mayKnow({ kind, at }: Pick<StoredAlertEvent, 'kind' | 'at'>, may: FactsReader): boolean {
  if (!may.detail) return !DETAIL_EVENTS.has(kind);
  return !COUNTED_EVENTS.has(kind) || !isTooRecent(at, may);
}

function eventRow({ eventId, at, kind, actorName, details }: StoredAlertEvent, may: FactsReader) {
  const isOurs = actorName === null && isTooRecent(at, may);
  return {
    eventId,
    at: at.toISOString(),
    kind,
    actorName: may.detail ? actorName : null,
    details: may.detail && !isOurs ? details : {},
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
  return { json: { alert: alertRow(row, alertReader(context, input.reader)) } };
}

async function known(context: ApiContext, db: Queryable, id: number, reader: Reader): Promise<StoredAlert> {
  const found = await findAlert(db, id, alertReader(context, reader), context.now());
  if (!found) throw new RequestError(404, 'no_such_alert', 'no such alert');
  return found;
}

/** People write names where none belong. Not inside a transaction: it may read the gazetteer first. */
async function withoutNames(context: ApiContext, text: string): Promise<string> {
  const { isPlaceName } = await context.ingestTools();
  return redact(text, 'free', isPlaceName).text;
}

export function alertRow(alert: StoredAlert, may: FactsReader): AlertRow {
  const { detail } = may;
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
    facts: disclosedFacts(alert.facts, may),
    safe: alert.safe,
  };
}
