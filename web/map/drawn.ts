import type { Atlas } from './atlas.ts';
import { inSight } from './inSight.ts';

/** What is really on the canvas now, read back from it; counts of distinct things. */
export interface Drawn {
  zoom: number;
  states: number;
  corridors: number;
  /** Stretches with a score, those hatched as without data, those of the way, and its danger points. */
  scored: number;
  silentStretches: number;
  dangerPoints: number;
  /** States hatched as without data. */
  noData: number;
  cells: number;
  /** Hexagons of the study area, and those of them that are hotspots. */
  studyCells: number;
  hotspots: number;
  /** Sum of the crimes in the drawn hexagons. */
  cellCrimes: number;
  /** Sum of the hazards in the drawn diamonds, below the zoom at which hazards are drawn one by one. */
  cellHazards: number;
  /** Marks that picking finds, by deck.gl layer. */
  marks: Record<string, number>;
}

/** An element that can tell what its map shows: end-to-end tests ask it, since the DOM can't know. */
export interface DrawnElement extends HTMLElement {
  drawn: () => Drawn;
  /** Pixel of a position, relative to the element. */
  pixelAt: (lon: number, lat: number) => { x: number; y: number };
}

/**
 * Puts `drawn`, `picture`, `inSight` and `pixelAt` on the map's element and marks it `data-idle` while nothing is loading or moving.
 * Read-only, and tells no more than the screen does.
 */
export function watchDrawn(element: HTMLElement, atlas: Atlas): void {
  Object.assign(element, {
    drawn: () => drawn(atlas),
    picture: () => atlas.picture(),
    inSight: () => inSight(atlas),
    pixelAt: (lon: number, lat: number) => {
      const { x, y } = atlas.map.project([lon, lat]);
      return { x, y };
    },
  });
  atlas.map.on('idle', () => {
    if (!atlas.isIncomplete()) element.dataset.idle = 'true';
  });
  atlas.map.on('render', () => {
    if (atlas.isIncomplete()) delete element.dataset.idle;
  });
  for (const event of ['movestart', 'dataloading'] as const) {
    atlas.map.on(event, () => {
      delete element.dataset.idle;
    });
  }
}

function drawn({ map, marks }: Atlas): Drawn {
  const rendered = (layer: string) => map.queryRenderedFeatures({ layers: [layer] });
  const distinct = (layer: string, property: string) =>
    new Map(
      rendered(layer).map((feature) => [
        feature.properties[property],
        { ...feature.properties, ...feature.state } as Record<string, unknown>,
      ]),
    );
  // While the window moves, hexagons without a count in it lie there unseen.
  const cells = [...distinct('cells', 'id').values()].filter((cell) => Number(cell.crimes) > 0);
  const hotspots = distinct('hotspots', 'id');
  const { clientWidth: width, clientHeight: height } = map.getContainer();
  return {
    zoom: map.getZoom(),
    states: distinct('states', 'code').size,
    corridors: distinct('rail', 'corridor').size,
    scored: distinct('rail-risk', 'id').size,
    silentStretches: distinct('rail-no-data', 'id').size,
    dangerPoints: distinct('danger-points', 'number').size,
    noData: distinct('no-data', 'code').size,
    cells: cells.length,
    studyCells: hotspots.size,
    hotspots: [...hotspots.values()].filter((cell) => Number(cell.step) > 0).length,
    cellCrimes: cells.reduce((sum, cell) => sum + Number(cell.crimes), 0),
    cellHazards: [...distinct('cell-hazards', 'id').values()].reduce(
      (sum, cell) => sum + Number(cell.hazards),
      0,
    ),
    marks: marks?.counts(width, height) ?? {},
  };
}
