import { tableFromArrays, tableToIPC } from 'apache-arrow';
import type { PatternRow } from '../data/pattern-rows.ts';
import type { RailNetwork } from '../domain/network/rail.ts';
import {
  BORDER_BANDS,
  type BorderLines,
  borderBand,
  RAIL_BANDS,
  railBand,
} from '../domain/patterns/bands.ts';
import {
  emptyColumns,
  NO_CORRIDOR,
  PATTERN_COLUMN_NAMES,
  type PatternColumns,
} from '../domain/patterns/columns.ts';
import { railDistance } from '../domain/patterns/rail-distance.ts';
import { CRIMES, HAZARDS, HOW_KNOWN, INCIDENT_KINDS, PERPETRATORS, PLACE_TYPES } from '../domain/taxonomy.ts';
import { NO_INDEX } from '../domain/wire.ts';

/** Rows as columns, each place set against borders and rail once. */
export function patternColumns(
  rows: readonly PatternRow[],
  network: RailNetwork,
  borders: BorderLines,
): PatternColumns {
  const columns = emptyColumns(rows.length);
  const bandsAt = rememberBands(network, borders);
  const corridorAt = new Map(network.corridorIds.map((id, at) => [id, at]));
  rows.forEach((row, i) => {
    const [firstDay, lastDay, kind, hazard, crime, crimes, perpetrator, perpetrators] = row;
    const [placeType, howKnown, state, lon, lat, radiusM, synthetic, corridorId, dayParts] = row.slice(
      8,
    ) as LaterCells;
    columns.firstDay[i] = firstDay;
    columns.lastDay[i] = lastDay;
    columns.kind[i] = indexIn(INCIDENT_KINDS, kind);
    columns.hazard[i] = indexIn(HAZARDS, hazard);
    columns.crime[i] = indexIn(CRIMES, crime);
    columns.crimes[i] = crimes;
    columns.perpetrator[i] = indexIn(PERPETRATORS, perpetrator);
    columns.perpetrators[i] = perpetrators;
    columns.placeType[i] = indexIn(PLACE_TYPES, placeType);
    columns.howKnown[i] = indexIn(HOW_KNOWN, howKnown);
    columns.state[i] = Number(state);
    [columns.border[i], columns.rail[i]] = bandsAt(lon, lat, radiusM);
    columns.corridor[i] = corridorAt.get(corridorId ?? '') ?? NO_CORRIDOR;
    columns.dayParts[i] = dayParts;
    columns.synthetic[i] = synthetic ? 1 : 0;
  });
  return columns;
}

type LaterCells = [
  placeType: string,
  howKnown: string,
  state: string,
  lon: number | null,
  lat: number | null,
  radiusM: number | null,
  synthetic: boolean,
  corridorId: string | null,
  dayParts: number,
];

/** The columns as an Arrow IPC stream. */
export function encodePatternColumns(columns: PatternColumns): Uint8Array {
  const named = Object.fromEntries(PATTERN_COLUMN_NAMES.map((name) => [name, columns[name]]));
  return tableToIPC(tableFromArrays(named), 'stream');
}

/** Many incidents share a place: a town's point is measured once. */
function rememberBands(network: RailNetwork, borders: BorderLines) {
  const known = new Map<string, [number, number]>();
  const distance = railDistance(network);
  const vague: [number, number] = [BORDER_BANDS.indexOf('vague'), RAIL_BANDS.indexOf('vague')];
  return (lon: number | null, lat: number | null, radiusM: number | null): [number, number] => {
    if (lon === null || lat === null) return vague;
    const key = `${lon} ${lat} ${radiusM}`;
    const found = known.get(key);
    if (found) return found;
    const border = borderBand({ lon, lat }, radiusM, borders);
    const bands: [number, number] = [
      BORDER_BANDS.indexOf(border),
      RAIL_BANDS.indexOf(railBand(distance(lon, lat), radiusM)),
    ];
    known.set(key, bands);
    return bands;
  };
}

function indexIn(words: readonly string[], word: string | null): number {
  const index = word === null ? -1 : words.indexOf(word);
  return index < 0 ? NO_INDEX : index;
}
