import { INCIDENT_KINDS, PRECISIONS } from '../../domain/taxonomy.ts';
import type { IncidentTable } from '../data/incidentTable.ts';

/**
 * Spots: incidents of one kind that share one point and one radius. Geocoded text puts many incidents on the
 * same town; drawn one over another they would look like one, so a spot is drawn once, sized by its count.
 */
export interface Spots {
  length: number;
  /** lon, lat by turns, degrees. */
  positions: Float32Array;
  radiusM: Uint32Array;
  /** Incidents in each spot. */
  counts: Uint32Array;
  /** Row of each spot's first incident in the table. */
  firstRow: Uint32Array;
  /** Days of the incidents of spot i from `offsets[i]` on, up to `offsets[i + 1]`: each column sorted for itself. */
  offsets: Uint32Array;
  firstDays: Int32Array;
  lastDays: Int32Array;
}

/** Crimes and hazards, each split by how well the place is known. */
export interface SpotLayers {
  /** Crimes known to the point or the locality: dots. */
  incidents: Spots;
  /** Crimes known to the municipality or the state only: soft circles of their radius. */
  areas: Spots;
  /** Hazards known to the point or the locality: diamonds. */
  hazards: Spots;
  /** Hazards known to the municipality or the state only. */
  hazardAreas: Spots;
}

const HAZARD = INCIDENT_KINDS.indexOf('hazard');
const FIRST_VAGUE = PRECISIONS.indexOf('municipality');

/** All incidents as spots, the widest first: what one sees from near. */
export function groupSpots(table: IncidentTable): SpotLayers {
  return group(table, (row) => (table.precision[row] as number) >= FIRST_VAGUE);
}

/** Only the incidents that no hexagon counts, their radius being larger than it claims: what one sees from afar. */
export function groupVague(table: IncidentTable, cellRadiusLimitM: number): SpotLayers {
  const isVague = (row: number) => (table.radiusM[row] as number) > cellRadiusLimitM;
  return group(table, isVague, isVague);
}

function group(
  table: IncidentTable,
  isVague: (row: number) => boolean,
  isWanted: (row: number) => boolean = () => true,
): SpotLayers {
  const grouping = () => new Grouping(table);
  const groups = { incidents: grouping(), areas: grouping(), hazards: grouping(), hazardAreas: grouping() };
  for (let row = 0; row < table.length; row++) {
    if (!isWanted(row)) continue;
    if (table.kind[row] === HAZARD) (isVague(row) ? groups.hazardAreas : groups.hazards).add(row);
    else (isVague(row) ? groups.areas : groups.incidents).add(row);
  }
  return {
    incidents: groups.incidents.spots(),
    areas: groups.areas.spots(),
    hazards: groups.hazards.spots(),
    hazardAreas: groups.hazardAreas.spots(),
  };
}

class Grouping {
  private readonly table: IncidentTable;
  private readonly indexOf = new Map<string, number>();
  private readonly rows: number[][] = [];

  constructor(table: IncidentTable) {
    this.table = table;
  }

  add(row: number): void {
    const { lon, lat, radiusM } = this.table;
    const key = `${lon[row]},${lat[row]},${radiusM[row]}`;
    const index = this.indexOf.get(key);
    if (index === undefined) {
      this.indexOf.set(key, this.rows.length);
      this.rows.push([row]);
    } else {
      (this.rows[index] as number[]).push(row);
    }
  }

  /** Largest radius first, so that a small circle lies on top of a large one and can be hit. */
  spots(): Spots {
    const { lon, lat, radiusM, day, lastDay } = this.table;
    const radiusOf = ([row]: number[]) => radiusM[row as number] as number;
    const groups = [...this.rows].sort((a, b) => radiusOf(b) - radiusOf(a));
    const { length } = groups;
    const total = groups.reduce((sum, rows) => sum + rows.length, 0);
    const spots: Spots = {
      length,
      positions: new Float32Array(length * 2),
      radiusM: Uint32Array.from(groups, radiusOf),
      counts: Uint32Array.from(groups, (rows) => rows.length),
      firstRow: Uint32Array.from(groups, (rows) => rows[0] as number),
      offsets: new Uint32Array(length + 1),
      firstDays: new Int32Array(total),
      lastDays: new Int32Array(total),
    };
    let offset = 0;
    groups.forEach((rows, i) => {
      spots.positions[2 * i] = lon[rows[0] as number] as number;
      spots.positions[2 * i + 1] = lat[rows[0] as number] as number;
      rows.forEach((row, k) => {
        spots.firstDays[offset + k] = day[row] as number;
        spots.lastDays[offset + k] = lastDay[row] as number;
      });
      const end = offset + rows.length;
      spots.firstDays.subarray(offset, end).sort();
      spots.lastDays.subarray(offset, end).sort();
      offset = end;
      spots.offsets[i + 1] = offset;
    });
    return spots;
  }
}

/**
 * How many incidents of each spot touch a window of days: those that begin by its end, less those that were over
 * before it began.
 */
export function countsWithin(spots: Spots, { from, to }: { from: number; to: number }): Uint32Array {
  const counts = new Uint32Array(spots.length);
  for (let i = 0; i < spots.length; i++) {
    const start = spots.offsets[i] as number;
    const end = spots.offsets[i + 1] as number;
    counts[i] =
      lowerBound(spots.firstDays, start, end, to + 1) - lowerBound(spots.lastDays, start, end, from);
  }
  return counts;
}

/** Index of the first entry of a sorted stretch that is at least `value`; its end where none is. */
function lowerBound(sorted: Int32Array, start: number, end: number, value: number): number {
  let low = start;
  let high = end;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The name of a spot in links: its point to five decimals (about a metre), as `lon,lat`. */
export function spotId(lon: number, lat: number): string {
  return `${lon.toFixed(5)},${lat.toFixed(5)}`;
}

/** Rows of the table at a spot, of both kinds and every radius. */
export function rowsAtSpot(table: IncidentTable, id: string): number[] {
  const rows: number[] = [];
  for (let row = 0; row < table.length; row++) {
    if (spotId(table.lon[row] as number, table.lat[row] as number) === id) rows.push(row);
  }
  return rows;
}
