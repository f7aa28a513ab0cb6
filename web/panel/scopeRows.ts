import type { IncidentTable } from '../data/incidentTable.ts';
import { rowsInCell } from '../map/cellFeatures.ts';
import { rowsAtSpot } from '../map/spots.ts';
import type { Scope } from '../view/view.ts';

/** Rows that belong to a scope, newest first; null where the table can't tell (a stretch: the server counts it). */
export function rowsOfScope(table: IncidentTable, scope: Scope): number[] | null {
  const rows = unsortedRows(table, scope);
  if (!rows) return null;
  return rows.sort((a, b) => (table.day[b] as number) - (table.day[a] as number) || a - b);
}

function unsortedRows(table: IncidentTable, scope: Scope): number[] | null {
  switch (scope.kind) {
    case 'state': {
      const code = Number(scope.id);
      const rows: number[] = [];
      for (let row = 0; row < table.length; row++) if (table.state[row] === code) rows.push(row);
      return rows;
    }
    case 'cell':
      return rowsInCell(table, scope.id);
    case 'spot':
      return rowsAtSpot(table, scope.id);
    case 'stretch':
      return null;
  }
}
