/**
 * What both ends of the wire must agree on at run time. It lives here, not in api/contract.ts, so that the page
 * can have it without bundling zod.
 */

/** `GET /api/incidents` answers an Arrow IPC stream with these columns; absent indices are NO_INDEX. */
export const INCIDENT_COLUMNS = [
  'id', // Int32
  'lon', // Float32, degrees
  'lat', // Float32, degrees
  'day', // Int32, first possible day since 1970-01-01
  'lastDay', // Int32, last possible day
  'kind', // Uint8, index in INCIDENT_KINDS
  'crime', // Uint8, principal crime, index in CRIMES
  'crimes', // Uint16, bit mask over CRIMES
  'perpetrators', // Uint8, bit mask over PERPETRATORS
  'hazard', // Uint8, index in HAZARDS
  'precision', // Uint8, index in PRECISIONS
  'radiusM', // Uint32, metres
  'state', // Uint8, INEGI code as a number, 0 outside Mexico
  'synthetic', // Uint8, 1 when the incident is invented
] as const;

export const NO_INDEX = 255;
export const ARROW_STREAM = 'application/vnd.apache.arrow.stream';
