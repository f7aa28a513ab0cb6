import { useCallback, useState } from 'react';
import { type Answer, type Failure, getJson } from '../data/requests.ts';
import { type Loaded, useLoaded } from '../data/useLoaded.ts';

/** One page of things that wait. */
export interface Page<Item> {
  total: number;
  items: Item[];
}

export interface Queue<Item, P extends Page<Item>> {
  page: Loaded<P>;
  items: readonly Item[];
  /** The one that is looked at; null where nothing waits. */
  current: Item | null;
  index: number;
  select: (index: number) => void;
  /** Something is being decided. */
  busy: boolean;
  /** The last decision, in a sentence, and how to take it back. */
  done: Done | null;
  failure: Failure | null;
  /** Decides, loads the list anew and says so; what fails is told and changes nothing. */
  run: <T>(act: () => Promise<Answer<T>>, tell: (value: T) => Done) => Promise<void>;
  /** Takes the last decision back, where it can be. */
  undo: () => void;
  /** Grows with every decision: the history loads anew with it. */
  version: number;
}

export interface Done {
  text: string;
  undo?: () => Promise<void>;
}

const MARK = '#';

/** A list of things that wait for a decision, the one looked at, and what was decided last. */
export function useQueue<Item, P extends Page<Item>>(path: string): Queue<Item, P> {
  const [version, setVersion] = useState(0);
  const load = useCallback(
    (key: string, signal: AbortSignal) => getJson<P>(key.slice(0, key.lastIndexOf(MARK)), signal),
    [],
  );
  const page = useLoaded(`${path}${MARK}${version}`, load);
  const [chosen, setChosen] = useState({ path, index: 0 });
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<{ path: string; done: Done | null; failure: Failure | null }>();

  const items = page.value?.items ?? [];
  // Another list begins at its top; what was decided leaves its place to the next one.
  const wanted = chosen.path === path ? chosen.index : 0;
  const index = Math.max(0, Math.min(wanted, items.length - 1));
  const select = useCallback(
    (next: number) => setChosen({ path, index: Math.max(0, Math.min(next, items.length - 1)) }),
    [path, items.length],
  );

  const run = useCallback(
    async <T>(act: () => Promise<Answer<T>>, tell: (value: T) => Done) => {
      setBusy(true);
      const answer = await act();
      setBusy(false);
      setOutcome(
        answer.ok
          ? { path, done: tell(answer.value), failure: null }
          : { path, done: null, failure: answer.failure },
      );
      setVersion((before) => before + 1);
    },
    [path],
  );
  // What was decided in another list is no news in this one.
  const { done = null, failure = null } = outcome?.path === path ? outcome : {};
  const undo = useCallback(() => void done?.undo?.(), [done]);

  return {
    page,
    items,
    current: items[index] ?? null,
    index,
    select,
    busy,
    done,
    failure,
    run,
    undo,
    version,
  };
}
