import { cellToBoundary, cellToParent, getResolution } from 'h3-js';
import { coarseMiddle, FINEST_TOLD } from '../alerts/coarse-middle.ts';
import type { Ring } from '../alerts/ring.ts';
import type { Told } from '../alerts/text.ts';

/** Where an alert is, as coarse as its reader may know it: outlines, a circle, codes of states, or several of these. */
export interface AlertArea {
  rings: Ring[];
  circle: { lon: number; lat: number; radiusKm: number } | null;
  /** INEGI codes. */
  stateCodes: readonly string[];
}

/**
 * The area of an alert for a reader. In the safe form it is the states and nothing else; in the full one cells and own
 * areas as the rule names them, and for what follows the incidents a circle around the middle of a cell, never around
 * their own.
 *
 * @param outlineOf a state's outline by its code, null where there is none.
 */
export function alertArea(told: Told, outlineOf: (code: string) => Ring | null): AlertArea {
  const stateCodes = told.kind === 'full' ? told.facts.place.stateCodes : told.facts.stateCodes;
  const states = (): AlertArea => ({
    rings: stateCodes.flatMap((code) => {
      const ring = outlineOf(code);
      return ring ? [ring] : [];
    }),
    circle: null,
    stateCodes,
  });
  if (told.kind === 'safe') return states();
  const { unit, middle } = told.facts.place;
  if (unit.kind === 'country') return { rings: [], circle: null, stateCodes };
  if (unit.kind === 'state') return states();
  if (unit.kind === 'polygon') return { rings: [unit.ring], circle: null, stateCodes };
  if (unit.kind === 'cell') {
    const cell = getResolution(unit.h3) > FINEST_TOLD ? cellToParent(unit.h3, FINEST_TOLD) : unit.h3;
    return { rings: [cellToBoundary(cell, true) as unknown as Ring], circle: null, stateCodes };
  }
  if (middle === null) return states();
  const { lon, lat, radiusM } = coarseMiddle(middle);
  return { rings: [], circle: { lon, lat, radiusKm: radiusM / 1000 }, stateCodes };
}

const CIRCLE_CORNERS = 24;
const KM_PER_DEGREE = 111.195;

/** A circle as a ring of 24 corners, for formats that know no circles. */
export function circleRing({ lon, lat, radiusKm }: NonNullable<AlertArea['circle']>): Ring {
  const scale = Math.cos((lat * Math.PI) / 180);
  return Array.from({ length: CIRCLE_CORNERS }, (_, corner) => {
    const angle = (2 * Math.PI * corner) / CIRCLE_CORNERS;
    const reach = radiusKm / KM_PER_DEGREE;
    return [lon + (reach * Math.cos(angle)) / scale, lat + reach * Math.sin(angle)] as const;
  });
}

/** `lat,lon` pairs with the first one again at the end, as CAP and GeoRSS write rings; about 100 m. */
export function closedPairs(ring: Ring, between: string): string {
  const pairs = ring.map(([lon, lat]) => `${lat.toFixed(3)}${between}${lon.toFixed(3)}`);
  if (pairs[0] !== pairs[pairs.length - 1]) pairs.push(pairs[0]);
  return pairs.join(' ');
}
