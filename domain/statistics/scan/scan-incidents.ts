import { distanceM } from '../../geocoding/sphere.ts';
import { type Answer, answered, type KeepGoing, refused } from '../answer.ts';
import { refuseNotFinite } from '../input-checks.ts';
import {
  findClusters,
  isWorthTelling,
  type JudgedCluster,
  judgeClusters,
  type PlaceCluster,
} from './clusters.ts';
import { scanProblem } from './problem.ts';
import { replicateMaxima } from './replicates.ts';
import { circleZones, type Zones } from './zones.ts';

/** Incidents whose place and day are known well enough; equal lengths. */
export interface ScanIncidents {
  /** Whole days since 1970. */
  day: Int32Array;
  /** Degrees. */
  lon: Float64Array;
  lat: Float64Array;
}

export interface ScanOptions {
  /** The day on which all windows end, since 1970; later incidents are not known yet and are left out. */
  asOf: number;
  /** First day of the history that is compared with; default the day of the first incident. */
  from?: number;
  maxRadiusKm: number;
  /** Longest window. */
  maxDays: number;
  minCases: number;
  replicates: number;
  seed: number;
  /** Days from one look to the next: a recurrence interval is this over p. Default 1. */
  lookEveryDays?: number;
  keepGoing?: KeepGoing;
}

/** Of METHODS.md. */
export const USUAL_SCAN = {
  maxRadiusKm: 150,
  maxDays: 30,
  minCases: 3,
  replicates: 999,
  seed: 1,
} as const satisfies Omit<ScanOptions, 'asOf'>;

/** What is starting is compared with the two years before: a longer history would compare with another country. */
export const SCAN_HISTORY_DAYS = 730;

/** Places known less well say little about where: a square that counts as one place has some 11 km. Metres. */
export const SCAN_RADIUS_M = 20_000;

/** A recurrence interval from which a cluster is a signal, in days. */
export const SIGNAL_DAYS = 365;

/** More replicates than this tell nothing that a decision could use, and take hours. */
export const MOST_REPLICATES = 99_999;

/** A cluster of incidents that chance alone brings once in so many days. */
export interface ScanCluster {
  /** Centre, degrees. */
  lon: number;
  lat: number;
  /** Of the circle that holds the cluster's incidents; at most the greatest radius and the half of a cell. */
  radiusKm: number;
  /** Days since 1970; the last is always the day of the look. */
  firstDay: number;
  lastDay: number;
  observed: number;
  expected: number;
  llr: number;
  /** At least 1 / (replicates + 1): 999 replicates know no interval beyond 1,000 looks. */
  pValue: number;
  recurrenceIntervalDays: number;
  /** Indices of its incidents in the input, rising. */
  incidents: Int32Array;
}

export interface IncidentScan {
  /** Incidents of the study period, and those of its longest window. */
  n: number;
  recent: number;
  places: number;
  firstDay: number;
  lastDay: number;
  replicates: number;
  /** The strongest first, none sharing a place with another; those that every replicate surpasses are left out. */
  clusters: ScanCluster[];
}

/** Side of the squares that count as one place, in degrees (some 11 km): towns are known no better. */
const PLACE_DEGREES = 0.1;

/**
 * Is something starting now? Prospective space-time permutation scan (Kulldorff et al., PLoS Med. 2 (2005)): of all
 * circles up to a radius and all windows of up to so many days that end on the day `asOf`, the ones with most incidents
 * for what their place and their days have otherwise. It needs no population: it asks whether a place has more than its
 * usual share of what happened everywhere in these days. So a rise of the whole country at once is invisible to it,
 * and late reports look like calm.
 *
 * @returns refused with `too-few-incidents`, `one-day`, `one-place`, `not-a-number`, `bad-parameter`, `cancelled`
 */
