import type { StateShapes } from './state-map.ts';

/**
 * Outlines with rings as d3-geo wants them, clockwise outside: a ring the other way round is the whole globe without it.
 * GeoJSON (RFC 7946) has them counter-clockwise.
 */
export function rewound(shapes: StateShapes): StateShapes {
  return {
    ...shapes,
    features: shapes.features.map((shape) => {
      const { geometry } = shape;
      if (geometry.type === 'Polygon')
        return { ...shape, geometry: { ...geometry, coordinates: turned(geometry.coordinates) } };
      return { ...shape, geometry: { ...geometry, coordinates: geometry.coordinates.map(turned) } };
    }),
  };
}

type Ring = number[][];

function turned(rings: Ring[]): Ring[] {
  return rings.map((ring, at) => (signedArea(ring) > 0 === (at === 0) ? [...ring].reverse() : ring));
}

/** Twice the area, over 0 where the ring runs counter-clockwise. */
function signedArea(ring: Ring): number {
  let sum = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    sum += ring[j]![0]! * ring[i]![1]! - ring[i]![0]! * ring[j]![1]!;
  }
  return sum;
}
