/** By q: none, at most .10, .05, .01. */
export const HOTSPOT_CLASSES = ['none', 'hot-90', 'hot-95', 'hot-99'] as const;

/** Index into HOTSPOT_CLASSES. */
export function hotspotClassOf(q: number): number {
  return q <= 0.01 ? 3 : q <= 0.05 ? 2 : q <= 0.1 ? 1 : 0;
}
