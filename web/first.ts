import type { Health } from '../api/contract.ts';
import { askAhead } from './data/ahead.ts';
import {
  aggregatePaths,
  BASEMAP_PATH,
  cellsPath,
  firstResolution,
  ME_PATH,
  onDay,
  STATUS_PATH,
  TODAY_PATH,
} from './data/paths.ts';
import { filterToQuery, parseView } from './view/view.ts';

/** Pages with a map beside their numbers: they ask the same of the server. */
const WITH_MAP: readonly string[] = ['/', '/focos', '/rutas'];

/**
 * Asks for what the first view will show, while the scripts that show it are still on their way: who is there, how the
 * data stand, and, as soon as their day is known, the counts themselves.
 */
export async function askFirst({ pathname, search }: Location): Promise<void> {
  void askAhead(ME_PATH);
  if (pathname === '/entrar') return;
  const status = askAhead(STATUS_PATH);
  const hasMap = WITH_MAP.includes(pathname);
  if (hasMap) void askAhead(BASEMAP_PATH);
  try {
    const response = await status;
    if (!response.ok) return;
    const health = (await response.clone().json()) as Health;
    if (pathname === '/hoy') void askAhead(TODAY_PATH);
    // Whoever may not read the map is told no first day.
    if (!hasMap || health.firstDay === null) return;
    const query = filterToQuery(onDay(parseView(search).filter, health.asOf));
    for (const path of Object.values(aggregatePaths(query))) void askAhead(path);
    if (pathname === '/') void askAhead(cellsPath(query, firstResolution()));
  } catch {
    // Whoever takes the answer says what is wrong.
  }
}