export function scanIncidents(incidents: ScanIncidents, options: ScanOptions): Answer<IncidentScan> {
  const { lon, lat } = incidents;
  const bad = refuseNotFinite('lon', lon) ?? refuseNotFinite('lat', lat);
  if (bad) return bad;
  const grid = gridPlaces(lon, lat);
  const judged = scanPlaces({ place: grid.placeOf, day: incidents.day }, options, () =>
    circleZones(grid.lon, grid.lat, options.maxRadiusKm),
  );
  if (judged.status === 'refused') return judged;
  const { clusters, ...rest } = judged.value;
  return answered({
    ...rest,
    clusters: clusters.map(({ places: _, radiusKm: __, days, centre, ...cluster }) => {
      const middle = { lon: grid.lon[centre]!, lat: grid.lat[centre]! };
      const apart = Array.from(cluster.incidents, (i) => distanceM(middle, { lon: lon[i]!, lat: lat[i]! }));
      return {
        ...middle,
        radiusKm: Math.max(...apart) / 1000,
        firstDay: options.asOf - days + 1,
        lastDay: options.asOf,
        ...cluster,
      };
    }),
  });
}

/** A cluster of places with its incidents, by their indices in the input. */
export type PlacesCluster = JudgedCluster & { incidents: Int32Array };

export type PlacesScan = Omit<IncidentScan, 'clusters'> & { clusters: PlacesCluster[] };

/**
 * The scan of incidents that have their places already.
 * @param zonesOf made when the rest of the input is found good: they take longest
 */
export function scanPlaces(
  incidents: { place: Int32Array; day: Int32Array },
  options: Omit<ScanOptions, 'maxRadiusKm'>,
  zonesOf: () => Zones,
): Answer<PlacesScan> {
  const { asOf, maxDays, minCases, replicates, seed, lookEveryDays = 1, keepGoing } = options;
  if (!(Number.isInteger(replicates) && replicates >= 9 && replicates <= MOST_REPLICATES)) {
    return refused('bad-parameter', { field: 'replicates', value: replicates, needed: MOST_REPLICATES });
  }
  const { place, day } = incidents;
  const from = options.from ?? day.reduce((least, other) => Math.min(least, other), asOf);
  const known = Array.from(day.keys()).filter((i) => day[i]! >= from && day[i]! <= asOf);
  const cases = {
    place: Int32Array.from(known, (i) => place[i]!),
    day: Int32Array.from(known, (i) => day[i]!),
  };
  const problem = scanProblem(zonesOf(), cases, { firstDay: from, lastDay: asOf, maxDays, minCases });
  if (problem.status === 'refused') return problem;
  const maxima = replicateMaxima(problem.value, seed, 0, replicates, keepGoing);
  if (!maxima) return refused('cancelled');
  const clusters = judgeClusters(findClusters(problem.value), maxima, lookEveryDays).filter(isWorthTelling);
  return answered({
    n: known.length,
    recent: problem.value.recentAge.length,
    places: problem.value.places,
    firstDay: from,
    lastDay: asOf,
    replicates,
    clusters: clusters.map((cluster) => ({ ...cluster, incidents: incidentsOf(cluster, known) })),
  });

  function incidentsOf({ places, days }: PlaceCluster, indices: readonly number[]): Int32Array {
    const within = new Set(places);
    return Int32Array.from(indices.filter((i) => within.has(place[i]!) && asOf - day[i]! < days));
  }
}

/** Squares of a grid in degrees as places, each at its middle; in the order of their first incident. */
function gridPlaces(lon: Float64Array, lat: Float64Array) {
  const placeOf = new Int32Array(lon.length);
  const index = new Map<string, number>();
  const middles: { lon: number; lat: number }[] = [];
  for (let i = 0; i < lon.length; i++) {
    const column = Math.floor(lon[i]! / PLACE_DEGREES);
    const row = Math.floor(lat[i]! / PLACE_DEGREES);
    const key = `${column},${row}`;
    let place = index.get(key);
    if (place === undefined) {
      place = middles.length;
      index.set(key, place);
      middles.push({ lon: (column + 0.5) * PLACE_DEGREES, lat: (row + 0.5) * PLACE_DEGREES });
    }
    placeOf[i] = place;
  }
  return {
    placeOf,
    lon: Float64Array.from(middles, (middle) => middle.lon),
    lat: Float64Array.from(middles, (middle) => middle.lat),
  };
}
