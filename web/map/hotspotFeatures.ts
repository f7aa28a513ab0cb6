import type { Feature, FeatureCollection, Polygon } from 'geojson';
import { cellToBoundary } from 'h3-js';
import type { HotspotsFound } from '../../api/contract-hotspots.ts';
import { HOTSPOT_CLASSES } from '../../domain/statistics/hotspot-classes.ts';

/** Under this a hotspot is drawn as if it had this stability: it must still be seen. */
const FAINTEST = 0.25;

export type HotspotShapes = FeatureCollection<Polygon>;

/** The study area as hexagons: class (0 is none), opacity by stability, and whether anything was counted there. */
export function hotspotShapes(found: HotspotsFound): HotspotShapes {
  const features = found.cells.map((id, index): Feature<Polygon> => {
    const step = HOTSPOT_CLASSES.indexOf(found.class[index] ?? 'none');
    const opacity = FAINTEST + (1 - FAINTEST) * (found.stability[index] ?? 0);
    return {
      type: 'Feature',
      properties: { id, step, count: found.count[index] ?? 0, opacity },
      geometry: { type: 'Polygon', coordinates: [cellToBoundary(id, true)] },
    };
  });
  return { type: 'FeatureCollection', features };
}
