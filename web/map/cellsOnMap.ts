import type { GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl';
import { binsOf, type DayWindow } from '../timeline/dayWindow.ts';
import { countsInWindow, mostInAnyWindow, type TimeCube } from '../timeline/timeCube.ts';
import { type CellShapes, cellShapes } from './cellFeatures.ts';
import { classLimits, classOf } from './classes.ts';

const EMPTY = { type: 'FeatureCollection' as const, features: [] };
const SOURCES = ['cells', 'cellHazards'] as const;

/**
 * The hexagons of the map. At rest they are the server's counts; while the window moves, all that ever counted
 * anything lie in the source and only their state changes, which the GPU draws without new tiles.
 */
export class CellsOnMap {
  private readonly map: MapLibreMap;
  /** What lies in the sources: the server's counts, or a cube with what each cell shows of it. */
  private moving: { cube: TimeCube; crimes: Int32Array; hazards: Int32Array } | null = null;

  constructor(map: MapLibreMap) {
    this.map = map;
  }

  /** Shows the server's counts. */
  showAtRest(shapes: CellShapes | null): void {
    if (this.moving) for (const source of SOURCES) this.map.removeFeatureState({ source });
    this.moving = null;
    this.setData(shapes);
  }

  /** Shows the counts of a window, told from a cube. */
  showWindow(cube: TimeCube, window: DayWindow): void {
    const bins = binsOf(window, cube.all, cube.bin);
    const limits = classLimits([mostInAnyWindow(cube, bins.last - bins.first + 1)]);
    const { crimes, hazards } = countsInWindow(cube, bins);
    if (this.moving?.cube !== cube) this.lay(cube);
    const before = this.moving;
    cube.cells.forEach((id, i) => {
      const count = crimes[i] as number;
      const state = { crimes: count, hazards: hazards[i] as number, step: classOf(limits, count) };
      this.map.setFeatureState({ source: 'cells', id }, state);
      if (hazards[i] !== before?.hazards[i]) this.map.setFeatureState({ source: 'cellHazards', id }, state);
    });
    this.moving = { cube, crimes, hazards };
  }

  /** Puts every cell of a cube into the sources, with the counts of all days. */
  private lay(cube: TimeCube): void {
    for (const source of SOURCES) this.map.removeFeatureState({ source });
    const { crimes, hazards } = countsInWindow(cube, cube.all);
    this.setData(
      cellShapes({ cells: [...cube.cells], crimesPerCell: [...crimes], hazardsPerCell: [...hazards] }),
    );
    this.moving = { cube, crimes: crimes.fill(-1), hazards: hazards.fill(-1) };
  }

  private setData(shapes: CellShapes | null): void {
    this.map.getSource<GeoJSONSource>('cells')?.setData(shapes?.polygons ?? EMPTY);
    this.map.getSource<GeoJSONSource>('cellHazards')?.setData(shapes?.hazards ?? EMPTY);
  }
}
