import { useMemo } from 'react';
import type { Health, ShownFilter } from '../../api/contract.ts';
import { filterToQuery, type Scope } from '../view/view.ts';
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
  /** For the panel: the same, or those of the chosen place. */
  inPanel: Loaded<IncidentTable>;
  /** No table holds all incidents, so that nothing may be counted from it. */
  isLarge: boolean;
  /** How many the panel's table holds at most. */
  panelLimit: number;
}

/**
 * Incidents one by one, of every day: time is chosen in the browser.
 *
 * @param filter without its period
 * @param box what the map shows from near; null from afar
 * @param isWanted false for whoever may not read them, and until the first view is there
 */
export function useIncidents(
  health: Health | null,
  filter: ShownFilter,
  box: Box | null,
  scope: Scope | null,
  isWanted: boolean,
): Incidents {
  const isLarge = (health?.incidents ?? 0) > WHOLE_LIMIT;
  const { from: _from, to: _to, ...base } = filter;
  const query = filterToQuery(base);
  const key = (extra: string, limit: number) =>
    health && isWanted && filter.asOf
      ? `/api/incidents?${[query, extra, `limit=${limit}`].filter(Boolean).join('&')}@${health.dataVersion}`
      : null;
  const scopePart = isLarge ? scopeQuery(scope) : null;
  const mapKey = isLarge ? box && key(`box=${box.join()}`, BOX_LIMIT) : key('', WHOLE_LIMIT);
  const onMap = useLoaded(mapKey, loadIncidents);
  const ofScope = useLoaded(scopePart && key(scopePart, LIST_LIMIT), loadIncidents);
  return useMemo(
    () => ({
      onMap,
      inPanel: isLarge ? ofScope : onMap,
      isLarge,
      panelLimit: isLarge ? LIST_LIMIT : WHOLE_LIMIT,
    }),
    [onMap, ofScope, isLarge],
  );
}

/** The part of a query that asks for a place only. */
function scopeQuery(scope: Scope | null): string | null {
  if (scope?.kind === 'state') return `state=${scope.id}`;
  if (scope?.kind === 'cell') return `cell=${scope.id}`;
  if (scope?.kind === 'spot') {
    const [lon = 0, lat = 0] = scope.id.split(',').map(Number);
    const near = 0.00001;
    return `box=${[lon - near, lat - near, lon + near, lat + near].map((at) => at.toFixed(5)).join()}`;
  }
  return null;
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
