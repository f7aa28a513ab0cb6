import type { AlertFacts, AlertPlace } from '../../domain/alerts/facts.ts';
import { CRIMES } from '../../domain/taxonomy.ts';
import { type Camera, EMPTY_VIEW, type Scope, viewToSearch } from '../view/view.ts';

/** Room around a place on the map: so many times its radius fill the smaller side of a window. */
const ROOM = 3;
const EQUATOR_M = 40_075_017;
const WINDOW_TILES = 1.4;

/** The map as it was when the alert was last judged: its place, crimes and days, up to its day. */
export function alertMapLink({ place, crimes, from, to, asOf }: AlertFacts): string {
  const counted = crimes.map(({ crime }) => crime);
  return `/${viewToSearch({
    ...EMPTY_VIEW,
    filter: {
      kind: 'crime',
      ...(counted.length > 0 ? { crime: CRIMES.filter((crime) => counted.includes(crime)) } : {}),
      from,
      to,
      asOf,
    },
    scope: scopeOf(place),
    camera: cameraOf(place),
  })}`;
}

function scopeOf({ unit }: AlertPlace): Scope | null {
  switch (unit.kind) {
    case 'state':
      return { kind: 'state', id: unit.code };
    case 'stretch':
      return { kind: 'stretch', id: unit.stretchId };
    case 'cell':
      return { kind: 'cell', id: unit.h3 };
    default:
      return null;
  }
}

function cameraOf({ middle }: AlertPlace): Camera | null {
  return middle && cameraAround(middle);
}

/** Where the map looks to see a circle with room around it. */
export function cameraAround({ lon, lat, radiusM }: { lon: number; lat: number; radiusM: number }): Camera {
  const around = ROOM * Math.max(radiusM, 5_000);
  const metres = EQUATOR_M * Math.cos((lat * Math.PI) / 180);
  const zoom = Math.log2((WINDOW_TILES * metres) / around);
  // As the address writes it, so that reading it gives the same view.
  const round = (value: number, digits: number) => Number(value.toFixed(digits));
  return {
    zoom: round(Math.min(11, Math.max(4, zoom)), 2),
    lat: round(lat, 4),
    lon: round(lon, 4),
  };
}
