import { useCallback, useEffect, useState } from 'react';
import { goTo, readAddress, useAddress } from '../view/address.ts';
import { cutAddress } from '../view/query.ts';
import {
  type PatternView,
  parsePatternView,
  patternViewToHash,
  type UnreadPart,
  unreadParts,
} from './patternView.ts';

/** After the last of several steps, so that the address is written once. */
const ADDRESS_MS = 120;

export interface PatternViewAccess {
  view: PatternView;
  change: (to: (view: PatternView) => PatternView) => void;
  /** What the address asked for and does not exist. */
  unread: readonly UnreadPart[];
  /** Takes note of it. */
  dismissUnread: () => void;
}

/** The view, kept in the address after `#`. */
export function usePatternView(): PatternViewAccess {
  const { hash } = cutAddress(useAddress());
  // Views that were made or read stay the same objects: what did not change in one is not worked out again.
  const [views] = useState(() => new Map<string, PatternView>());
  const viewOf = useCallback(
    (of: string) => {
      const view = views.get(of) ?? parsePatternView(of);
      views.set(of, view);
      return view;
    },
    [views],
  );
  const change = useCallback(
    (to: (view: PatternView) => PatternView) => {
      const before = cutAddress(readAddress());
      const next = to(viewOf(before.hash));
      const nextHash = patternViewToHash(next);
      if (!views.has(nextHash)) views.set(nextHash, next);
      // A step is no page of the browser's history: back leaves, undo steps back.
      goTo(before.search + nextHash, 'replace', ADDRESS_MS);
    },
    [viewOf, views],
  );

  const [unread, setUnread] = useState(() => unreadParts(hash));
  useEffect(() => {
    const onHash = () => setUnread(unreadParts(cutAddress(readAddress()).hash));
    window.addEventListener('hashchange', onHash);
    return () => window.removeEventListener('hashchange', onHash);
  }, []);
  const dismissUnread = useCallback(() => setUnread([]), []);
  return { view: viewOf(hash), change, unread, dismissUnread };
}
