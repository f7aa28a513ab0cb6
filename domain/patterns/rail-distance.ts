import type { RailNetwork } from '../network/rail.ts';
import { RAIL_KM } from './bands.ts';

/** Metres to the nearest railway of a network, null beyond the last band; highways and paths don't count. */
export function railDistance(network: RailNetwork): (lon: number, lat: number) => number | null {
  const rails = new Set(
    network.lines.filter(({ mode }) => mode === 'rail').map(({ corridorId }) => corridorId),
  );
  const withinM = Math.max(...RAIL_KM) * 1000;
  return (lon, lat) => {
    const found = network.locate(lon, lat, withinM, 'rail');
    return found && rails.has(found.corridorId) ? found.offsetM : null;
  };
}
