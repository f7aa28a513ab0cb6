import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { goTo, readAddress, watchAddress } from './address.ts';
import { cutAddress } from './query.ts';
import { useUndoKeys } from './useUndoKeys.ts';
import { besidePageParameters, parseView, type View, viewToSearch } from './view.ts';

interface ViewAccess {
  view: View;
  /** Changes parts of the view. A new history entry by default; `replace` for what back should not step through. */
  change: (patch: Partial<View>, how?: 'push' | 'replace') => void;
}

const ViewContext = createContext<ViewAccess | null>(null);

/** Keeps the view in the address: reads it at the start and whenever it changes, writes every change. */
export function ViewProvider({ children }: { children: ReactNode }) {
  const [view, setView] = useState(read);
  // Two changes in one tick must both count, so the newest view is kept outside React's render cycle.
  const newest = useRef(view);
  useUndoKeys();

  const change = useCallback((patch: Partial<View>, how: 'push' | 'replace' = 'push') => {
    const next = { ...newest.current, ...patch };
    const before = viewToSearch(newest.current);
    newest.current = next;
    const search = viewToSearch(next);
    if (search !== before) {
      // What the page keeps under names of its own, and after #, stays.
      const now = cutAddress(readAddress());
      goTo(besidePageParameters(search, now.search) + now.hash, how);
    }
    setView(next);
  }, []);

  useEffect(
    () =>
      watchAddress(() => {
        const found = read();
        // Its own change: the address is rounder than the view, which stays as it is.
        if (viewToSearch(found) === viewToSearch(newest.current)) return;
        newest.current = found;
        setView(found);
      }),
    [],
  );

  const access = useMemo(() => ({ view, change }), [view, change]);
  return <ViewContext value={access}>{children}</ViewContext>;
}

function read(): View {
  return parseView(cutAddress(readAddress()).search);
}

/** The view and how to change it. */
export function useView(): ViewAccess {
  const access = useContext(ViewContext);
  if (!access) throw new Error('useView outside ViewProvider');
  return access;
}
