import { useMemo } from 'react';
import type { Health, ShownFilter } from '../../api/contract.ts';
import { filterToQuery } from '../view/view.ts';
import type { IncidentTable } from './incidentTable.ts';
import { type Answer, getBytes } from './requests.ts';
import { type Loaded, useLoaded } from './useLoaded.ts';

/** Up to this many are loaded whole, and any window of time or space is told without asking again. */
const WHOLE_LIMIT = 200_000;
/** Beyond, only what the map shows from near (`box`), and what the panel lists. */
const BOX_LIMIT = 50_000;
const LIST_LIMIT = 5_000;

/** West, south, east, north in whole degrees. */
export type Box = readonly [number, number, number, number];

export interface Incidents {
  /** For the map: of all days. */
  onMap: Loaded<IncidentTable>;
  /** For the panel: the same, or those that it lists. */
  inPanel: Loaded<IncidentTable>;
  /** What the panel's table answers when it is of what is asked now. */
  panelKey: string | null;
  /** Something of the panel's is wanted or will be: a table of nothing says nothing yet. */
  isListed: boolean;
  /** No table holds all incidents, so that nothing may be counted from it. */
  isLarge: boolean;
  /** How many the panel's table and the map's hold at most. */
  panelLimit: number;
  mapLimit: number;
}

/**
 * Incidents one by one, of every day: time is chosen in the browser.
 *
 * @param filter without its period
 * @param box what the map shows from near; null from afar
 * @param listed what the panel lists where not all can be loaded (`listedQuery`); null: nothing
 * @param isWanted false for whoever may not read them, and until the first view is there
 */
export function useIncidents(
  health: Health | null,
  filter: ShownFilter,
  box: Box | null,
  listed: string | null,
  isWanted: boolean,
): Incidents {
  const isLarge = (health?.incidents ?? 0) > WHOLE_LIMIT;
  const { from: _from, to: _to, ...base } = filter;
  const key = (asked: ShownFilter, extra: string, limit: number) =>
    health && isWanted && filter.asOf
      ? `/api/incidents?${[filterToQuery(asked), extra, `limit=${limit}`].filter(Boolean).join('&')}@${health.dataVersion}`
      : null;
  const mapKey = isLarge ? box && key(base, `box=${box.join()}`, BOX_LIMIT) : key(base, '', WHOLE_LIMIT);
  const onMap = useLoaded(mapKey, loadIncidents);
  // The newest of all days would have nothing of a period that is over.
  const listKey = isLarge && listed !== null ? key(filter, listed, LIST_LIMIT) : null;
  const list = useLoaded(listKey, loadIncidents);
  const isAfar = box === null;
  const isListed = !isLarge || listed !== null;
  return useMemo(
    () => ({
      // From afar what was in sight from near is not all.
      onMap: isLarge && isAfar ? { ...onMap, value: null } : onMap,
      // What was listed of another place is not this view's.
      inPanel: !isLarge ? onMap : isListed ? list : { ...list, value: null, failure: null },
      panelKey: isLarge ? listKey : mapKey,
      isListed,
      isLarge,
      panelLimit: isLarge ? LIST_LIMIT : WHOLE_LIMIT,
      mapLimit: isLarge ? BOX_LIMIT : WHOLE_LIMIT,
    }),
    [onMap, list, isLarge, isListed, isAfar, mapKey, listKey],
  );
}

async function loadIncidents(key: string, signal: AbortSignal): Promise<Answer<IncidentTable>> {
  // Apache Arrow is a tenth of the page's weight, and nothing of the first view needs it.
  const decoding = import('./decodeIncidents.ts');
  const answer = await getBytes(key.slice(0, key.lastIndexOf('@')), signal);
  if (!answer.ok) return answer;
  const { decodeIncidents } = await decoding;
  try {
    return { ok: true, value: decodeIncidents(answer.value) };
  } catch {
    return { ok: false, failure: { reason: 'unreadable', code: 'arrow' } };
  }
}
