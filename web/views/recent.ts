import { useEffect } from 'react';
import { PAGES, type PageId } from '../../domain/pages.ts';
import { readAddress } from '../view/address.ts';
import { cutAddress } from '../view/query.ts';

/** Addresses that were left lately, of this browser and session: nothing of the data, and forgotten at sign-out. */
export interface RecentView {
  pageId: PageId;
  path: string;
  search: string;
  hash: string;
  leftAtMs: number;
}

const KEY = 'vigia-recent';
const KEPT = 12;
/** Pages without anything to come back to. */
const NOT_KEPT: readonly PageId[] = ['signIn', 'views', 'help', 'guide', 'about', 'account'];

/** The views that were left lately, the newest first. */
export function recentViews(): RecentView[] {
  try {
    const kept: unknown = JSON.parse(window.localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.map(withHash).filter(isRecent) : [];
  } catch {
    return [];
  }
}

/** Forgets them; the view that is open now isn't kept when it is left, until somebody signs in. */
export function forgetRecentViews(): void {
  // Signing out leaves the page, which would write it down again.
  window.removeEventListener('pagehide', keepThis);
  try {
    window.localStorage.removeItem(KEY);
  } catch {
    // Without storage nothing was kept.
  }
}

/** Keeps the address of a view when it is left. */
export function useRecentViews(isSignedIn: boolean): void {
  useEffect(() => {
    if (!isSignedIn) return;
    window.addEventListener('pagehide', keepThis);
    return () => window.removeEventListener('pagehide', keepThis);
  }, [isSignedIn]);
}

function keepThis(): void {
  const { pathname: path } = window.location;
  const page = PAGES.find((one) => one.path === path);
  if (!page || NOT_KEPT.includes(page.id)) return;
  const { search, hash } = cutAddress(readAddress());
  const view: RecentView = { pageId: page.id, path, search, hash, leftAtMs: Date.now() };
  const isThis = (one: RecentView) => one.path === path && one.search === search && one.hash === hash;
  const others = recentViews().filter((one) => !isThis(one));
  try {
    window.localStorage.setItem(KEY, JSON.stringify([view, ...others].slice(0, KEPT)));
  } catch {
    // Full or switched off: then nothing is kept.
  }
}

/** Those of an older version had none. */
function withHash(one: unknown): unknown {
  return typeof one === 'object' && one !== null ? { hash: '', ...one } : one;
}

function isRecent(one: unknown): one is RecentView {
  const { path, search, hash, pageId, leftAtMs } = (one ?? {}) as Partial<RecentView>;
  return (
    PAGES.some((page) => page.id === pageId && page.path === path) &&
    typeof search === 'string' &&
    /^(\?|$)/.test(search) &&
    typeof hash === 'string' &&
    /^(#|$)/.test(hash) &&
    typeof leftAtMs === 'number'
  );
}
