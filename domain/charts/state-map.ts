import { type GeoPath, type GeoProjection, geoMercator, geoPath } from 'd3-geo';
import type { Feature, FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import { box, type Chart, type ChartColour, colour, label, type Mark } from './svg.ts';

/** Outlines of the states with their INEGI code. */
export type StateShapes = FeatureCollection<Polygon | MultiPolygon, { code: string; name: string }>;

export interface StateShade {
  /** 1 to 5, 0: none; null: no data. */
  step: number | null;
  title: string;
  isChosen: boolean;
}

export interface MapLegendStep {
  /** 1 to 5, or 0: the ground. */
  step: number;
  text: string;
}

/** What is drawn over a map: given the path of a shape, and the pixels of a place (null: off the map). */
export type MapOverlay = (map: {
  path: GeoPath;
  place: (lon: number, lat: number) => [number, number] | null;
}) => readonly Mark[];

/** The states shaded in five steps, those without data dotted, those chosen outlined; steps told below. */
export function stateMapChart(
  shapes: StateShapes,
  shadeOf: (code: string) => StateShade,
  legend: readonly MapLegendStep[],
  noData: string,
  width: number,
  overlay: MapOverlay = () => [],
): Chart {
  const height = Math.round(width * 0.66);
  const { projection, paths } = outlines(shapes, width, height);
  const shades = shapes.features.map((shape) => ({ shape, shade: shadeOf(shape.properties.code) }));
  // The outline of a chosen state must not be hidden by a neighbour drawn later.
  const ordered = [
    ...shades.filter(({ shade }) => !shade.isChosen),
    ...shades.filter(({ shade }) => shade.isChosen),
  ];
  const marks = ordered.map(({ shape, shade }) =>
    stateMark(shape, shade, paths.get(shape.properties.code) ?? ''),
  );
  const path = geoPath(projection).digits(1);
  const over = overlay({ path, place: (lon, lat) => projection([lon, lat]) });
  return {
    width,
    height: height + 30,
    marks: [...marks, ...over, ...legendMarks(legend, noData, height + 8, width)],
  };
}

interface Outlines {
  width: number;
  projection: GeoProjection;
  paths: ReadonlyMap<string, string>;
}

const projected = new WeakMap<StateShapes, Outlines>();

/** The outlines as paths, kept for the last width: projecting them anew at every brush took longest of all. */
function outlines(shapes: StateShapes, width: number, height: number): Outlines {
  const known = projected.get(shapes);
  if (known?.width === width) return known;
  const projection = geoMercator().fitSize([width, height], shapes);
  const path = geoPath(projection).digits(1);
  const paths = new Map(shapes.features.map((shape) => [shape.properties.code, path(shape) ?? '']));
  const made = { width, projection, paths };
  projected.set(shapes, made);
  return made;
}

function stateMark(
  shape: Feature<Polygon | MultiPolygon, { code: string }>,
  shade: StateShade,
  d: string,
): Mark {
  const isUnknown = shade.step === null;
  return {
    tag: 'path',
    pick: shape.properties.code,
    title: shade.title,
    attrs: {
      d,
      fill: shade.step === null || shade.step === 0 ? colour('ground') : colour(rampOf(shade.step)),
      stroke: colour(shade.isChosen ? 'text' : isUnknown ? 'no-data' : 'line'),
      'stroke-width': shade.isChosen ? 2.2 : 0.8,
      ...(isUnknown ? { 'stroke-dasharray': '2 2' } : {}),
    },
  };
}

function legendMarks(legend: readonly MapLegendStep[], noData: string, y: number, width: number): Mark[] {
  const step = Math.min(92, width / (legend.length + 1.4));
  const swatches = legend.flatMap(({ step: at, text }, i): Mark[] => [
    at === 0
      ? box(i * step, y, 12, 12, 'ground', { attrs: { stroke: colour('line') } })
      : box(i * step, y, 12, 12, rampOf(at)),
    label(i * step + 16, y + 10.5, text, { fill: 'quiet', size: 11 }),
  ]);
  const x = legend.length * step;
  const hollow = box(x, y, 12, 12, 'none', {
    attrs: { stroke: colour('no-data'), 'stroke-dasharray': '2 2' },
  });
  return [...swatches, hollow, label(x + 16, y + 10.5, noData, { fill: 'quiet', size: 11 })];
}

/** The colour of one of the five steps. */
export function rampOf(step: number): ChartColour {
  return `ramp-${Math.min(5, Math.max(1, step)) as 1 | 2 | 3 | 4 | 5}`;
}
