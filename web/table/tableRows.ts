import type { Cells } from '../../api/contract.ts';
import { isoDayOf } from '../../domain/days.ts';
import { STATES } from '../../domain/states.ts';
import { PRECISIONS } from '../../domain/taxonomy.ts';
import type { Snapshot } from '../data/snapshot.ts';
import type { Words } from '../format.ts';
import { type About, aboutRow } from '../panel/rows.ts';
import { stretchEnds } from '../panel/stretchEnds.ts';
import type { Scope, TableKind } from '../view/view.ts';

export type Value = string | number;

export interface Column {
  id:
    | 'name'
    | 'corridor'
    | 'cell'
    | 'crimes'
    | 'hazards'
    | 'noData'
    | 'day'
    | 'what'
    | 'state'
    | 'precision'
    | 'radius';
  isNumber: boolean;
}

export interface TableRow {
  key: string;
  values: readonly Value[];
  /** What it selects on the map: a scope or an incident. */
  scope: Scope | null;
  incidentId: number | null;
  lon: number;
  lat: number;
}

export interface TableContent {
  columns: readonly Column[];
  rows: readonly TableRow[];
}

const text = (id: Column['id']): Column => ({ id, isNumber: false });
const figure = (id: Column['id']): Column => ({ id, isNumber: true });

/** What the map shows, as rows: one for each thing that can be chosen there. */
export function tableContent(
  kind: TableKind,
  snapshot: Snapshot,
  cells: Cells | null,
  words: Words,
  aboutText: (about: About) => string,
  middleOf: (cell: string) => { lon: number; lat: number },
): TableContent {
  switch (kind) {
    case 'states': {
      const silent = new Set(
        snapshot.coverage?.states.filter((s) => s.isWithoutData).map(({ code }) => code),
      );
      return {
        columns: [text('name'), figure('crimes'), figure('hazards'), text('noData')],
        rows: snapshot.states.states.map(({ code, name, crimes, hazards, lon, lat }) => ({
          key: code,
          values: [name, crimes, hazards, silent.has(code) ? words.t('table:noDataHere') : ''],
          scope: { kind: 'state', id: code },
          incidentId: null,
          lon,
          lat,
        })),
      };
    }
    case 'stretches':
      return {
        columns: [text('name'), figure('crimes'), figure('hazards'), text('corridor')],
        rows: snapshot.corridors.corridors.flatMap((corridor) =>
          corridor.stretches.map((stretch) => {
            const [lon, lat] = stretch.line[stretch.line.length >> 1] ?? [0, 0];
            return {
              key: stretch.id,
              values: [
                words.t('stretch.name', stretchEnds(words, stretch)),
                stretch.crimes,
                stretch.hazards,
                corridor.name,
              ],
              scope: { kind: 'stretch' as const, id: stretch.id },
              incidentId: null,
              lon,
              lat,
            };
          }),
        ),
      };
    case 'cells':
      return {
        columns: [text('cell'), figure('crimes'), figure('hazards')],
        rows: (cells?.cells ?? []).map((cell, i) => ({
          key: cell,
          values: [cell, cells?.crimesPerCell[i] ?? 0, cells?.hazardsPerCell[i] ?? 0],
          scope: { kind: 'cell', id: cell },
          incidentId: null,
          ...middleOf(cell),
        })),
      };
    case 'incidents': {
      const { incidents } = snapshot;
      const names = new Map(STATES.map(({ code, name }) => [Number(code), name]));
      return {
        columns: [text('day'), text('what'), text('state'), text('precision'), figure('radius')],
        rows: Array.from(incidents.id, (id, row) => ({
          key: String(id),
          values: [
            isoDayOf(incidents.day[row] as number),
            aboutText(aboutRow(incidents, row)),
            names.get(incidents.state[row] as number) ?? '',
            words.t(`taxonomy:precision.${PRECISIONS[incidents.precision[row] as number] ?? 'state'}`),
            incidents.radiusM[row] as number,
          ],
          scope: null,
          incidentId: id,
          lon: incidents.lon[row] as number,
          lat: incidents.lat[row] as number,
        })),
      };
    }
  }
}

/** Rows by a column: numbers by size, words by the alphabet of the language; equal ones keep their order. */
export function sortedRows(
  { columns, rows }: TableContent,
  column: Column['id'],
  isDescending: boolean,
  language: string,
): TableRow[] {
  const index = columns.findIndex(({ id }) => id === column);
  if (index < 0) return [...rows];
  const collator = new Intl.Collator(language);
  const compare = (a: Value, b: Value) =>
    typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b));
  const sign = isDescending ? -1 : 1;
  return [...rows].sort((a, b) => sign * compare(a.values[index] as Value, b.values[index] as Value));
}
