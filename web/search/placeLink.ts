import { carriedTo, type Here } from '../view/carried.ts';
import { cutAddress } from '../view/query.ts';
import { parseView, viewToSearch } from '../view/view.ts';
import type { PlaceEntry } from './placeEntries.ts';

/** The map at a place, with the filter and the language of the page where it was looked for; on a phone the map itself. */
export function placeLink({ camera, scope }: Pick<PlaceEntry, 'camera' | 'scope'>, here: Here): string {
  const carried = parseView(cutAddress(carriedTo('/', here).slice(1)).search);
  return `/${viewToSearch({ ...carried, camera, scope, tab: scope ? 'list' : 'map' })}`;
}
