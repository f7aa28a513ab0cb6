import type { Corridors, StateCounts } from '../../api/contract.ts';
import { foldedKey } from '../../domain/geocoding/places.ts';
import type { Basemap } from '../map/basemap.ts';
import type { Camera, Scope } from '../view/view.ts';

export const PLACE_KINDS = ['state', 'corridor', 'station', 'stretch', 'town'] as const;

/** Something that the search finds, and where the view goes for it. */
export interface PlaceEntry {
  id: string;
  kind: (typeof PLACE_KINDS)[number];
  name: string;
  /** What tells it from others of its name: the corridor of a station or stretch. */
  note: string | null;
  camera: Camera;
  /** What it selects; null where it only flies there. */
  scope: Scope | null;
}

const ZOOM = { state: 5.9, corridor: 5.6, station: 8, stretch: 7.5, town: 8.5 } as const;
const MOST = 12;

/**
 * States, corridors with their stations and stretches, and the towns of the map, each once.
 *
 * @param nameOf what a stretch is called
 */
export function placeEntries(
  states: StateCounts['states'],
  corridors: Corridors['corridors'],
  labels: Basemap['labels'],
  nameOf: (stretch: Corridors['corridors'][number]['stretches'][number]) => string,
): PlaceEntry[] {
  const entries: PlaceEntry[] = states.map(({ code, name, lon, lat }) => ({
    id: `state/${code}`,
    kind: 'state',
    name,
    note: null,
    camera: { zoom: ZOOM.state, lat, lon },
    scope: { kind: 'state', id: code },
  }));
  const stations = new Set<string>();
  for (const corridor of corridors) {
    const [lon, lat] = corridor.line[corridor.line.length >> 1] ?? [0, 0];
    if (corridor.line.length > 0) {
      entries.push({
        id: `corridor/${corridor.id}`,
        kind: 'corridor',
        name: corridor.name,
        note: null,
        camera: { zoom: ZOOM.corridor, lat, lon },
        scope: null,
      });
    }
    for (const station of corridor.stations) {
      if (stations.has(station.name)) continue;
      stations.add(station.name);
      entries.push({
        id: `station/${station.name}`,
        kind: 'station',
        name: station.name,
        note: corridor.name,
        camera: { zoom: ZOOM.station, lat: station.lat, lon: station.lon },
        scope: null,
      });
    }
  }
  for (const corridor of corridors) {
    for (const stretch of corridor.stretches) {
      const [lon, lat] = stretch.line[stretch.line.length >> 1] ?? [0, 0];
      if (stretch.line.length === 0) continue;
      entries.push({
        id: `stretch/${stretch.id}`,
        kind: 'stretch',
        name: nameOf(stretch),
        note: corridor.name,
        camera: { zoom: ZOOM.stretch, lat, lon },
        scope: { kind: 'stretch', id: stretch.id },
      });
    }
  }
  for (const { name, lon, lat, kind } of labels) {
    if (kind === 'country' || stations.has(name)) continue;
    const camera = { zoom: ZOOM.town, lat, lon };
    entries.push({ id: `town/${name}/${lon},${lat}`, kind: 'town', name, note: null, camera, scope: null });
  }
  return entries;
}

/** Entries that hold the text, whatever its accents and capitals; those that begin with it first. */
export function matchingPlaces(entries: readonly PlaceEntry[], text: string): PlaceEntry[] {
  const wanted = foldedKey(text);
  if (wanted === '') return [];
  const rank = ({ name }: PlaceEntry) => {
    const folded = foldedKey(name);
    if (folded === wanted) return 0;
    if (folded.startsWith(wanted)) return 1;
    return folded.includes(` ${wanted}`) ? 2 : 3;
  };
  return entries
    .filter(({ name }) => foldedKey(name).includes(wanted))
    .map((entry) => ({ entry, rank: rank(entry) }))
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MOST)
    .map(({ entry }) => entry);
}
