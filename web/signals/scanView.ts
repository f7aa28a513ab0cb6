/** What the page of signals shows, as its address says it. */
export interface ScanView {
  shape: 'circle' | 'track';
  /** ISO, or null for the newest day. */
  day: string | null;
}

/** Of the address in the bar; what is no shape or day is left out. */
export function readScanView(): ScanView {
  const query = new URLSearchParams(window.location.search);
  const day = query.get('day');
  return {
    shape: query.get('shape') === 'track' ? 'track' : 'circle',
    day: day && /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : null,
  };
}

/** Into the address, so that it can be sent on. */
export function writeScanView({ shape, day }: ScanView): void {
  const query = new URLSearchParams(window.location.search);
  query.set('shape', shape);
  if (day) query.set('day', day);
  else query.delete('day');
  window.history.replaceState(window.history.state, '', `?${query}`);
}
