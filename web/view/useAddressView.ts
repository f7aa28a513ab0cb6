import { useCallback, useMemo } from 'react';
import { goTo, readAddress, useAddress } from './address.ts';
import { cutAddress } from './query.ts';

/**
 * The view of a page, kept in the address: every change can be undone, and is a step that the browser goes back to
 * unless told to replace the last.
 *
 * @param parse the view that a search string means; must not change between renders
 * @param toSearch the search string of a view, with what else stood in the one before
 */
export function useAddressView<V extends object>(
  parse: (search: string) => V,
  toSearch: (view: V, before: string) => string,
): { view: V; change: (patch: Partial<V>, how?: 'push' | 'replace') => void } {
  const { search } = cutAddress(useAddress());
  const change = useCallback(
    (patch: Partial<V>, how: 'push' | 'replace' = 'push') => {
      const before = cutAddress(readAddress());
      goTo(toSearch({ ...parse(before.search), ...patch }, before.search) + before.hash, how);
    },
    [parse, toSearch],
  );
  const view = useMemo(() => parse(search), [parse, search]);
  return { view, change };
}
