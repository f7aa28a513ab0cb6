import { geoMercator, geoPath } from 'd3-geo';
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
  step: number;
  text: string;
}

/** The states shaded in five steps, those without data dotted, those chosen outlined; steps told below. */
export function stateMapChart(
  shapes: StateShapes,
  shadeOf: (code: string) => StateShade,
  legend: readonly MapLegendStep[],
  noData: string,
  width: number,
): Chart {
  const height = Math.round(width * 0.66);
  const path = geoPath(geoMercator().fitSize([width, height], shapes)).digits(1);
  const shades = shapes.features.map((shape) => ({ shape, shade: shadeOf(shape.properties.code) }));
  // The outline of a chosen state must not be hidden by a neighbour drawn later.
  const ordered = [
    ...shades.filter(({ shade }) => !shade.isChosen),
    ...shades.filter(({ shade }) => shade.isChosen),
  ];
  const marks = ordered.map(({ shape, shade }) => stateMark(shape, shade, path(shape) ?? ''));
  return { width, height: height + 30, marks: [...marks, ...legendMarks(legend, noData, height + 8, width)] };
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
    box(i * step, y, 12, 12, rampOf(at)),
    label(i * step + 16, y + 10.5, text, { fill: 'quiet', size: 11 }),
  ]);
  const x = legend.length * step;
  const hollow = box(x, y, 12, 12, 'none', {
    attrs: { stroke: colour('no-data'), 'stroke-dasharray': '2 2' },
  });
  return [...swatches, hollow, label(x + 16, y + 10.5, noData, { fill: 'quiet', size: 11 })];
}

function rampOf(step: number): ChartColour {
  return `ramp-${Math.min(5, Math.max(1, step)) as 1 | 2 | 3 | 4 | 5}`;
}
