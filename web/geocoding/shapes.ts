import type { Feature, FeatureCollection, LineString, Polygon } from 'geojson';

type Position = readonly number[];

/** A ring of corners, lon and lat in degrees, as a polygon; it is closed here. */
export function ringShape(ring: readonly Position[]): Feature<Polygon> {
  const [first] = ring;
  const closed = [...ring, ...(first ? [first] : [])].map((corner) => [...corner]);
  return { type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [closed] } };
}

/** Lines of positions, lon and lat in degrees, such as pieces of track. */
export function lineShapes(lines: readonly (readonly Position[])[]): FeatureCollection<LineString> {
  return {
    type: 'FeatureCollection',
    features: lines.map((line) => ({
      type: 'Feature',
      properties: {},
      geometry: { type: 'LineString', coordinates: line.map((position) => [...position]) },
    })),
  };
}
