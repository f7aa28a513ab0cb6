import type { FeatureCollection, LineString, Point } from 'geojson';
import type { Corridors } from '../../api/contract.ts';
import type { SegmentsRisk } from '../../api/contract-network.ts';
import { points } from './basemap.ts';
import { riskProperties } from './riskLayers.ts';

/** The stretches of the network as lines that carry their risk. */
export function stretchLines(
  corridors: Corridors['corridors'],
  risk: SegmentsRisk | null,
): FeatureCollection<LineString> {
  const riskOf = new Map(risk?.stretches.map((stretch) => [stretch.id, stretch]));
  return {
    type: 'FeatureCollection',
    features: corridors.flatMap((corridor) =>
      corridor.stretches.map((stretch) => ({
        type: 'Feature' as const,
        properties: {
          id: stretch.id,
          corridor: corridor.id,
          ...riskProperties(riskOf.get(stretch.id)),
        },
        geometry: { type: 'LineString' as const, coordinates: stretch.line },
      })),
    ),
  };
}

/** The stations with their names. */
export function stationPoints(corridors: Corridors['corridors']): FeatureCollection<Point> {
  return points(
    corridors.flatMap(({ stations }) =>
      stations.map(({ lon, lat, name }): [number, number, object] => [lon, lat, { name }]),
    ),
  );
}

/** Whether two answers draw the same track: counts change with every filter, the track doesn't. */
export function sameTrack(a: Corridors['corridors'], b: Corridors['corridors']): boolean {
  const ids = (corridors: Corridors['corridors']) =>
    corridors.flatMap(({ stretches }) => stretches.map(({ id }) => id)).join();
  return ids(a) === ids(b);
}
