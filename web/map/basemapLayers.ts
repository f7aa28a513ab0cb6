import type {
  BackgroundLayerSpecification,
  CircleLayerSpecification,
  ExpressionSpecification,
  FillLayerSpecification,
  FilterSpecification,
  LineLayerSpecification,
  SymbolLayerSpecification,
} from 'maplibre-gl';
import type { Palette } from './palette.ts';
import { riskLayers } from './riskLayers.ts';
import { wayEdge, wayMarks } from './wayFeatures.ts';

/** Name of the diamond that the map gets as an image (see map/diamondImage.ts). */
export const DIAMOND_IMAGE = 'diamond';

/** Name of the tile of diagonal lines (see map/hatchImage.ts). */
export const HATCH_IMAGE = 'hatch';

/** From this zoom on incidents are drawn one by one; below it they are hexagon counts. */
export const SPOTS_FROM_ZOOM = 6;

type BasemapLayer =
  | BackgroundLayerSpecification
  | FillLayerSpecification
  | LineLayerSpecification
  | CircleLayerSpecification
  | SymbolLayerSpecification;

// MapLibre draws text with the page's fonts when a style has no glyphs; it takes the weight from the family's
// name and does not quote it, hence our one-word aliases in styles/fonts.css.
const REGULAR = ['Atlas'];
const MEDIUM = ['Atlas Medium'];
const ITALIC = ['Atlas Italic'];

/**
 * The layers of the map below the data, in drawing order. Hexagons are among them, not among deck.gl's, so
 * that rail, state lines and names stay readable on top of the counts.
 */
