import { listIncidents, readIncident, readReports } from '../../data/incidents.ts';
import { ARROW_STREAM } from '../../domain/wire.ts';
import {
  type IncidentDetail,
  incidentDetailSchema,
  incidentListQuerySchema,
  incidentPathSchema,
  noQuerySchema,
} from '../contract.ts';
import { RequestError } from '../errors.ts';
import { encodeIncidents } from '../incident-columns.ts';
import { defineRoute } from '../route.ts';
import { withAsOf } from '../summary.ts';

export const incidents = defineRoute({
  method: 'get',
  path: '/api/incidents',
  summary: 'Placed incidents, newest first, as columns (Arrow IPC stream)',
  required: 'incidents.read',
  query: incidentListQuerySchema,
  pathParameters: noQuerySchema,
  answer: ARROW_STREAM,
  cacheable: true,
  handle: async ({ database }, { query: { limit, ...filter }, status }) => {
    const rows = await listIncidents(database.pool, withAsOf(filter, status), limit);
    return { bytes: encodeIncidents(rows), type: ARROW_STREAM };
  },
});

export const incident = defineRoute({
  method: 'get',
  path: '/api/incidents/{id}',
  summary: 'One incident: its reports, how its place was found and how precise that is',
  required: 'incidents.read',
  query: noQuerySchema,
  pathParameters: incidentPathSchema,
  answer: incidentDetailSchema,
  cacheable: true,
  handle: async ({ database }, { path: { id } }) => {
    const row = await readIncident(database.pool, id);
    if (!row) throw new RequestError(404, 'not_found', `no incident ${id}`);
    const { corridorId, corridorName, corridorKm, corridorOffsetM, ...rest } = row;
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
      reports: await readReports(database.pool, id),
    };
    // The schema drops what is not of the wire; a value it refuses is a bug, and better not sent.
    return { json: incidentDetailSchema.parse(detail) satisfies IncidentDetail };
  },
});
