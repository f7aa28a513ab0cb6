import { useState } from 'react';
import type { AlertsAnswer } from '../../api/contract-alerts.ts';
import { type Answer, getJson } from '../data/requests.ts';
import { type Loaded, useLoaded } from '../data/useLoaded.ts';
import type { AlertsView } from './alertsView.ts';

const PAGE = 200;

/** The query that the server takes for the filters of a view. */
export function alertsQuery({ state, severity, stateCode }: AlertsView): string {
  const query = new URLSearchParams({ limit: String(PAGE) });
  if (state !== 'all') query.set('state', state);
  if (severity !== null) query.set('severity', severity);
  if (stateCode !== null) query.set('stateCode', stateCode);
  return query.toString();
}

/** Loads so many pages, one after the other; the key is `query|pages@beat`. */
async function load(key: string, signal: AbortSignal): Promise<Answer<AlertsAnswer>> {
  const [, query = '', pages = '1'] = /^(.*)\|(\d+)@/.exec(key) ?? [];
  let answer = await getJson<AlertsAnswer>(`/api/alerts?${query}`, signal);
  for (let page = 1; page < Number(pages) && answer.ok && answer.value.more; page++) {
    const before = answer.value.alerts.at(-1)?.alertId;
    const next = await getJson<AlertsAnswer>(`/api/alerts?${query}&before=${before}`, signal);
    if (!next.ok) return next;
    const { alerts, more } = next.value;
    answer = { ok: true, value: { ...answer.value, alerts: [...answer.value.alerts, ...alerts], more } };
  }
  return answer;
}

/** The alerts of a view, anew with each beat, and a way to more of them. */
export function useAlerts(view: AlertsView, beat: number): Loaded<AlertsAnswer> & { showMore: () => void } {
  const query = alertsQuery(view);
  const [shown, setShown] = useState({ query, pages: 1 });
  const pages = shown.query === query ? shown.pages : 1;
  const loaded = useLoaded(`${query}|${pages}@${beat}`, load);
  return { ...loaded, showMore: () => setShown({ query, pages: pages + 1 }) };
}
