import { listIncidents, readIncident, type Where } from '../../data/incidents.ts';
import { openReports as openForReader, readAccess, readReports } from '../../data/open-reports.ts';
import { disclosureOf } from '../../domain/access/disclosure.ts';
import { may } from '../../domain/access/reader.ts';
import { cellsAround } from '../../domain/cells-of.ts';
import type { Resolution } from '../../domain/hexagons.ts';
import { ARROW_STREAM } from '../../domain/wire.ts';
import { audited } from '../audited.ts';
import {
  type IncidentDetail,
  incidentDetailSchema,
  incidentListQuerySchema,
  incidentPathSchema,
  noQuerySchema,
  openReportsBodySchema,
  openReportsSchema,
} from '../contract.ts';
import { RequestError } from '../errors.ts';
import { encodeIncidents } from '../incident-columns.ts';
import { defineRoute } from '../route.ts';
import { shownFilter } from '../summary.ts';

export const incidents = defineRoute({
  method: 'get',
  path: '/api/incidents',
  summary: 'Placed incidents, newest first, as columns (Arrow IPC stream)',
  required: 'incidents.read',
  query: incidentListQuerySchema,
  pathParameters: noQuerySchema,
  answer: ARROW_STREAM,
  cacheable: true,
  handle: async (context, input) => {
    const { limit, box, state, cell, neighbours, ...asked } = input.query;
    const filter = shownFilter(context, asked, input.status, input.reader);
    const rows = await listIncidents(context.database.pool, filter, limit, {
      box,
      state,
      cells: cellsOf(cell, neighbours !== undefined),
    });
    const where = {
      ...(box && { box: box.join() }),
      ...(state && { state }),
      ...(cell && { cell }),
      ...(neighbours && { neighbours }),
    };
    const filters = { ...asked, ...where };
    const audit = { action: 'incidents-read', filters, rows: rows.length } as const;
    return { bytes: encodeIncidents(rows), type: ARROW_STREAM, audit };
  },
});

/** An H3 index names its resolution in its second digit. */
function cellsOf(h3: string | undefined, withNeighbours: boolean): Where['cells'] {
  if (h3 === undefined) return undefined;
  return { h3: withNeighbours ? cellsAround(h3) : [h3], resolution: Number(h3[1]) as Resolution };
}

export const incident = defineRoute({
  method: 'get',
  path: '/api/incidents/{id}',
  summary: 'One incident: its reports, how its place was found and how precise that is',
  required: 'incidents.read',
  query: noQuerySchema,
  pathParameters: incidentPathSchema,
  answer: incidentDetailSchema,
  // It changes when a reason opens its reports, and when that hour is over.
  cacheable: false,
  handle: async ({ database, now }, { path: { id }, reader, status }) => {
    const disclosure = disclosureOf(reader, status.shownUntil);
    const row = await readIncident(database.pool, disclosure, id);
    if (!row) throw new RequestError(404, 'not_found', `no incident ${id}`);
    const { corridorId, corridorName, corridorKm, corridorOffsetM, reportsTotal, ...rest } = row;
    const until = may(reader, 'reports.open') ? await readAccess(database.pool, reader, id, now()) : null;
    const opened =
      until && (await readReports(database.pool, { disclosure, agencyId: reader.agencyId }, id, now()));
    const corridor =
      corridorId === null
        ? null
        : { corridorId, name: corridorName, km: corridorKm, offsetM: corridorOffsetM };
    const place =
      rest.lon === null
        ? null
        : {
            lon: rest.lon,
            lat: rest.lat,
            precision: rest.precision,
            radiusM: rest.radiusM,
            stateCode: rest.stateCode || null,
            corridor,
            rule: rest.placeRule,
            matches: rest.placeMatches,
            score: rest.placeScore,
          };
    const detail = {
      ...rest,
      place,
      unplacedReason: rest.lon === null ? rest.placeReason : null,
      reports: opened ? opened.reports : [],
      reportsTotal,
      reportsWithheld: opened ? opened.withheld : 0,
      reportsOpenUntil: until?.toISOString() ?? null,
    };
    // The schema drops what is not of the wire; a value it refuses is a bug, and better not sent.
    return { json: incidentDetailSchema.parse(detail) satisfies IncidentDetail };
  },
});

export const openReports = defineRoute({
  method: 'post',
  path: '/api/incidents/{id}/reports/open',
  summary: 'Opens the reports of an incident for an hour, for a reason that is kept',
  required: 'reports.open',
  query: noQuerySchema,
  pathParameters: incidentPathSchema,
  body: openReportsBodySchema,
  answer: openReportsSchema,
  cacheable: false,
  handle: async ({ database, now }, input) => {
    const { reader, body } = input;
    const { id } = input.path;
    const row = await readIncident(database.pool, disclosureOf(reader, input.status.shownUntil), id);
    if (!row) throw new RequestError(404, 'not_found', `no incident ${id}`);
    const at = now();
    const { until } = await database.transaction(async (db) => {
      const opened = await openForReader(db, reader, id, body.reason, at);
      const subject = { kind: 'incident', id: String(id) };
      await audited(db, input, { action: 'report-opened', subject, reason: body.reason }, at);
      return opened;
    });
    return { json: { until: until.toISOString() } };
  },
});
