import { useEffect } from 'react';
import type { Health, StateCounts } from '../../api/contract.ts';
import { PREDATORY_CRIMES } from '../../domain/taxonomy.ts';
import { getJson } from '../data/requests.ts';
import { keep, keepable } from './kept.ts';

/** After the first view there is time for this. */
const WAIT_MS = 3_000;
/** As in public/service-worker.js. */
const SHELL = 'vigia-shell-1';

/** Keeps the counts by state for a day without a network, once for each version of the data. */
export function useKeeping(health: Health | null, isReady: boolean): void {
  const asOf = health?.asOf ?? null;
  const version = health?.dataVersion ?? null;
  useEffect(() => {
    if (!isReady || asOf === null || version === null) return;
    const controller = new AbortController();
    const timer = setTimeout(async () => {
      const query = `kind=crime&crime=${PREDATORY_CRIMES.join()}&asOf=${asOf}`;
      const answer = await getJson<StateCounts>(`/api/states?${query}`, controller.signal).catch(() => null);
      if (!answer?.ok) return;
      await keepPage();
      keep(keepable(answer.value, Date.now()));
    }, WAIT_MS);
    return () => {
      controller.abort();
      clearTimeout(timer);
    };
  }, [isReady, asOf, version]);
}

/** Puts what the page is made of where the service worker finds it: at a first visit it came before the worker did. */
async function keepPage(): Promise<void> {
  if (!('caches' in window)) return;
  await import('./OfflinePage.tsx');
  const assets = performance
    .getEntriesByType('resource')
    .map(({ name }) => new URL(name))
    .filter(({ origin, pathname }) => origin === window.location.origin && pathname.startsWith('/assets/'))
    .map(({ pathname }) => pathname);
  try {
    const cache = await caches.open(SHELL);
    await cache.addAll(['/', ...new Set(assets)]);
  } catch {
    // Storage is full or switched off: then the page needs its network.
  }
}
