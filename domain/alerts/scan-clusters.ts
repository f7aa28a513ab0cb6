import { cellToLatLng, gridDisk, latLngToCell } from 'h3-js';
import { distanceM } from '../geocoding/sphere.ts';
import { RESOLUTION_EDGE_M } from '../hexagons.ts';
import {
  SCAN_HISTORY_DAYS,
  SCAN_RADIUS_M,
  scanIncidents,
  USUAL_SCAN,
} from '../statistics/scan/scan-incidents.ts';
import type { Cluster } from './clusters.ts';
import type { AlertIncidents } from './incidents.ts';
import type { RuleCondition } from './rule.ts';

const CELL_RESOLUTION = 4;

/**
 * Clusters of the prospective scan as places of an alert: the hexagons whose middle lies in the circle, so that the
 * next look can tell whether it is the same. The same incidents, history and seed as the page of signals. No clusters also where the scan has no answer.
 */
export function scanClusters(
  condition: Extract<RuleCondition, { kind: 'scan' }>,
  incidents: AlertIncidents,
  eligible: Uint8Array,
  endDay: number,
  firstDataDay: number,
): Cluster[] {
  const known = Array.from(eligible.keys()).filter(
    (i) =>
      eligible[i] === 1 &&
      incidents.radiusM[i] <= SCAN_RADIUS_M &&
      incidents.lastDay[i] === incidents.firstDay[i] &&
      incidents.firstDay[i] <= endDay &&
      incidents.firstDay[i] > endDay - SCAN_HISTORY_DAYS,
  );
  const found = scanIncidents(
    {
      day: Int32Array.from(known, (i) => incidents.firstDay[i]),
      lon: Float64Array.from(known, (i) => incidents.lon[i]),
      lat: Float64Array.from(known, (i) => incidents.lat[i]),
    },
    {
      ...USUAL_SCAN,
      asOf: endDay,
      maxRadiusKm: condition.maxRadiusKm,
      maxDays: condition.maxDays,
      minCases: condition.atLeast,
      from: Math.max(firstDataDay, endDay - SCAN_HISTORY_DAYS + 1),
    },
  );
  if (found.status === 'refused') return [];
  return found.value.clusters.map((cluster) => ({
    cells: cellsWithin(cluster.lon, cluster.lat, cluster.radiusKm),
    members: Array.from(cluster.incidents, (at) => known[at]),
    measure: {
      fromDay: cluster.firstDay,
      toDay: cluster.lastDay,
      observed: cluster.observed,
      expected: { value: cluster.expected, low: cluster.expected, high: cluster.expected },
      baselineWindows: found.value.lastDay - found.value.firstDay + 1,
      p: cluster.pValue,
      q: null,
      per100Km: null,
      recurrenceDays: cluster.recurrenceIntervalDays,
    },
  }));
}

function cellsWithin(lon: number, lat: number, radiusKm: number): string[] {
  const edgeM = RESOLUTION_EDGE_M[CELL_RESOLUTION];
  const reachM = radiusKm * 1000 + edgeM;
  const rings = Math.ceil(reachM / edgeM);
  return gridDisk(latLngToCell(lat, lon, CELL_RESOLUTION), rings)
    .filter((cell) => {
      const [cellLat, cellLon] = cellToLatLng(cell);
      return distanceM({ lon, lat }, { lon: cellLon, lat: cellLat }) <= reachM;
    })
    .sort();
}
