import { useCallback, useMemo, useSyncExternalStore } from 'react';

const CHANGED = 'vigia-address-view';

function watch(onChange: () => void): () => void {
  window.addEventListener('popstate', onChange);
  window.addEventListener(CHANGED, onChange);
  return () => {
    window.removeEventListener('popstate', onChange);
    window.removeEventListener(CHANGED, onChange);
  };
}

/**
 * The view of a page, kept in the address: every change is a step that the browser goes back to.
 *
 * @param parse the view that a search string means; must not change between renders
 * @param toSearch the search string of a view, with what else stood in the one before
 */
export function useAddressView<V extends object>(
  parse: (search: string) => V,
  toSearch: (view: V, before: string) => string,
): { view: V; change: (patch: Partial<V>) => void } {
  const search = useSyncExternalStore(watch, () => window.location.search);
  const change = useCallback(
    (patch: Partial<V>) => {
      const before = window.location.search;
      const next = toSearch({ ...parse(before), ...patch }, before);
      if (next === before) return;
      window.history.pushState(null, '', window.location.pathname + next);
      window.dispatchEvent(new Event(CHANGED));
    },
    [parse, toSearch],
  );
  const view = useMemo(() => parse(search), [parse, search]);
  return { view, change };
}
