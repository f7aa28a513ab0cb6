import { useCallback, useMemo } from 'react';
import { goTo, readAddress, useAddress } from './address.ts';
import { cutAddress } from './query.ts';

/**
 * The view of a page, kept in the address: every change is a step that the browser goes back to, and that can be undone.
 *
 * @param parse the view that a search string means; must not change between renders
 * @param toSearch the search string of a view, with what else stood in the one before
 */
export function useAddressView<V extends object>(
  parse: (search: string) => V,
  toSearch: (view: V, before: string) => string,
): { view: V; change: (patch: Partial<V>) => void } {
  const { search } = cutAddress(useAddress());
  const change = useCallback(
    (patch: Partial<V>) => {
      const before = cutAddress(readAddress());
      goTo(toSearch({ ...parse(before.search), ...patch }, before.search) + before.hash, 'push');
    },
    [parse, toSearch],
  );
  const view = useMemo(() => parse(search), [parse, search]);
  return { view, change };
}
