import { useCallback, useEffect, useReducer, useState } from 'react';
import {
  type PatternView,
  parsePatternView,
  patternViewToHash,
  type UnreadPart,
  unreadParts,
} from './patternView.ts';

interface History {
  past: readonly PatternView[];
  present: PatternView;
  future: readonly PatternView[];
}

type Step = { kind: 'change'; to: (view: PatternView) => PatternView } | { kind: 'undo' } | { kind: 'redo' };

/** After the last of several steps, so that the address is written once. */
const ADDRESS_MS = 120;

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
  /** What the address asked for and does not exist. */
  unread: readonly UnreadPart[];
  /** Takes note of it. */
  dismissUnread: () => void;
}

/** The view, kept in the address after `#`, with undo and redo (Ctrl+Z, Ctrl+Shift+Z outside of fields). */
export function usePatternView(): PatternViewAccess {
  const [{ past, present, future }, dispatch] = useReducer(step, undefined, () => ({
    past: [],
    present: parsePatternView(window.location.hash),
    future: [],
  }));
  const [unread, setUnread] = useState(() => unreadParts(window.location.hash));
  const hash = patternViewToHash(present);
  useEffect(() => {
    const { pathname, search } = window.location;
    // A step is no page of the browser's history: back leaves, undo steps back. The browser takes its time to write an
    // address, so the figures come first.
    const timer = setTimeout(() => {
      if (window.location.hash !== hash) window.history.replaceState(null, '', `${pathname}${search}${hash}`);
    }, ADDRESS_MS);
    return () => clearTimeout(timer);
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
      if (next !== '' && !next.includes('=')) return;
      change(() => parsePatternView(next));
      setUnread(unreadParts(next));
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

  const dismissUnread = useCallback(() => setUnread([]), []);
  const steps = { canUndo: past.length > 0, canRedo: future.length > 0 };
  return { view: present, change, undo, redo, ...steps, unread, dismissUnread };
}
