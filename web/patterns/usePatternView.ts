import { useCallback, useEffect, useReducer } from 'react';
import { type PatternView, parsePatternView, patternViewToHash } from './patternView.ts';

interface History {
  past: readonly PatternView[];
  present: PatternView;
  future: readonly PatternView[];
}

type Step = { kind: 'change'; to: (view: PatternView) => PatternView } | { kind: 'undo' } | { kind: 'redo' };

/** Steps that can be undone; older ones are forgotten. */
const MOST_STEPS = 100;

function step(history: History, action: Step): History {
  const { past, present, future } = history;
  if (action.kind === 'change') {
    const next = action.to(present);
    if (patternViewToHash(next) === patternViewToHash(present)) return history;
    return { past: [...past, present].slice(-MOST_STEPS), present: next, future: [] };
  }
  if (action.kind === 'undo') {
    const before = past.at(-1);
    return before ? { past: past.slice(0, -1), present: before, future: [present, ...future] } : history;
  }
  const [next, ...rest] = future;
  return next ? { past: [...past, present], present: next, future: rest } : history;
}

export interface PatternViewAccess {
  view: PatternView;
  change: (to: (view: PatternView) => PatternView) => void;
  undo: () => void;
  redo: () => void;
  canUndo: boolean;
  canRedo: boolean;
}

/** The view, kept in the address after `#`, with undo and redo (Ctrl+Z, Ctrl+Shift+Z outside of fields). */
export function usePatternView(): PatternViewAccess {
  const [{ past, present, future }, dispatch] = useReducer(step, undefined, () => ({
    past: [],
    present: parsePatternView(window.location.hash),
    future: [],
  }));
  const hash = patternViewToHash(present);
  useEffect(() => {
    const { pathname, search } = window.location;
    // A step is no page of the browser's history: back leaves, undo steps back.
    if (window.location.hash !== hash) window.history.replaceState(null, '', `${pathname}${search}${hash}`);
  }, [hash]);

  const change = useCallback(
    (to: (view: PatternView) => PatternView) => dispatch({ kind: 'change', to }),
    [],
  );
  const undo = useCallback(() => dispatch({ kind: 'undo' }), []);
  const redo = useCallback(() => dispatch({ kind: 'redo' }), []);

  useEffect(() => {
    const onHash = () => {
      const next = window.location.hash;
      // A skip link is no view.
      if (next === '' || next.includes('=')) change(() => parsePatternView(next));
    };
    const onKey = (event: KeyboardEvent) => {
      const isTyping = event.target instanceof Element && event.target.closest('input, textarea, select');
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z' || isTyping) return;
      event.preventDefault();
      if (event.shiftKey) redo();
      else undo();
    };
    window.addEventListener('hashchange', onHash);
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('hashchange', onHash);
      window.removeEventListener('keydown', onKey);
    };
  }, [change, undo, redo]);

  return { view: present, change, undo, redo, canUndo: past.length > 0, canRedo: future.length > 0 };
}
