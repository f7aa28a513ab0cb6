import type { Corridors } from '../../api/contract.ts';
import type { Scope, TableKind } from '../view/view.ts';

/** A degree of latitude; of longitude at most as much. */
const DEGREE_M = 111_320;
/** Half a box around one spot, in degrees. */
const SPOT = 0.00001;

interface Listing {
  /** The table that is open lists all that match, whatever place is chosen. */
  table: TableKind | null;
  scope: Scope | null;
  /** Hotspots count a hexagon with its neighbours. */
  withNeighbours: boolean;
  corridors: Corridors | null;
}

/**
 * What the panel lists one by one where there are too many to load all: the part of `/api/incidents`'s query beside
 * the filter, empty for all that match; null where it lists nothing.
 */
export function listedQuery({ table, scope, withNeighbours, corridors }: Listing): string | null {
  if (table !== null) return table === 'incidents' ? '' : null;
  switch (scope?.kind) {
    case 'state':
      return `state=${scope.id}`;
    case 'cell':
      return `cell=${scope.id}${withNeighbours ? '&neighbours=yes' : ''}`;
    case 'spot': {
      const [lon = 0, lat = 0] = scope.id.split(',').map(Number);
      return boxQuery([[lon, lat]], SPOT);
    }
    case 'stretch': {
      const stretch = corridors?.corridors
        .flatMap(({ stretches }) => stretches)
        .find(({ id }) => id === scope.id);
      // Twice the distance at which a place still counts to the rail: a degree of longitude is shorter up here.
      return corridors && stretch ? boxQuery(stretch.line, (2 * corridors.snapM) / DEGREE_M) : null;
    }
    default:
      return null;
  }
}

function boxQuery(positions: readonly (readonly number[])[], margin: number): string {
  const lons = positions.map(([lon = 0]) => lon);
  const lats = positions.map(([, lat = 0]) => lat);
  const box = [
    Math.min(...lons) - margin,
    Math.min(...lats) - margin,
    Math.max(...lons) + margin,
    Math.max(...lats) + margin,
  ];
  return `box=${box.map((at) => at.toFixed(5)).join()}`;
}
