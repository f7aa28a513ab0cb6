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
  private readonly rows: number[] = [];
  private readonly counts: number[] = [];

  constructor(table: IncidentTable) {
    this.table = table;
  }

  add(row: number): void {
    const { lon, lat, radiusM } = this.table;
    const key = `${lon[row]},${lat[row]},${radiusM[row]}`;
    const index = this.indexOf.get(key);
    if (index === undefined) {
      this.indexOf.set(key, this.rows.length);
      this.rows.push(row);
      this.counts.push(1);
    } else {
      this.counts[index] = (this.counts[index] as number) + 1;
    }
  }

  /** Largest radius first, so that a small circle lies on top of a large one and can be hit. */
  spots(): Spots {
    const { lon, lat, radiusM } = this.table;
    const order = this.rows.map((_, index) => index);
    order.sort(
      (a, b) => (radiusM[this.rows[b] as number] as number) - (radiusM[this.rows[a] as number] as number),
    );
    const rows = order.map((index) => this.rows[index] as number);
    const positions = new Float32Array(rows.length * 2);
    const radii = new Uint32Array(rows.length);
    rows.forEach((row, i) => {
      positions[2 * i] = lon[row] as number;
      positions[2 * i + 1] = lat[row] as number;
      radii[i] = radiusM[row] as number;
    });
    return {
      length: rows.length,
      positions,
      radiusM: radii,
      counts: Uint32Array.from(order, (index) => this.counts[index] as number),
      firstRow: Uint32Array.from(rows),
    };
  }
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