export function basemapLayers(palette: Palette, language: string): BasemapLayer[] {
  return [
    { id: 'sea', type: 'background', paint: { 'background-color': palette.sea } },
    fill('neighbours', 'neighbours', palette.neighbour),
    fill('mexico', 'mexico', palette.land),
    fill('states', 'states', palette.land),
    {
      id: 'cells',
      type: 'fill',
      source: 'cells',
      maxzoom: SPOTS_FROM_ZOOM,
      filter: ['>', ['get', 'crimes'], 0],
      paint: {
        'fill-color': rampColor(palette),
        'fill-opacity': seen('crimes', 0.86),
      },
    },
    {
      ...line('cell-lines', 'cells', palette.cellLine, [3, 0.4, 6, 0.8], seen('crimes', 0.8)),
      maxzoom: SPOTS_FROM_ZOOM,
      filter: ['>', ['get', 'crimes'], 0],
    },
    // Study area, faint; cells with incidents but no hotspot, a shade more; hotspots, as sure as they are opaque.
    {
      id: 'hotspots',
      type: 'fill',
      source: 'hotspots',
      paint: {
        'fill-color': [
          'match',
          ['get', 'step'],
          1,
          palette.ramp[1],
          2,
          palette.ramp[2],
          3,
          palette.ramp[4],
          palette.studyArea,
        ],
        'fill-opacity': [
          'case',
          ['>', ['get', 'step'], 0],
          ['get', 'opacity'],
          ['>', ['get', 'count'], 0],
          0.34,
          0.13,
        ],
      },
    },
    {
      ...line('hotspot-lines', 'hotspots', palette.ramp[4], [3, 0.6, 8, 1.6]),
      filter: ['>', ['get', 'step'], 0],
    },
    {
      id: 'no-data',
      type: 'fill',
      source: 'states',
      filter: withoutData([]),
      paint: { 'fill-pattern': HATCH_IMAGE },
    },
    line('state-lines', 'stateLines', palette.stateLine, [3, 0.5, 6, 0.9, 10, 1.4]),
    line('country-lines', 'countryLines', palette.countryLine, [3, 0.7, 8, 1.4]),
    line('outline', 'outline', palette.coast, [3, 0.7, 8, 1.3]),
    {
      ...line('state-chosen', 'states', palette.selection, [3, 1.6, 8, 2.6]),
      filter: ['==', ['get', 'code'], ''],
    },
    {
      ...line('cell-chosen', 'cells', palette.selection, [3, 1.6, 8, 2.6]),
      filter: ['==', ['get', 'id'], ''],
    },
    {
      ...line('hotspot-chosen', 'hotspots', palette.selection, [3, 2, 8, 3]),
      filter: ['==', ['get', 'id'], ''],
    },
    line('rail-halo', 'stretches', palette.railHalo, [3, 1.8, 6, 3.2, 10, 5], 0.75),
    ...riskLayers(palette),
    wayEdge(palette),
    line('rail', 'stretches', palette.rail, [3, 0.6, 6, 1, 10, 1.8]),
    {
      ...line('stretch-chosen', 'stretches', palette.selection, [3, 3, 8, 5]),
      filter: ['==', ['get', 'id'], ''],
    },
    // A hairline can't be hit; this one is invisible and wide enough for a thumb.
    line('rail-hit', 'stretches', palette.rail, [3, 9, 6, 14], 0),
    {
      id: 'stations',
      type: 'circle',
      source: 'stations',
      minzoom: 4.6,
      paint: {
        'circle-radius': byZoom([4.6, 1.6, 6, 2.6, 9, 4.2]),
        'circle-color': palette.stationFill,
        'circle-stroke-color': palette.rail,
        'circle-stroke-width': byZoom([4.6, 0.8, 8, 1.5]),
      },
    },
    ...wayMarks(palette),
    {
      id: 'cell-hazards',
      type: 'symbol',
      source: 'cellHazards',
      maxzoom: SPOTS_FROM_ZOOM,
      layout: {
        'icon-image': DIAMOND_IMAGE,
        // The image is 24 px across; its area grows with the count.
        'icon-size': ['min', 0.7, ['+', 0.25, ['*', 0.06, ['sqrt', ['get', 'hazards']]]]],
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
      },
      paint: {
        'icon-color': palette.hazard,
        'icon-halo-color': palette.markLine,
        'icon-halo-width': 1,
        'icon-opacity': seen('hazards', 1),
      },
    },
    text('sea-names', 'seas', ['get', 'name'], ITALIC, byZoom([3, 11, 6, 15]), palette.labelSea, palette, {
      'text-letter-spacing': 0.12,
      'text-max-width': 7,
    }),
    {
      ...text(
        'state-names',
        'stateLabels',
        ['upcase', ['get', 'name']],
        REGULAR,
        byZoom([5, 9.5, 8, 13]),
        palette.labelQuiet,
        palette,
        {
          'text-letter-spacing': 0.09,
          'text-max-width': 8,
        },
      ),
      minzoom: 5.2,
    },
    {
      ...text(
        'town-names',
        'labels',
        ['get', 'name'],
        REGULAR,
        byZoom([6, 11, 10, 14]),
        palette.labelQuiet,
        palette,
        beside(),
      ),
      minzoom: 6.4,
      // Larger towns first: rank 3 from zoom 6.4 on, rank 6 from 8.5 on.
      filter: [
        'all',
        ['==', ['get', 'kind'], 'town'],
        ['<=', ['get', 'rank'], ['step', ['zoom'], 3, 7, 4, 7.7, 5, 8.5, 6]],
      ],
    },
    {
      ...text(
        'station-names',
        'labels',
        ['get', 'name'],
        MEDIUM,
        byZoom([4.6, 11, 8, 13.5]),
        palette.label,
        palette,
        beside(),
      ),
      minzoom: 5,
      filter: ['==', ['get', 'kind'], 'station'],
    },
    {
      ...text(
        'capital-names',
        'labels',
        ['get', 'name'],
        MEDIUM,
        byZoom([4.2, 10.5, 8, 14]),
        palette.label,
        palette,
        beside(),
      ),
      minzoom: 4.3,
      filter: ['all', ['==', ['get', 'kind'], 'capital'], ['>', ['get', 'rank'], 1]],
    },
    {
      ...text(
        'country-names',
        'labels',
        ['get', language === 'en' ? 'nameEn' : 'name'],
        REGULAR,
        byZoom([3, 11, 6, 15]),
        palette.labelQuiet,
        palette,
        {
          'text-letter-spacing': 0.16,
          'text-transform': 'uppercase',
          'text-max-width': 7,
        },
      ),
      maxzoom: 8,
      filter: ['==', ['get', 'kind'], 'country'],
    },
    {
      ...text(
        'first-capital-name',
        'labels',
        ['get', language === 'en' ? 'nameEn' : 'name'],
        MEDIUM,
        byZoom([3, 12, 8, 16]),
        palette.label,
        palette,
        beside(),
      ),
      filter: ['all', ['==', ['get', 'kind'], 'capital'], ['==', ['get', 'rank'], 1]],
    },
  ];
}

