import { useCallback, useEffect, useRef, useState } from 'react';
import type { PlayMode, PlaySpeed } from '../view/view.ts';
import { type BinWindow, moved } from './dayWindow.ts';
import type { TimeCube } from './timeCube.ts';
import type { Period } from './usePeriod.ts';

/** A step at speed 1; whoever asked for less motion gets one picture at a time, and no faster than this. */
const STEP_MS = 600;
const CALM_STEP_MS = 1_500;
/** A window of all that there is has nowhere to go: it plays as one of this many bins. */
const FIRST_LENGTH = { month: 6, week: 8 } as const;

export interface Play {
  isPlaying: boolean;
  toggle: () => void;
  stop: () => void;
}

/** Moves the window on, bin by bin, to the end of what there is; the view is told where it stopped. */
export function usePlay(cube: TimeCube, period: Period, mode: PlayMode, speed: PlaySpeed): Play {
  const [isPlaying, setPlaying] = useState(false);
  const { all, bin } = cube;
  const newest = useRef(period);
  useEffect(() => {
    newest.current = period;
  });

  const stop = useCallback(() => {
    setPlaying(false);
    newest.current.rest();
  }, []);

  useEffect(() => {
    if (!isPlaying) return;
    const isCalm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    const timer = setInterval(
      () => {
        const { bins, hold } = newest.current;
        if (bins.last >= all.last) stop();
        else if (mode === 'sum') hold({ first: bins.first, last: bins.last + 1 });
        else hold(moved(bins, 1, all));
      },
      isCalm ? CALM_STEP_MS : STEP_MS / speed,
    );
    return () => clearInterval(timer);
  }, [isPlaying, mode, speed, all, stop]);

  const toggle = useCallback(() => {
    if (isPlaying) return stop();
    const { bins, hold } = newest.current;
    hold(beginning(bins, all, mode, FIRST_LENGTH[bin]));
    setPlaying(true);
  }, [isPlaying, stop, all, mode, bin]);

  return { isPlaying, toggle, stop };
}

/** Where to begin: where the window is, or at the start when it has come to the end. */
function beginning(bins: BinWindow, all: BinWindow, mode: PlayMode, firstLength: number): BinWindow {
  const isAll = bins.first === all.first && bins.last === all.last;
  if (mode === 'sum') return bins.last < all.last ? bins : { first: bins.first, last: bins.first };
  if (isAll) return { first: all.first, last: Math.min(all.first + firstLength - 1, all.last) };
  return bins.last < all.last ? bins : { first: all.first, last: all.first + bins.last - bins.first };
}
