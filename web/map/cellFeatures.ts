import type { Feature, FeatureCollection, Point, Polygon } from 'geojson';
import { cellToBoundary, cellToLatLng, getResolution, latLngToCell } from 'h3-js';
import type { Cells } from '../../api/contract.ts';
import { cellRadiusLimitM, RESOLUTIONS, type Resolution } from '../../domain/hexagons.ts';
import type { IncidentTable } from '../data/incidentTable.ts';
import { type ClassLimits, classLimits, classOf } from './classes.ts';

export interface CellShapes {
  polygons: FeatureCollection<Polygon>;
  /** The centres of the cells that have hazards, with the same properties as the polygons. */
  hazards: FeatureCollection<Point>;
  limits: ClassLimits;
}

/** H3 resolution whose hexagons are 15 to 25 pixels wide at a zoom. */
export function resolutionAt(zoom: number): Resolution {
  return zoom < 4.4 ? 3 : 4;
}

/** Hexagons with their counts and class, and the points at which their hazards are marked. */
export function cellShapes(
  cells: Pick<Cells, 'cells' | 'crimesPerCell' | 'hazardsPerCell'>,
  limits = classLimits(cells.crimesPerCell),
): CellShapes {
  const features = cells.cells.map((id, index): Feature<Polygon> => {
    const crimes = cells.crimesPerCell[index] ?? 0;
    return {
      type: 'Feature',
      properties: { id, crimes, hazards: cells.hazardsPerCell[index] ?? 0, step: classOf(limits, crimes) },
      geometry: { type: 'Polygon', coordinates: [cellToBoundary(id, true)] },
    };
  });
  return {
    polygons: { type: 'FeatureCollection', features },
    hazards: {
      type: 'FeatureCollection',
      features: features.flatMap(({ properties }): Feature<Point>[] => {
        if (!properties || properties.hazards === 0) return [];
        const [lat, lon] = cellToLatLng(properties.id);
        return [{ type: 'Feature', properties, geometry: { type: 'Point', coordinates: [lon, lat] } }];
      }),
    },
    limits,
  };
}

/** Rows of the table that a cell counts: those whose point lies in it and is known well enough. */
export function rowsInCell(table: IncidentTable, cell: string): number[] {
  const resolution = RESOLUTIONS.find((step) => step === getResolution(cell));
  if (resolution === undefined) return [];
  const radiusLimitM = cellRadiusLimitM(resolution);
  const rows: number[] = [];
  for (let row = 0; row < table.length; row++) {
    const isKnown = (table.radiusM[row] as number) <= radiusLimitM;
    if (isKnown && latLngToCell(table.lat[row] as number, table.lon[row] as number, resolution) === cell)
      rows.push(row);
  }
  return rows;
}
