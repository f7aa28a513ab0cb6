import { useEffect, useRef } from 'react';

/** Fields keep their letters; a button keeps its Enter. */
const TYPING = 'input, textarea, select, [contenteditable]';
const HAS_ENTER = 'a, button, summary';
const HAS_ARROWS = 'canvas';

/** Single keys that work on the page while nothing is being typed, named in lower case: `enter`, `arrowdown`, `j`. */
export function useKeys(keys: Readonly<Record<string, () => void>>): void {
  const newest = useRef(keys);
  useEffect(() => {
    newest.current = keys;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { key, target, ctrlKey, metaKey, altKey } = event;
      if (ctrlKey || metaKey || altKey || event.defaultPrevented || !(target instanceof Element)) return;
      if (target.closest(TYPING)) return;
      if (key === 'Enter' && target.closest(HAS_ENTER)) return;
      if (key.startsWith('Arrow') && target.closest(HAS_ARROWS)) return;
      const act = newest.current[key.toLowerCase()];
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
