import { CRIMES, type Crime, HAZARDS, type Hazard, INCIDENT_KINDS } from '../../domain/taxonomy.ts';
import type { IncidentTable } from '../data/incidentTable.ts';

/** What a row of the table is about: its principal crime, or its hazard. */
export type About = { kind: 'crime'; crime: Crime | null } | { kind: 'hazard'; hazard: Hazard | null };

/** The principal crime or the hazard of a row; null where the index names none. */
export function aboutRow(table: IncidentTable, row: number): About {
  if (INCIDENT_KINDS[table.kind[row] as number] === 'hazard') {
    return { kind: 'hazard', hazard: HAZARDS[table.hazard[row] as number] ?? null };
  }
  return { kind: 'crime', crime: CRIMES[table.crime[row] as number] ?? null };
}

/** How often each principal crime occurs among the rows, most frequent first; hazards are left out. */
export function crimeCounts(
  table: IncidentTable,
  rows: readonly number[] | null,
): { crime: Crime; count: number }[] {
  const counts = new Uint32Array(CRIMES.length);
  const count = (row: number) => {
    const crime = table.crime[row] as number;
    if (crime < CRIMES.length) counts[crime] = (counts[crime] as number) + 1;
  };
  if (rows) for (const row of rows) count(row);
  else for (let row = 0; row < table.length; row++) count(row);
  return CRIMES.map((crime, i) => ({ crime, count: counts[i] as number }))
    .filter(({ count: n }) => n > 0)
    .sort((a, b) => b.count - a.count);
}
