import type { Feature, FeatureCollection, Polygon } from 'geojson';
import { cellToBoundary } from 'h3-js';
import type { Corridors } from '../../api/contract.ts';
import type { RulePlace } from '../../domain/alerts/rule.ts';
import { lineShapes, ringShape } from '../geocoding/shapes.ts';

type Corridor = Pick<Corridors['corridors'][number], 'id' | 'line' | 'stretches'>;

/** Degrees, as GeoJSON wants them: the outline of cells, of an own area, or the track of a stretch or corridor. */
export function placeShapes(
  place: RulePlace | { kind: 'cluster' },
  cells: readonly string[],
  corridors: readonly Corridor[],
): FeatureCollection {
  return { type: 'FeatureCollection', features: featuresOf(place, cells, corridors) };
}

function featuresOf(
  place: RulePlace | { kind: 'cluster' },
  cells: readonly string[],
  corridors: readonly Corridor[],
): Feature[] {
  switch (place.kind) {
    case 'cell':
      return [cellShape(place.h3)];
    case 'cluster':
      return cells.map(cellShape);
    case 'polygon':
      return place.ring.length < 2 ? [] : [ringShape(place.ring)];
    case 'stretch':
      return lineShapes(
        corridors
          .flatMap(({ stretches }) => stretches)
          .filter(({ id }) => id === place.stretchId)
          .map(({ line }) => line),
      ).features;
    case 'corridor':
      return lineShapes(corridors.filter(({ id }) => id === place.corridorId).map(({ line }) => line))
        .features;
    default:
      return [];
  }
}

function cellShape(h3: string): Feature<Polygon> {
  return ringShape(cellToBoundary(h3, true).slice(0, -1));
}
