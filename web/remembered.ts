/** What this browser remembers between visits: tastes only, never data. Without storage nothing is remembered. */

const PREFIX = 'vigia.';

/** The remembered word for a name, or null. */
export function remembered(name: string): string | null {
  try {
    return window.localStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}

/** Remembers a word under a name. */
export function remember(name: string, word: string): void {
  try {
    window.localStorage.setItem(PREFIX + name, word);
  } catch {
    // Storage is switched off or full: the taste then lasts as long as the page.
  }
}
