import type { Corridors } from '../../api/contract.ts';

/** The station nearest to a place, by plain distance in degrees shrunk to the latitude; null without a network. */
export function nearestStation(corridors: Corridors, lat: number, lon: number): string | null {
  let nearest: string | null = null;
  let least = Infinity;
  const shrink = Math.cos((lat * Math.PI) / 180);
  for (const { stations } of corridors.corridors) {
    for (const station of stations) {
      const away = Math.hypot(station.lat - lat, (station.lon - lon) * shrink);
      if (away < least) {
        least = away;
        nearest = station.name;
      }
    }
  }
  return nearest;
}
