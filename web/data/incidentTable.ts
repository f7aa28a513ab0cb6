/** Incidents as columns of equal length, one typed array each; units and vocabularies as in domain/wire.ts. */
export interface IncidentTable {
  length: number;
  id: Int32Array;
  lon: Float32Array;
  lat: Float32Array;
  /** First and last possible day, since 1970-01-01, UTC. */
  day: Int32Array;
  lastDay: Int32Array;
  kind: Uint8Array;
  crime: Uint8Array;
  crimes: Uint16Array;
  perpetrators: Uint8Array;
  hazard: Uint8Array;
  precision: Uint8Array;
  radiusM: Uint32Array;
  state: Uint8Array;
  synthetic: Uint8Array;
}

/** A table of nothing, for a reader who may see no incidents one by one. */
export function emptyIncidents(): IncidentTable {
  return {
    length: 0,
    id: new Int32Array(0),
    lon: new Float32Array(0),
    lat: new Float32Array(0),
    day: new Int32Array(0),
    lastDay: new Int32Array(0),
    kind: new Uint8Array(0),
    crime: new Uint8Array(0),
    crimes: new Uint16Array(0),
    perpetrators: new Uint8Array(0),
    hazard: new Uint8Array(0),
    precision: new Uint8Array(0),
    radiusM: new Uint32Array(0),
    state: new Uint8Array(0),
    synthetic: new Uint8Array(0),
  };
}

/** The rows whose date touches the days from `from` to `to` (since 1970-01-01, both included), as the server's filter has it. */
export function rowsWithin(table: IncidentTable, { from, to }: { from: number; to: number }): IncidentTable {
  if (from === Number.NEGATIVE_INFINITY && to === Number.POSITIVE_INFINITY) return table;
  const { day, lastDay } = table;
  const rows: number[] = [];
  for (let row = 0; row < table.length; row++) {
    if ((lastDay[row] as number) >= from && (day[row] as number) <= to) rows.push(row);
  }
  return {
    length: rows.length,
    id: Int32Array.from(rows, (row) => table.id[row] as number),
    lon: Float32Array.from(rows, (row) => table.lon[row] as number),
    lat: Float32Array.from(rows, (row) => table.lat[row] as number),
    day: Int32Array.from(rows, (row) => day[row] as number),
    lastDay: Int32Array.from(rows, (row) => lastDay[row] as number),
    kind: Uint8Array.from(rows, (row) => table.kind[row] as number),
    crime: Uint8Array.from(rows, (row) => table.crime[row] as number),
    crimes: Uint16Array.from(rows, (row) => table.crimes[row] as number),
    perpetrators: Uint8Array.from(rows, (row) => table.perpetrators[row] as number),
    hazard: Uint8Array.from(rows, (row) => table.hazard[row] as number),
    precision: Uint8Array.from(rows, (row) => table.precision[row] as number),
    radiusM: Uint32Array.from(rows, (row) => table.radiusM[row] as number),
    state: Uint8Array.from(rows, (row) => table.state[row] as number),
    synthetic: Uint8Array.from(rows, (row) => table.synthetic[row] as number),
  };
}
