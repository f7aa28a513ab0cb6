import { useEffect } from 'react';
import type { StateCounts } from '../../api/contract.ts';
import type { Coverage } from '../../api/contract-coverage.ts';
import { PREDATORY_CRIMES } from '../../domain/taxonomy.ts';
import { getJson } from '../data/requests.ts';
import { useHealth } from '../data/useHealth.ts';
import { keep, keepable } from './kept.ts';

/** After the first view there is time for this. */
const WAIT_MS = 3_000;
/** As in public/service-worker.js. */
const SHELL = 'vigia-shell-1';

/**
 * Keeps the counts by state for a day without a network, once for each version of the data, whichever page is open.
 * Only for those who may read the map.
 */
export default function Keeping(): null {
  const { health } = useHealth();
  const asOf = health?.asOf ?? null;
  const version = health?.dataVersion ?? null;
  const fewest = health?.fewestDisclosed ?? null;
  useEffect(() => {
    if (asOf === null || version === null || fewest === null) return;
    const controller = new AbortController();
    const { signal } = controller;
    const timer = setTimeout(async () => {
      const query = `kind=crime&crime=${PREDATORY_CRIMES.join()}&asOf=${asOf}`;
      const [states, coverage] = await Promise.all([
        getJson<StateCounts>(`/api/states?${query}`, signal).catch(() => null),
        getJson<Coverage>(`/api/coverage?asOf=${asOf}`, signal).catch(() => null),
      ]);
      // Without knowing who is silent, a zero would look like one.
      if (!states?.ok || !coverage?.ok) return;
      await keepPage();
      if (!signal.aborted) keep(keepable(states.value, coverage.value, fewest, Date.now()));
    }, WAIT_MS);
    return () => {
      controller.abort();
      clearTimeout(timer);
    };
  }, [asOf, version, fewest]);
  return null;
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
