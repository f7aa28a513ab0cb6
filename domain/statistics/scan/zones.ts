import { grown } from '../grown.ts';

/**
 * The zones of a scan: for each centre the places in rising order of distance, so that every prefix that ends where
 * the next place is farther is one zone. In compressed rows: those of centre c are members[offsets[c]] ..
 * members[offsets[c + 1] - 1], the centre itself first.
 */
export interface Zones {
  /** Places, which are the centres too; c + 1 offsets. */
  offsets: Int32Array;
  members: Int32Array;
  /** Km from the centre. */
  distance: Float64Array;
  /** 1 where a zone ends: places that are equally far come in together. */
  closes: Uint8Array;
}

const EARTH_RADIUS_KM = 6371.0088;
const DEGREE = Math.PI / 180;

/**
 * Circles that grow over places by great-circle distance (Kulldorff 1997).
 * @param lon degrees, one entry a place
 */
export function circleZones(lon: Float64Array, lat: Float64Array, maxRadiusKm: number): Zones {
  const n = lon.length;
  const x = new Float64Array(n);
  const y = new Float64Array(n);
  const z = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const shrink = Math.cos(lat[i]! * DEGREE);
    x[i] = shrink * Math.cos(lon[i]! * DEGREE);
    y[i] = shrink * Math.sin(lon[i]! * DEGREE);
    z[i] = Math.sin(lat[i]! * DEGREE);
  }
  // The plane z = constant is nowhere farther off than the chord: a sweep by z leaves out what can't be near.
  const order = Int32Array.from({ length: n }, (_, i) => i).sort((a, b) => z[a]! - z[b]!);
  const rank = new Int32Array(n);
  for (let at = 0; at < n; at++) rank[order[at]!] = at;
  const chord = 2 * Math.sin(Math.min(maxRadiusKm / EARTH_RADIUS_KM / 2, Math.PI / 2));
  return zonesOf(n, maxRadiusKm, (centre, add) => {
    const consider = (i: number): void => {
      const square = (x[i]! - x[centre]!) ** 2 + (y[i]! - y[centre]!) ** 2 + (z[i]! - z[centre]!) ** 2;
      add(i, 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(square) / 2)));
    };
    for (let at = rank[centre]!; at < n && z[order[at]!]! - z[centre]! <= chord; at++) consider(order[at]!);
    for (let at = rank[centre]! - 1; at >= 0 && z[centre]! - z[order[at]!]! <= chord; at--) {
      consider(order[at]!);
    }
  });
}

/**
 * Zones of n places.
 * @param near tells a centre's places, itself among them, with their distances in km, in any order; those farther than
 * `maxKm` are left out here
 */
export function zonesOf(
  n: number,
  maxKm: number,
  near: (centre: number, add: (place: number, km: number) => void) => void,
): Zones {
  const offsets = new Int32Array(n + 1);
  let members = new Int32Array(4 * n);
  let distance = new Float64Array(4 * n);
  let size = 0;
  for (let centre = 0; centre < n; centre++) {
    const found: { place: number; km: number }[] = [];
    near(centre, (place, km) => {
      // Two ways to one place of the same chord must tie exactly: a tenth of a millimetre is no difference.
      if (km <= maxKm) found.push({ place, km: Math.round(km * 1e7) / 1e7 });
    });
    found.sort(
      (a, b) => a.km - b.km || Number(b.place === centre) - Number(a.place === centre) || a.place - b.place,
    );
    if (size + found.length > members.length) {
      const room = 2 * (size + found.length);
      members = grown(members, new Int32Array(room));
      distance = grown(distance, new Float64Array(room));
    }
    for (const { place, km } of found) {
      members[size] = place;
      distance[size++] = km;
    }
    offsets[centre + 1] = size;
  }
  const closes = new Uint8Array(size);
  for (let centre = 0; centre < n; centre++) {
    const end = offsets[centre + 1]!;
    for (let k = offsets[centre]!; k < end; k++) {
      closes[k] = k + 1 === end || distance[k + 1]! > distance[k]! ? 1 : 0;
    }
  }
  return { offsets, members: members.slice(0, size), distance: distance.slice(0, size), closes };
}

/**
 * The same zones as far as their weight stays within a limit: a zone with more than half of all cases (or people) says
 * that the rest has few, not that it has many.
 */
export function limitedZones(zones: Zones, weight: Float64Array, limit: number): Zones {
  const n = zones.offsets.length - 1;
  const offsets = new Int32Array(n + 1);
  const keep: number[] = [];
  for (let centre = 0; centre < n; centre++) {
    let sum = 0;
    let end = zones.offsets[centre]!;
    for (let k = zones.offsets[centre]!; k < zones.offsets[centre + 1]!; k++) {
      sum += weight[zones.members[k]!]!;
      if (sum > limit) break;
      if (zones.closes[k]) end = k + 1;
    }
    for (let k = zones.offsets[centre]!; k < end; k++) keep.push(k);
    offsets[centre + 1] = keep.length;
  }
  return {
    offsets,
    members: Int32Array.from(keep, (k) => zones.members[k]!),
    distance: Float64Array.from(keep, (k) => zones.distance[k]!),
    closes: Uint8Array.from(keep, (k) => zones.closes[k]!),
  };
}
