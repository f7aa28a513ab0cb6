/**
 * What this browser remembers, between visits or as long as a tab is open: tastes only, never data. Without storage
 * nothing is remembered.
 */

const PREFIX = 'vigia.';

type Where = 'localStorage' | 'sessionStorage';

/** The remembered word for a name, or null: of all visits, or of this tab (`sessionStorage`). */
export function remembered(name: string, where: Where = 'localStorage'): string | null {
  try {
    return window[where].getItem(PREFIX + name);
  } catch {
    return null;
  }
}

/** Remembers a word under a name, for all visits or for this tab. */
export function remember(name: string, word: string, where: Where = 'localStorage'): void {
  try {
    window[where].setItem(PREFIX + name, word);
  } catch {
    // Storage is switched off or full: the taste then lasts as long as the page.
  }
}
