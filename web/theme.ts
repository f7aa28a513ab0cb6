import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { remember, remembered } from './remembered.ts';

export type Theme = 'light' | 'dark';

/** Light or dark: what the reader chose last, else what the system prefers. A taste, so not part of a link. */
export function useTheme(): { theme: Theme; toggle: () => void } {
  const [theme, setTheme] = useState<Theme>(() => {
    const stored = remembered('theme');
    if (stored === 'light' || stored === 'dark') return stored;
    return window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  });
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  const toggle = useCallback(() => {
    setTheme((before) => {
      const next = before === 'light' ? 'dark' : 'light';
      remember('theme', next);
      return next;
    });
  }, []);
  return { theme, toggle };
}

/** The theme that the page shows now, for what draws with colours of its own. */
export function useShownTheme(): Theme {
  return useSyncExternalStore(watchTheme, shownTheme);
}

function shownTheme(): Theme {
  return document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light';
}

function watchTheme(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
}
