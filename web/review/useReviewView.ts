import { useCallback, useMemo } from 'react';
import { goTo, readAddress, useAddress } from '../view/address.ts';
import { cutAddress } from '../view/query.ts';

export const REVIEW_TABS = ['quarantine', 'places', 'merges'] as const;
export type ReviewTab = (typeof REVIEW_TABS)[number];

/** What a link to the review restores: the tab, the filter of its list, and how far one has paged. */
export interface ReviewView {
  tab: ReviewTab;
  filter: string;
  offset: number;
}

/** Reads the part of an address after `#`; null where it speaks of something else, as a skip link does. */
export function parseReviewView(hash: string): ReviewView | null {
  const query = new URLSearchParams(hash.replace(/^#/, ''));
  const tab = REVIEW_TABS.find((word) => word === query.get('tab'));
  if (!tab) return null;
  const offset = query.get('offset') ?? '';
  return { tab, filter: query.get('filter') ?? '', offset: /^\d{1,6}$/.test(offset) ? Number(offset) : 0 };
}

/** The inverse of parseReviewView. */
export function reviewViewToHash({ tab, filter, offset }: ReviewView): string {
  const query = new URLSearchParams({ tab });
  if (filter !== '') query.set('filter', filter);
  if (offset > 0) query.set('offset', String(offset));
  return `#${query}`;
}

const FIRST_VIEW: ReviewView = { tab: 'quarantine', filter: '', offset: 0 };

/** The view of the review, kept in the address, and how to change it. */
export function useReviewView(): { view: ReviewView; change: (patch: Partial<ReviewView>) => void } {
  const { hash } = cutAddress(useAddress());
  const view = useMemo(() => parseReviewView(hash) ?? FIRST_VIEW, [hash]);
  const change = useCallback((patch: Partial<ReviewView>) => {
    const before = cutAddress(readAddress());
    const next = { ...(parseReviewView(before.hash) ?? FIRST_VIEW), ...patch };
    goTo(before.search + reviewViewToHash(next), 'push');
  }, []);
  return { view, change };
}
