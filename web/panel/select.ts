import along from '@turf/along';
import length from '@turf/length';
import { useMemo } from 'react';
import type { StateCounts } from '../../api/contract.ts';
import type { IncidentTable } from '../data/incidentTable.ts';
import { useView } from '../view/ViewProvider.tsx';
import type { Stretch } from './texts.ts';

/** Zooms at which a thing fills a good part of the map. */
const STATE_ZOOM = 5.9;
const STRETCH_ZOOM = 7;
const INCIDENT_ZOOM = 8;

/** Choosing from a list, which also brings the chosen thing into sight on the map. */
export interface Select {
  state: (state: Pick<StateCounts['states'][number], 'code' | 'lon' | 'lat'>) => void;
  stretch: (stretch: Stretch) => void;
  /** Opens an incident on top of the current scope. */
  incident: (table: IncidentTable, row: number) => void;
}

/** lon, lat halfway along a line. */
function middleOf(coordinates: [number, number][]): number[] {
  const line = { type: 'LineString' as const, coordinates };
  return along(line, length({ type: 'Feature', properties: {}, geometry: line }) / 2).geometry.coordinates;
}

/** The list's choices as changes of the view. */
export function useSelect(): Select {
  const { view, change } = useView();
  const zoom = view.camera?.zoom ?? 0;
  return useMemo(
    () => ({
      state: ({ code, lon, lat }) =>
        change({
          scope: { kind: 'state', id: code },
          incidentId: null,
          camera: { zoom: STATE_ZOOM, lat, lon },
        }),
      stretch: (stretch) => {
        const [lon = 0, lat = 0] = middleOf(stretch.line);
        const camera = { zoom: Math.max(zoom, STRETCH_ZOOM), lat, lon };
        change({ scope: { kind: 'stretch', id: stretch.id }, incidentId: null, camera });
      },
      incident: (table, row) =>
        change({
          incidentId: table.id[row] as number,
          camera: {
            zoom: Math.max(zoom, INCIDENT_ZOOM),
            lat: table.lat[row] as number,
            lon: table.lon[row] as number,
          },
        }),
    }),
    [zoom, change],
  );
}
