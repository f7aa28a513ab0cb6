import type { PlaceType } from '../taxonomy.ts';

/** What runs on a line. Rail ships with the product; a user may load the others. */
export const MODES = ['rail', 'highway', 'path'] as const;
export type Mode = (typeof MODES)[number];

/** The lines a place type speaks of; the others (a shelter, a town) speak of none. */
const MODE_OF_PLACE: Partial<Record<PlaceType, Mode>> = {
  train: 'rail',
  train_tracks: 'rail',
  bus: 'highway',
  car: 'highway',
  highway: 'highway',
  rural_path: 'path',
};

/** The mode of the lines that an incident of this place type is looked for on first; null for any. */
export function modeOfPlace(placeType: PlaceType): Mode | null {
  return MODE_OF_PLACE[placeType] ?? null;
}
