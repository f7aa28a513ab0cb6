import { tableFromIPC } from 'apache-arrow';
import type { INCIDENT_COLUMNS } from '../../domain/wire.ts';

/** Incidents as columns of equal length, one typed array each; units and vocabularies as in domain/wire.ts. */
export interface IncidentTable {
  length: number;
  id: Int32Array;
  lon: Float32Array;
  lat: Float32Array;
  /** Days since 1970-01-01, UTC. */
  day: Int32Array;
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

/** Decodes the Arrow IPC stream of `/api/incidents`. Throws when a column is missing: then page and server differ. */
export function decodeIncidents(bytes: ArrayBuffer): IncidentTable {
  const table = tableFromIPC(new Uint8Array(bytes));
  const column = (name: (typeof INCIDENT_COLUMNS)[number]) => {
    const vector = table.getChild(name);
    if (!vector) throw new Error(`the answer lacks the column ${name}`);
    // An empty stream has no batches; Arrow then answers an empty array of the column's own type.
    return vector.toArray();
  };
  return {
    length: table.numRows,
    id: column('id'),
    lon: column('lon'),
    lat: column('lat'),
    day: column('day'),
    kind: column('kind'),
    crime: column('crime'),
    crimes: column('crimes'),
    perpetrators: column('perpetrators'),
    hazard: column('hazard'),
    precision: column('precision'),
    radiusM: column('radiusM'),
    state: column('state'),
    synthetic: column('synthetic'),
  };
}

/** A table of nothing, for a reader who may see no incidents one by one. */
export function emptyIncidents(): IncidentTable {
  return {
    length: 0,
    id: new Int32Array(0),
    lon: new Float32Array(0),
    lat: new Float32Array(0),
    day: new Int32Array(0),
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
