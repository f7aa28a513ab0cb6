import { useCallback, useEffect, useRef } from 'react';
import { useFilter } from '../filters/useFilter.ts';
import { type BinWindow, binsOf, daysOf, periodOfBins, windowOf } from './dayWindow.ts';
import { useLiveWindow, useLiveWindowValue } from './liveWindow.ts';
import type { TimeCube } from './timeCube.ts';

/** After so long without another step the window is at rest: the view takes it, and the server is asked. */
const REST_MS = 400;

export interface Period {
  /** The bins that the window touches, moving or at rest. */
  bins: BinWindow;
  /** Shows another window at once; it comes to rest by itself, or by `rest`. */
  move: (bins: BinWindow) => void;
  /** Shows another window, and waits for `rest`. */
  hold: (bins: BinWindow) => void;
  rest: () => void;
}

/** The window of the timeline, which is the period of the filter: moved without a request, told to the view at rest. */
export function usePeriod(cube: TimeCube): Period {
  const { filter, set } = useFilter();
  const live = useLiveWindow();
  const moving = useLiveWindowValue();
  const { bin, all } = cube;
  const bins = binsOf(moving ?? windowOf(filter), all, bin);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const newest = useRef({ set, all, bin });
  useEffect(() => {
    newest.current = { set, all, bin };
  });

  const rest = useCallback(() => {
    clearTimeout(timer.current);
    const window = live.get();
    if (!window) return;
    const { set, all, bin } = newest.current;
    set(periodOfBins(binsOf(window, all, bin), all, bin));
    live.set(null);
  }, [live]);
  const hold = useCallback(
    (next: BinWindow) => {
      clearTimeout(timer.current);
      live.set(daysOf(next, newest.current.all, newest.current.bin));
    },
    [live],
  );
  const move = useCallback(
    (next: BinWindow) => {
      hold(next);
      timer.current = setTimeout(rest, REST_MS);
    },
    [hold, rest],
  );
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      live.set(null);
    },
    [live],
  );
  return { bins, move, hold, rest };
}
