import { tableFromArrays, tableToIPC } from 'apache-arrow';
import type { IncidentRow } from '../data/incidents.ts';
import { CRIMES, HAZARDS, INCIDENT_KINDS, PRECISIONS } from '../domain/taxonomy.ts';
import { type INCIDENT_COLUMNS, NO_INDEX } from '../domain/wire.ts';

/** Incidents as an Arrow IPC stream: one typed array a column (domain/wire.ts). */
export function encodeIncidents(rows: readonly IncidentRow[]): Uint8Array {
  const n = rows.length;
  const columns = {
    id: new Int32Array(n),
    lon: new Float32Array(n),
    lat: new Float32Array(n),
    day: new Int32Array(n),
    lastDay: new Int32Array(n),
    kind: new Uint8Array(n),
    crime: new Uint8Array(n),
    crimes: new Uint16Array(n),
    perpetrators: new Uint8Array(n),
    hazard: new Uint8Array(n),
    precision: new Uint8Array(n),
    radiusM: new Uint32Array(n),
    state: new Uint8Array(n),
    synthetic: new Uint8Array(n),
  } satisfies Record<(typeof INCIDENT_COLUMNS)[number], unknown>;
  rows.forEach((row, i) => {
    columns.id[i] = row[0];
    columns.lon[i] = row[1];
    columns.lat[i] = row[2];
    columns.day[i] = row[3];
    columns.kind[i] = indexIn(INCIDENT_KINDS, row[4]);
    columns.crime[i] = indexIn(CRIMES, row[5]);
    columns.crimes[i] = row[6];
    columns.perpetrators[i] = row[7];
    columns.hazard[i] = indexIn(HAZARDS, row[8]);
    columns.precision[i] = indexIn(PRECISIONS, row[9]);
    columns.radiusM[i] = Math.round(row[10]);
    columns.state[i] = Number(row[11]);
    columns.synthetic[i] = row[12] ? 1 : 0;
    columns.lastDay[i] = row[13];
  });
  return tableToIPC(tableFromArrays(columns), 'stream');
}

function indexIn(words: readonly string[], word: string | null): number {
  const index = word === null ? -1 : words.indexOf(word);
  return index < 0 ? NO_INDEX : index;
}
