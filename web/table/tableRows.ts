import type { Cells } from '../../api/contract.ts';
import type { HotspotsFound } from '../../api/contract-hotspots.ts';
import type { SegmentsRisk } from '../../api/contract-network.ts';
import { isoDayOf } from '../../domain/days.ts';
import { STATES } from '../../domain/states.ts';
import { PRECISIONS } from '../../domain/taxonomy.ts';
import type { IncidentTable } from '../data/incidentTable.ts';
import type { Snapshot } from '../data/snapshot.ts';
import type { Words } from '../format.ts';
import { type About, aboutRow } from '../panel/rows.ts';
import { stretchEnds } from '../panel/stretchEnds.ts';
import type { Scope, TableKind } from '../view/view.ts';
import { hotspotRows, scoreRows } from './dangerRows.ts';

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
    | 'radius'
    | 'near'
    | 'class'
    | 'z'
    | 'q'
    | 'stability'
    | 'around'
    | 'expected'
    | 'count'
    | 'pattern'
    | 'score'
    | 'low'
    | 'high'
    | 'n';
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

/** What the map is drawn from; null: not there, or not on this page. */
export interface TableSource {
  snapshot: Snapshot;
  cells: Cells | null;
  hotspots: HotspotsFound | null;
  risk: SegmentsRisk | null;
}

export const text = (id: Column['id']): Column => ({ id, isNumber: false });
export const figure = (id: Column['id']): Column => ({ id, isNumber: true });

/** What the map shows, as rows: one for each thing that can be chosen there; null where it is not there to be told. */
export function tableContent(
  kind: TableKind,
  source: TableSource,
  words: Words,
  aboutText: (about: About) => string,
  middleOf: (cell: string) => { lon: number; lat: number },
): TableContent | null {
  const { snapshot, cells, hotspots, risk } = source;
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
      return stretchRows(source, words);
    case 'cells':
      return (
        cells && {
          columns: [text('cell'), figure('crimes'), figure('hazards')],
          rows: cells.cells.map((cell, i) => ({
            key: cell,
            values: [cell, cells.crimesPerCell[i] ?? 0, cells.hazardsPerCell[i] ?? 0],
            scope: { kind: 'cell', id: cell },
            incidentId: null,
            ...middleOf(cell),
          })),
        }
      );
    case 'hotspots':
      return hotspots && hotspotRows(hotspots, source, words, middleOf);
    case 'scores':
      return risk && scoreRows(risk, source, words);
    case 'incidents':
      return isListThere(snapshot) ? incidentRows(snapshot.incidents, words, aboutText) : null;
  }
}

/** Whether the list of incidents is this reader's, and of what is asked now. */
export function isListThere({ withheld, isListed, list }: Snapshot): boolean {
  return !withheld && isListed && list.value !== null && !list.loading;
}

function stretchRows({ snapshot, risk }: TableSource, words: Words): TableContent {
  const statusOf = new Map(risk?.stretches.map(({ id, status }) => [id, status]));
  // Before it is known where nobody tells, no zero may look like one that is.
  const silence = (id: string) => {
    if (!statusOf.has(id)) return words.t('table:noDataUnknown');
    return statusOf.get(id) === 'no-data' ? words.t('table:noDataHere') : '';
  };
  return {
    columns: [text('name'), figure('crimes'), figure('hazards'), text('noData'), text('corridor')],
    rows: snapshot.corridors.corridors.flatMap((corridor) =>
      corridor.stretches.map((stretch) => ({
        key: stretch.id,
        values: [
          words.t('stretch.name', stretchEnds(words, stretch)),
          stretch.crimes,
          stretch.hazards,
          silence(stretch.id),
          corridor.name,
        ],
        scope: { kind: 'stretch' as const, id: stretch.id },
        incidentId: null,
        ...middleOfLine(stretch.line),
      })),
    ),
  };
}

/** The position in the middle of a line's list of positions. */
export function middleOfLine(line: readonly (readonly number[])[]): { lon: number; lat: number } {
  const [lon = 0, lat = 0] = line[line.length >> 1] ?? [];
  return { lon, lat };
}

function incidentRows(
  incidents: IncidentTable,
  words: Words,
  aboutText: (about: About) => string,
): TableContent {
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

/** Rows by a column: numbers by size, words by the alphabet of the language, what has none last; equal ones keep their order. */
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
  return [...rows].sort((one, other) => {
    const [a, b] = [one.values[index] as Value, other.values[index] as Value];
    if (a === '' || b === '') return Number(a === '') - Number(b === '');
    return sign * compare(a, b);
  });
}
