import type { IncidentFilter, ShownFilter } from '../../api/contract.ts';
import { RESOLUTIONS, type Resolution } from '../../domain/hexagons.ts';
import { CRIMES, INCIDENT_KINDS, PERPETRATORS } from '../../domain/taxonomy.ts';
import { BINS, type Bin } from '../../domain/time-bins.ts';
import { joinParts, partsOf, searchOfParts } from './query.ts';

/**
 * The view: everything that a link must restore. The URL is its only home, so this file is the whole grammar of
 * our links; what it cannot read it drops, so that an old link still opens.
 */

/** Layers that the legend can switch off; rail stays, it is the spine. */
export const LAYERS = [
  'cells',
  'incidents',
  'areas',
  'hazards',
  'alerts',
  'labels',
  'hotspots',
  'risk',
  'noData',
] as const;
export type LayerName = (typeof LAYERS)[number];

export const HALF_LIVES = [90, 180, 365] as const;
export type HalfLife = (typeof HALF_LIVES)[number];

/** How the timeline plays: a window of the same length moves on, or all up to a day that moves on. */
export const PLAY_MODES = ['moving', 'sum'] as const;
export type PlayMode = (typeof PLAY_MODES)[number];

/** How many times faster than at first. */
export const PLAY_SPEEDS = [1, 2, 4] as const;
export type PlaySpeed = (typeof PLAY_SPEEDS)[number];

/** What the table beside the map has for rows. */
export const TABLE_KINDS = ['states', 'cells', 'stretches', 'incidents', 'scores', 'hotspots'] as const;
export type TableKind = (typeof TABLE_KINDS)[number];

/** The column of the table that its rows are sorted by. */
export interface TableSort {
  column: string;
  isDescending: boolean;
}

