import { cellToLatLng } from 'h3-js';
import { useView } from '../view/ViewProvider.tsx';

/** Zoom at which the neighbours of a hexagon of each resolution fill the map. */
const ZOOMS = { 3: 5.2, 4: 6.4, 5: 7.6, 6: 9 } as const;

/** Opens a hexagon in the panel, and brings it into sight. */
export function useOpenCell(): (id: string) => void {
  const { view, change } = useView();
  return (id) => {
    const [lat, lon] = cellToLatLng(id);
    const camera = { zoom: ZOOMS[view.hotspotResolution], lat, lon };
    change({ scope: { kind: 'cell', id }, incidentId: null, camera });
  };
}
