import { getResolution, latLngToCell } from 'h3-js';
import { describe, expect, it } from 'vitest';
import type { Cells } from '../../api/contract.ts';
import { cellShapes, resolutionAt, rowsInCell } from '../../web/map/cellFeatures.ts';
import { incidentTable } from './incidentTable.ts';

const tapachula = latLngToCell(14.9, -92.3, 4);
const ixtepec = latLngToCell(16.56, -95.1, 4);
const cells: Cells = {
  asOf: '2018-04-30',
  dataVersion: '1',
  crimes: 13,
  hazards: 2,
  unplaced: 0,
  synthetic: 0,
  resolution: 4,
  tooVague: 0,
  cells: [tapachula, ixtepec],
  crimesPerCell: [13, 0],
  hazardsPerCell: [0, 2],
};

describe('the hexagons', () => {
  it('are closed rings in lon, lat around the point they count', () => {
    const [first] = cellShapes(cells).polygons.features;
    const ring = first?.geometry.coordinates[0] ?? [];
    expect(ring).toHaveLength(7);
    expect(ring[0]).toEqual(ring.at(-1));
    for (const [lon, lat] of ring as [number, number][]) {
      expect(Math.abs(lon + 92.3)).toBeLessThan(0.5);
      expect(Math.abs(lat - 14.9)).toBeLessThan(0.5);
    }
  });

  it('carry their counts, and a diamond only where there are hazards', () => {
    const { polygons, hazards } = cellShapes(cells);
    expect(polygons.features.map((cell) => cell.properties?.crimes)).toEqual([13, 0]);
    expect(hazards.features.map((mark) => mark.properties)).toEqual([
      { id: ixtepec, crimes: 0, hazards: 2, step: 0 },
    ]);
  });

  it('are coarser when one looks from farther away', () => {
    expect(resolutionAt(3.1)).toBe(3);
    expect(resolutionAt(5)).toBe(4);
    expect(getResolution(tapachula)).toBe(4);
  });

  it('list the rows that lie in them', () => {
    const table = incidentTable([
      { id: 1, lon: -92.3, lat: 14.9 },
      { id: 2, lon: -95.1, lat: 16.56 },
    ]);
    expect(rowsInCell(table, tapachula)).toEqual([0]);
    expect(rowsInCell(table, ixtepec)).toEqual([1]);
  });

  it('list no row whose place is vaguer than the hexagon is wide, as the server counts none', () => {
    const table = incidentTable([
      { id: 1, lon: -92.3, lat: 14.9, radiusM: 50_000 },
      { id: 2, lon: -92.3, lat: 14.9, radiusM: 55_000 },
    ]);
    expect(rowsInCell(table, tapachula)).toEqual([0]);
  });
});