export const LANGUAGES = ['es', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

export const SCOPE_KINDS = ['state', 'stretch', 'cell', 'spot'] as const;
/** What the panel speaks of: a state (INEGI code), a stretch (its id), a hexagon (H3 index) or a spot (`lon,lat`). */
export interface Scope {
  kind: (typeof SCOPE_KINDS)[number];
  id: string;
}

/** Where the map looks: MapLibre zoom, degrees. */
export interface Camera {
  zoom: number;
  lat: number;
  lon: number;
}

export type Tab = 'list' | 'map';

export interface View {
  filter: ShownFilter;
  camera: Camera | null;
  scope: Scope | null;
  /** The open incident, on top of the scope it was opened from. */
  incidentId: number | null;
  hiddenLayers: readonly LayerName[];
  /** Alerts that are over lie on the map too. */
  showsPastAlerts: boolean;
  /** H3 resolution of the hotspots, on the page that shows them. */
  hotspotResolution: Resolution;
  /** Stations between which the way is shown, on the page of routes. */
  wayFrom: string | null;
  wayTo: string | null;
  /** In scores, an incident this many days old counts half; null: all days the same. */
  halfLifeDays: HalfLife | null;
  /** Bars of the timeline, and how it plays; its window is the filter's period. */
  bin: Bin;
  playMode: PlayMode;
  playSpeed: PlaySpeed;
  /** The panel shows a table of what the map shows; null: its answer in words. */
  table: TableKind | null;
  /** Null: as the table sorts itself. */
  tableSort: TableSort | null;
  language: Language | null;
  /** Which half a phone shows; wide screens show both. */
  tab: Tab;
}

export const EMPTY_VIEW: View = {
  filter: {},
  camera: null,
  scope: null,
  incidentId: null,
  hiddenLayers: [],
  showsPastAlerts: false,
  hotspotResolution: 4,
  wayFrom: null,
  wayTo: null,
  halfLifeDays: null,
  bin: 'month',
  playMode: 'moving',
  playSpeed: 1,
  table: null,
  tableSort: null,
  language: null,
  tab: 'list',
};

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/;

/** Reads a view from a query string (with or without `?`). Unknown or malformed parts are left out. */
export function parseView(search: string): View {
  const query = new URLSearchParams(search);
  const filter: ShownFilter = {};
  const kind = INCIDENT_KINDS.find((word) => word === query.get('kind'));
  if (kind) filter.kind = kind;
  const crime = words(query.get('crime'), CRIMES);
  if (crime.length > 0) filter.crime = crime;
  const perpetrator = words(query.get('perpetrator'), PERPETRATORS);
  if (perpetrator.length > 0) filter.perpetrator = perpetrator;
  for (const name of ['from', 'to', 'asOf'] as const) {
    const day = query.get(name);
    if (day && isDay(day)) filter[name] = day;
  }
  const known = query.get('known');
  if (known && INSTANT.test(known) && !Number.isNaN(Date.parse(known))) filter.known = known;
  if (query.get('counting') === 'principal') filter.counting = 'principal';
  const incident = query.get('incident');
  return {
    filter,
    camera: parseCamera(query.get('map')),
    scope: parseScope(query.get('at')),
    incidentId: incident && /^\d{1,9}$/.test(incident) ? Number(incident) : null,
    hiddenLayers: words(query.get('off'), LAYERS),
    showsPastAlerts: query.get('past') === 'alerts',
    hotspotResolution:
      RESOLUTIONS.find((step) => String(step) === query.get('hex')) ?? EMPTY_VIEW.hotspotResolution,
    wayFrom: station(query.get('start')),
    wayTo: station(query.get('end')),
    halfLifeDays: HALF_LIVES.find((days) => String(days) === query.get('half')) ?? null,
    bin: BINS.find((word) => word === query.get('bin')) ?? EMPTY_VIEW.bin,
    playMode: PLAY_MODES.find((word) => word === query.get('play')) ?? EMPTY_VIEW.playMode,
    playSpeed: PLAY_SPEEDS.find((times) => String(times) === query.get('speed')) ?? EMPTY_VIEW.playSpeed,
    table: TABLE_KINDS.find((word) => word === query.get('table')) ?? null,
    tableSort: parseSort(query.get('sort')),
    language: LANGUAGES.find((word) => word === query.get('lang')) ?? null,
    tab: query.get('tab') === 'map' ? 'map' : 'list',
  };
}

/** The query string of a view, `?` included, empty for the empty view; the inverse of parseView. */
export function viewToSearch(view: View): string {
  const parts = filterParts(view.filter);
  const { camera, scope } = view;
  if (camera)
    parts.push(['map', `${camera.zoom.toFixed(2)}/${camera.lat.toFixed(4)}/${camera.lon.toFixed(4)}`]);
  if (scope) parts.push(['at', `${scope.kind}:${scope.id}`]);
  if (view.incidentId !== null) parts.push(['incident', String(view.incidentId)]);
  if (view.hiddenLayers.length > 0) parts.push(['off', inOrder(LAYERS, view.hiddenLayers)]);
  if (view.showsPastAlerts) parts.push(['past', 'alerts']);
  if (view.hotspotResolution !== EMPTY_VIEW.hotspotResolution) {
    parts.push(['hex', String(view.hotspotResolution)]);
  }
  if (view.wayFrom !== null) parts.push(['start', view.wayFrom]);
  if (view.wayTo !== null) parts.push(['end', view.wayTo]);
  if (view.halfLifeDays !== null) parts.push(['half', String(view.halfLifeDays)]);
  if (view.bin !== EMPTY_VIEW.bin) parts.push(['bin', view.bin]);
  if (view.playMode !== EMPTY_VIEW.playMode) parts.push(['play', view.playMode]);
  if (view.playSpeed !== EMPTY_VIEW.playSpeed) parts.push(['speed', String(view.playSpeed)]);
  if (view.table !== null) parts.push(['table', view.table]);
  if (view.tableSort) {
    const { column, isDescending } = view.tableSort;
    parts.push(['sort', isDescending ? `-${column}` : column]);
  }
  if (view.language) parts.push(['lang', view.language]);
  if (view.tab === 'map') parts.push(['tab', 'map']);
  return searchOfParts(parts);
}

/** Names of the parts that viewToSearch writes; every other part of an address is its page's own. */
export const VIEW_PARAMETERS: readonly string[] = [
  ...[
    'kind',
    'crime',
    'perpetrator',
    'from',
    'to',
    'asOf',
    'known',
    'counting',
    'map',
    'at',
    'incident',
    'off',
    'past',
  ],
  ...['hex', 'start', 'end', 'half', 'bin', 'play', 'speed', 'table', 'sort', 'lang', 'tab'],
];

/** The query string of a view that keeps what the page itself has in the address now. */
export function besidePageParameters(search: string, current: string): string {
  const kept = partsOf(current).filter(([name]) => !VIEW_PARAMETERS.includes(name));
  if (kept.length === 0) return search;
  return `${search === '' ? '?' : `${search}&`}${joinParts(kept)}`;
}

/** The query that all data routes take; the same filter always gives the same text, so it can serve as a key. */
export function filterToQuery(filter: ShownFilter): string {
  return joinParts(filterParts(filter));
}

/** How many filters narrow the view; the as-of date is not one of them. */
export function activeFilterCount(filter: ShownFilter): number {
  const { kind, crime, perpetrator, from, to, known, counting } = filter;
  const single = [kind, from, to, known, counting].filter((value) => value !== undefined).length;
  return single + (crime?.length ?? 0) + (perpetrator?.length ?? 0);
}

/** The filter without what only counts can be narrowed to: whatever is computed from all incidents takes no less. */
export function withoutNews({ known: _, counting: _principal, ...filter }: ShownFilter): IncidentFilter {
  return filter;
}

function filterParts(filter: ShownFilter): [string, string][] {
  const parts: [string, string][] = [];
  if (filter.kind) parts.push(['kind', filter.kind]);
  if (filter.crime?.length) parts.push(['crime', inOrder(CRIMES, filter.crime)]);
  if (filter.perpetrator?.length) parts.push(['perpetrator', inOrder(PERPETRATORS, filter.perpetrator)]);
  for (const name of ['from', 'to', 'asOf'] as const) {
    const day = filter[name];
    if (day) parts.push([name, day]);
  }
  if (filter.known) parts.push(['known', filter.known]);
  if (filter.counting) parts.push(['counting', filter.counting]);
  return parts;
}

function inOrder<T extends string>(vocabulary: readonly T[], chosen: readonly T[]): string {
  return vocabulary.filter((word) => chosen.includes(word)).join(',');
}

function words<T extends string>(text: string | null, vocabulary: readonly T[]): T[] {
  if (!text) return [];
  const chosen = new Set(text.split(','));
  return vocabulary.filter((word) => chosen.has(word));
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** A station's name, as long as the API takes it. */
function station(text: string | null): string | null {
  return text !== null && text !== '' && text.length <= 100 ? text : null;
}

function parseCamera(text: string | null): Camera | null {
  const [zoom, lat, lon, ...rest] = (text ?? '').split('/').map(Number);
  if (zoom === undefined || lat === undefined || lon === undefined || rest.length > 0) return null;
  const inRange = zoom >= 0 && zoom <= 22 && Math.abs(lat) <= 85 && Math.abs(lon) <= 180;
  return inRange ? { zoom, lat, lon } : null;
}

/** A column's name, after a minus where it goes down. */
function parseSort(text: string | null): TableSort | null {
  const [, minus, column] = /^(-?)([a-zA-Z]{1,20})$/.exec(text ?? '') ?? [];
  return column === undefined ? null : { column, isDescending: minus === '-' };
}

function parseScope(text: string | null): Scope | null {
  const colon = text?.indexOf(':') ?? -1;
  if (!text || colon < 0) return null;
  const kind = SCOPE_KINDS.find((word) => word === text.slice(0, colon));
  const id = text.slice(colon + 1);
  return kind && id !== '' ? { kind, id } : null;
}
