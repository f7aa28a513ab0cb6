import { withParts } from '../view/query.ts';
import { useAddressView } from '../view/useAddressView.ts';

/** What the page of signals shows, as its address says it. */
export interface ScanView {
  shape: 'circle' | 'track';
  /** ISO, or null for the newest day. */
  day: string | null;
}

/** Reads the page's own parameters; what is no shape or day is left out. */
export function parseScanView(search: string): ScanView {
  const query = new URLSearchParams(search);
  const day = query.get('day');
  return {
    shape: query.get('shape') === 'track' ? 'track' : 'circle',
    day: day && /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : null,
  };
}

/** The query string of a view on top of what else stands there; `?` included. */
export function scanViewToSearch({ shape, day }: ScanView, search = ''): string {
  return withParts(search, { shape: shape === 'circle' ? null : shape, day });
}

/** The view of the page, kept in the address, and how to change it. */
export function useScanView() {
  return useAddressView(parseScanView, scanViewToSearch);
}
