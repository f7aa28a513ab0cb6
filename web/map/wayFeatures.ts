import bbox from '@turf/bbox';
import type { CircleLayerSpecification, LineLayerSpecification, SymbolLayerSpecification } from 'maplibre-gl';
import type { Way } from '../../api/contract-network.ts';
import type { Palette } from './palette.ts';

/** A way on the map: its legs as lines, its danger points with their number, its two ends. */
export interface WayShapes {
  features: GeoJSON.FeatureCollection;
  /** West, south, east, north. */
  bounds: [number, number, number, number];
}

export function wayShapes(way: Way): WayShapes {
  const lines = way.legs.map(
    (leg): GeoJSON.Feature => ({
      type: 'Feature',
      properties: { kind: 'leg' },
      geometry: { type: 'LineString', coordinates: leg.line },
    }),
  );
  const points = way.dangerPoints.map(
    (point, i): GeoJSON.Feature => ({
      type: 'Feature',
      properties: { kind: 'danger', number: String(i + 1) },
      geometry: { type: 'Point', coordinates: [point.lon, point.lat] },
    }),
  );
  const ends = [way.legs[0]?.line[0], way.legs.at(-1)?.line.at(-1)].flatMap((at): GeoJSON.Feature[] =>
    at
      ? [{ type: 'Feature', properties: { kind: 'end' }, geometry: { type: 'Point', coordinates: at } }]
      : [],
  );
  const [west, south, east, north] = bbox({ type: 'FeatureCollection', features: lines });
  return {
    features: { type: 'FeatureCollection', features: [...lines, ...ends, ...points] },
    bounds: [west ?? 0, south ?? 0, east ?? 0, north ?? 0],
  };
}

/** A dark edge on both sides of the stretches travelled: their own colours stay between them. */
export function wayEdge(palette: Palette): LineLayerSpecification {
  return {
    id: 'way',
    type: 'line',
    source: 'way',
    filter: ['==', ['get', 'kind'], 'leg'],
    layout: { 'line-join': 'round' },
    paint: {
      'line-color': palette.selection,
      'line-width': 1.6,
      'line-gap-width': ['interpolate', ['linear'], ['zoom'], 3, 8, 4.6, 13, 7, 18, 10, 28],
    },
  };
}

/** The ends and the danger points, above everything that is drawn of the network. */
export function wayMarks(palette: Palette): (CircleLayerSpecification | SymbolLayerSpecification)[] {
  return [
    {
      id: 'way-ends',
      type: 'circle',
      source: 'way',
      filter: ['==', ['get', 'kind'], 'end'],
      paint: {
        'circle-radius': 6,
        'circle-color': palette.stationFill,
        'circle-stroke-color': palette.selection,
        'circle-stroke-width': 3,
      },
    },
    {
      id: 'danger-points',
      type: 'circle',
      source: 'way',
      filter: ['==', ['get', 'kind'], 'danger'],
      paint: {
        'circle-radius': 10,
        'circle-color': palette.selection,
        'circle-stroke-color': palette.halo,
        'circle-stroke-width': 1.5,
      },
    },
    {
      id: 'danger-numbers',
      type: 'symbol',
      source: 'way',
      filter: ['==', ['get', 'kind'], 'danger'],
      layout: {
        'text-field': ['get', 'number'],
        'text-font': ['Atlas Medium'],
        'text-size': 12,
        'text-allow-overlap': true,
        'text-ignore-placement': true,
      },
      paint: { 'text-color': palette.halo },
    },
  ];
}