/** Filter of the hatched states, by their codes. */
export function withoutData(codes: readonly string[]): FilterSpecification {
  return ['in', ['get', 'code'], ['literal', [...codes]]];
}

/** Names of layers that one switch of the legend hides together. */
export const LABEL_LAYERS = [
  'sea-names',
  'state-names',
  'town-names',
  'station-names',
  'capital-names',
  'country-names',
  'first-capital-name',
];
export const HOTSPOT_LAYERS = ['hotspots', 'hotspot-lines'];
export const SCORE_LAYERS = ['rail-sleeve', 'rail-risk'];
/** Hatching of states and of stretches. */
export const NO_DATA_LAYERS = ['no-data', 'rail-no-data'];

function rampColor({ ramp }: Palette): ExpressionSpecification {
  return ['match', counted('step'), 0, ramp[0], 1, ramp[1], 2, ramp[2], 3, ramp[3], ramp[4]];
}

/** What a hexagon shows now: while the window moves, its state; at rest, its property. */
function counted(name: 'crimes' | 'hazards' | 'step'): ExpressionSpecification {
  return ['coalesce', ['feature-state', name], ['get', name]];
}

function seen(name: 'crimes' | 'hazards', opacity: number): ExpressionSpecification {
  return ['case', ['>', counted(name), 0], opacity, 0];
}

function byZoom(stops: number[]): ExpressionSpecification {
  return ['interpolate', ['linear'], ['zoom'], ...stops] as ExpressionSpecification;
}

function fill(id: string, source: string, color: string): FillLayerSpecification {
  return { id, type: 'fill', source, paint: { 'fill-color': color } };
}

function line(
  id: string,
  source: string,
  color: string,
  width: number[],
  opacity: number | ExpressionSpecification = 1,
): LineLayerSpecification {
  return {
    id,
    type: 'line',
    source,
    layout: { 'line-join': 'round', 'line-cap': 'round' },
    paint: { 'line-color': color, 'line-width': byZoom(width), 'line-opacity': opacity },
  };
}

function text(
  id: string,
  source: string,
  field: ExpressionSpecification,
  font: string[],
  size: ExpressionSpecification,
  color: string,
  palette: Palette,
  layout: SymbolLayerSpecification['layout'],
): SymbolLayerSpecification {
  return {
    id,
    type: 'symbol',
    source,
    layout: {
      'text-field': field,
      'text-font': font,
      'text-size': size,
      'symbol-sort-key': ['coalesce', ['get', 'rank'], 9],
      ...layout,
    },
    paint: {
      'text-color': color,
      'text-halo-color': palette.halo,
      'text-halo-width': 1.4,
      'text-halo-blur': 0.4,
    },
  };
}

/** Beside its point, on whichever side has room. */
function beside(): SymbolLayerSpecification['layout'] {
  return {
    'text-variable-anchor': ['left', 'right', 'top', 'bottom'],
    'text-radial-offset': 0.75,
    'text-justify': 'auto',
    'text-padding': 6,
    'text-max-width': 9,
  };
}
