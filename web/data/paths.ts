import type { ShownFilter } from '../../api/contract.ts';
import type { Resolution } from '../../domain/hexagons.ts';

/** What the first view asks of the server, apart from what asks it: see web/first.ts. */

export const ME_PATH = '/api/me';
/** Where the server says how it is. */
export const STATUS_PATH = '/api/status';
export const BASEMAP_PATH = '/api/basemap';
export const TODAY_PATH = '/api/today';

/** Where the counts of a filter are, by state and stretch, and where silence is no data. */
export function aggregatePaths(query: string): { states: string; corridors: string; coverage: string } {
  const suffix = query === '' ? '' : `?${query}`;
  // Who reports is not a matter of crimes.
  const filter = new URLSearchParams(query);
  const days = new URLSearchParams();
  for (const name of ['from', 'to', 'asOf']) if (filter.has(name)) days.set(name, filter.get(name) ?? '');
  return {
    states: `/api/states${suffix}`,
    corridors: `/api/corridors${suffix}`,
    coverage: `/api/coverage?${days}`,
  };
}

/** Where the counts of a filter are, by hexagon. */
export function cellsPath(query: string, resolution: Resolution): string {
  return `/api/cells?${query === '' ? '' : `${query}&`}resolution=${resolution}`;
}

/** A guess until the map says its zoom: all of Mexico fills a phone at zoom 3, a wide screen at zoom 4.6. */
export function firstResolution(): Resolution {
  return window.innerWidth < 760 ? 3 : 4;
}

/** The filter of a view that names no day, on a day. */
export function onDay(filter: ShownFilter, asOf: string): ShownFilter {
  return filter.asOf ? filter : { ...filter, asOf };
}
