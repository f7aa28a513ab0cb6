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
import { besidePageParameters, parseView, type View, viewToSearch } from './view.ts';
import { ViewHistory } from './viewHistory.ts';

interface ViewAccess {
  view: View;
  /** Changes parts of the view. A new history entry by default; `replace` for what back should not step through. */
  change: (patch: Partial<View>, how?: 'push' | 'replace') => void;
  undo: () => void;
  redo: () => void;
  canUndo: boolean;
  canRedo: boolean;
}

const ViewContext = createContext<ViewAccess | null>(null);

/** Keeps the view in the URL: reads it at the start and on back and forward, writes every change. */
export function ViewProvider({ children }: { children: ReactNode }) {
  const [view, setView] = useState(() => parseView(window.location.search));
  // Two changes in one tick must both count, so the newest view is kept outside React's render cycle.
  const newest = useRef(view);

  const [steps] = useState(() => new ViewHistory());

  const show = useCallback((next: View, how: 'push' | 'replace') => {
    const search = viewToSearch(next);
    newest.current = next;
    if (search !== viewToSearch(parseView(window.location.search))) {
      // What a page keeps after #, and under names of its own, stays.
      const { pathname, hash, search: before } = window.location;
      const url = `${pathname}${besidePageParameters(search, before)}${hash}`;
      if (how === 'push') window.history.pushState(null, '', url);
      else window.history.replaceState(null, '', url);
    }
    setView(next);
  }, []);

  const change = useCallback(
    (patch: Partial<View>, how: 'push' | 'replace' = 'push') => {
      const next = { ...newest.current, ...patch };
      steps.record(newest.current, next, Date.now());
      show(next, how);
    },
    [steps, show],
  );
  const step = useCallback(
    (to: View | null) => {
      if (to) show(to, 'push');
    },
    [show],
  );
  const undo = useCallback(() => step(steps.undo(newest.current)), [steps, step]);
  const redo = useCallback(() => step(steps.redo(newest.current)), [steps, step]);

  useEffect(() => {
    const restore = () => {
      const before = newest.current;
      newest.current = parseView(window.location.search);
      steps.record(before, newest.current, Date.now());
      setView(newest.current);
    };
    window.addEventListener('popstate', restore);
    return () => window.removeEventListener('popstate', restore);
  }, [steps]);

  const { canUndo, canRedo } = steps;
  const access = useMemo(
    () => ({ view, change, undo, redo, canUndo, canRedo }),
    [view, change, undo, redo, canUndo, canRedo],
  );
  return <ViewContext value={access}>{children}</ViewContext>;
}

/** The view and how to change it. */
export function useView(): ViewAccess {
  const access = useContext(ViewContext);
  if (!access) throw new Error('useView outside ViewProvider');
  return access;
}
