import { Table, tableFromArrays, tableToIPC } from 'apache-arrow';
import { INCIDENT_COLUMNS, NO_INDEX } from '../../domain/wire.ts';
import { decodeIncidents } from '../../web/data/decodeIncidents.ts';
import type { IncidentTable } from '../../web/data/incidentTable.ts';

type Column = (typeof INCIDENT_COLUMNS)[number];
type Row = Partial<Record<Column, number>>;

const TYPES = {
  id: Int32Array,
  lon: Float32Array,
  lat: Float32Array,
  day: Int32Array,
  lastDay: Int32Array,
  kind: Uint8Array,
  crime: Uint8Array,
  crimes: Uint16Array,
  perpetrators: Uint8Array,
  hazard: Uint8Array,
  precision: Uint8Array,
  radiusM: Uint32Array,
  state: Uint8Array,
  synthetic: Uint8Array,
} as const satisfies Record<Column, unknown>;

/** The bytes that `/api/incidents` would answer for these rows; what a row leaves out is 0, indices are absent. */
export function incidentBytes(rows: readonly Row[], without: readonly Column[] = []): ArrayBuffer {
  const columns = INCIDENT_COLUMNS.filter((name) => !without.includes(name)).map((name) => {
    const absent = name === 'crime' || name === 'hazard' ? NO_INDEX : 0;
    return [
      name,
      TYPES[name].from(rows.map((row) => row[name] ?? (name === 'lastDay' ? row.day : undefined) ?? absent)),
    ] as const;
  });
  const bytes = tableToIPC(new Table(tableFromArrays(Object.fromEntries(columns)).batches), 'stream');
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
}

/** A table as the page has it after decoding the wire. */
export function incidentTable(rows: readonly Row[]): IncidentTable {
  return decodeIncidents(incidentBytes(rows));
}
