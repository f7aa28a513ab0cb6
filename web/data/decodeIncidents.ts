import { tableFromIPC } from 'apache-arrow';
import type { INCIDENT_COLUMNS } from '../../domain/wire.ts';
import type { IncidentTable } from './incidentTable.ts';

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
    lastDay: column('lastDay'),
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
