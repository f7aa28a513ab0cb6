import type { Atlas } from './atlas.ts';
import type { ClassLimits } from './classes.ts';
import type { SpotLayers } from './spots.ts';

/** Which kinds of marks are in sight on the map now: no others belong into the key of its picture. */
export interface InSight {
  /** Hexagons with counts, and the limits of their classes. */
  cells: ClassLimits | null;
  cellHazards: boolean;
  spots: Record<keyof SpotLayers, boolean>;
  /** Classes of hotspots, from 1 the least sure to 3; and the study area under them. */
  hotspotSteps: readonly number[];
  studyArea: boolean;
  scores: boolean;
  silentStretches: boolean;
  way: boolean;
  rail: boolean;
  silentStates: boolean;
  firingAlerts: boolean;
  pastAlerts: boolean;
  /** States without data that are not hatched since their layer is switched off. */
  hatchIsOff: boolean;
}

const EARTH_M_PER_DEGREE = 111_320;

/** Reads it back from the map: what is switched off, elsewhere or of other days is not there. */
export function inSight(atlas: Atlas): InSight {
  const { map } = atlas;
  const content = atlas.shown();
  const rendered = (layer: string) =>
    map.queryRenderedFeatures({ layers: [layer] }).map((feature) => ({
      ...feature.properties,
      ...feature.state,
    })) as Record<string, unknown>[];
  const has = (layer: string) => rendered(layer).length > 0;
  const steps = rendered('hotspots').map(({ step }) => Number(step));
  const [west, south, east, north] = atlas.bounds();
  const touches = (lon: number, lat: number, radiusM: number) => {
    const margin = radiusM / EARTH_M_PER_DEGREE;
    return lon >= west - margin && lon <= east + margin && lat >= south - margin && lat <= north + margin;
  };
  const { from, to } = atlas.windowShown();
  const spots = (name: keyof SpotLayers) => {
    const shown = atlas.spotsShown(name);
    if (!shown) return false;
    const { positions, radiusM } = shown.spots;
    return shown.sizes.some(
      (size, i) =>
        size > 0 &&
        (shown.days[2 * i] as number) <= to &&
        (shown.days[2 * i + 1] as number) >= from &&
        touches(positions[2 * i] as number, positions[2 * i + 1] as number, radiusM[i] as number),
    );
  };
  const alerts = content.hidden.includes('alerts') ? [] : content.alerts;
  const alertsInSight = alerts.filter(({ lon, lat, radiusM }) => touches(lon, lat, radiusM));
  const isOff = content.hidden.includes('noData');
  return {
    cells: rendered('cells').some(({ crimes }) => Number(crimes) > 0)
      ? (content.cells?.limits ?? null)
      : null,
    cellHazards: rendered('cell-hazards').some(({ hazards }) => Number(hazards) > 0),
    spots: {
      incidents: spots('incidents'),
      areas: spots('areas'),
      hazards: spots('hazards'),
      hazardAreas: spots('hazardAreas'),
    },
    hotspotSteps: [1, 2, 3].filter((step) => steps.includes(step)),
    studyArea: steps.includes(0),
    scores: has('rail-risk'),
    silentStretches: has('rail-no-data'),
    way: has('way'),
    rail: has('rail'),
    silentStates: has('no-data'),
    firingAlerts: alertsInSight.some(({ isFiring }) => isFiring),
    pastAlerts: alertsInSight.some(({ isFiring }) => !isFiring),
    hatchIsOff:
      isOff &&
      (content.noData.length > 0 ||
        (content.risk?.stretches ?? []).some(({ status }) => status === 'no-data')),
  };
}
