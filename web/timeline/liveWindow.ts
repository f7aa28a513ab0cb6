import { createContext, useContext, useSyncExternalStore } from 'react';
import type { DayWindow } from './dayWindow.ts';

/**
 * The window while it is being moved. It changes many times a second, so it lives outside of React: the map listens
 * and redraws, and only what must follow every step subscribes. At rest it is null and the view's filter holds.
 */
export interface LiveWindow {
  get: () => DayWindow | null;
  set: (window: DayWindow | null) => void;
  subscribe: (listener: () => void) => () => void;
}

export function createLiveWindow(): LiveWindow {
  let current: DayWindow | null = null;
  const listeners = new Set<() => void>();
  return {
    get: () => current,
    set: (window) => {
      if (window === current) return;
      current = window;
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

const LiveWindowContext = createContext<LiveWindow>(createLiveWindow());
export const LiveWindowProvider = LiveWindowContext.Provider;

/** The live window, to listen to. */
export function useLiveWindow(): LiveWindow {
  return useContext(LiveWindowContext);
}

/** The live window as a value; whoever asks is drawn anew at every step. */
export function useLiveWindowValue(): DayWindow | null {
  const live = useLiveWindow();
  return useSyncExternalStore(live.subscribe, live.get);
}
