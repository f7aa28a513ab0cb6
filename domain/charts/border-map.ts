import { type GeoPath, geoAzimuthalEquidistant, geoPath } from 'd3-geo';
import type { MultiPolygon, Polygon } from 'geojson';
import { nearestOnLine, offsetPoint, type Point } from '../geocoding/sphere.ts';
import { thinned } from '../patterns/bands.ts';
import { type MapLegendStep, type MapOverlay, rampOf, type StateShapes } from './state-map.ts';
import { box, type Chart, type ChartColour, colour, label, type Mark, round, textWidth } from './svg.ts';

/** A band of one state: from the band before it to so many km from the border. */
export interface BorderCell {
  /** 1 to 5, 0: none; null: it is not told. */
  step: number | null;
  title: string;
  pick: string;
  isChosen: boolean;
}

export interface BorderMapInput {
  /** Tells the clips of this map from those of others on the page. */
  id: string;
  shapes: StateShapes;
  /** The border, and degrees of the bearings on which the country lies. */
  lines: readonly (readonly Point[])[];
  inland: readonly number[];
  /** Upper ends of the bands in km, the narrowest first, with what the legend says of each. */
  bands: readonly { km: number; text: string }[];
  cellOf: (stateCode: string, km: number) => BorderCell;
  /** What is written on a state that has a part in the bands. */
  nameOf: (stateCode: string) => string;
  legend: readonly MapLegendStep[];
  /** What the legend says of cells that are not told; null: there are none. */
  notTold: string | null;
  width: number;
  overlay: MapOverlay;
}

const EARTH_KM = 6371.0088;
const EDGE_PX = 6;
/** Bends of the border narrower than this are not drawn. */
const BEND_PX = 2;
/** Beyond the last band, so that one sees where it ends. */
const BEYOND_KM = 15;
const ABROAD_KM = 30;
/** Outlines are cut so far beyond the frame that the cut is not seen. */
const CUT_PX = 3;
const NAME_PX = 11;
/** How finely an outline is looked at to find the part of the border near it, and what is taken besides. */
const OUTLINE_STEP_M = 10_000;
const SPARE_KM = 30;

/**
 * Bands along a border, in each state its own cell, shaded by its number. A band is the border's line drawn as wide as
 * the band reaches on either side, cut by the outline of the state: in a projection that keeps distances (azimuthal
 * equidistant about the middle of the border, within half a percent over the northern one) that is its true shape.
 */
export function borderMapChart(input: BorderMapInput): Chart {
  const { id, bands, width, overlay } = input;
  const drawn = drawnBorder(input);
  const { height, path, place } = drawn;
  const frame: Mark = {
    tag: 'clipPath',
    attrs: { id: `${id}-frame` },
    children: [{ tag: 'rect', attrs: { x: 0, y: 0, width, height } }],
  };
  const children = [
    ...drawn.ground,
    ...drawn.near.flatMap((state) => stateBands(input, state, drawn.pxPerKm)),
    { tag: 'path' as const, attrs: { ...LINE, d: drawn.border } },
    ...overlay({ path, place }),
    ...drawn.near.map((state) => nameMark(input, state, height)),
  ];
  return {
    width,
    height: height + 50,
    marks: [
      frame,
      { tag: 'g', attrs: { 'clip-path': `url(#${id}-frame)` }, children },
      ...legendMarks({ ...input, bands }, height + 8, drawn.pxPerKm),
    ],
  };
}

const LINE = { fill: 'none', stroke: colour('text'), 'stroke-width': 1.4, 'pointer-events': 'none' };

/** What a map of a border is drawn of, whatever is counted in it. */
interface DrawnBorder {
  height: number;
  pxPerKm: number;
  path: GeoPath;
  place: (lon: number, lat: number) => [number, number] | null;
  ground: readonly Mark[];
  border: string;
  near: readonly DrawnState[];
}

interface DrawnState {
  code: string;
  outline: string;
  /** The part of the border whose bands can reach the state. */
  border: string;
  /** Where its name stands, pixels; it may be off the map. */
  at: readonly [number, number] | null;
}

/** The last of each map: choosing something changes what is counted, not where it lies. */
const lastDrawn = new WeakMap<StateShapes, Map<string, { width: number; drawn: DrawnBorder }>>();

function drawnBorder(input: BorderMapInput): DrawnBorder {
  const { id, shapes, width } = input;
  const known = lastDrawn.get(shapes) ?? new Map<string, { width: number; drawn: DrawnBorder }>();
  lastDrawn.set(shapes, known);
  const last = known.get(id);
  if (last?.width === width) return last.drawn;
  const drawn = drawBorder(input);
  known.set(id, { width, drawn });
  return drawn;
}

function drawBorder({ shapes, lines, inland, bands, width }: BorderMapInput): DrawnBorder {
  const widest = bands.at(-1)!.km;
  const [lon, lat] = middleOf(lines);
  const fit = { type: 'MultiPoint' as const, coordinates: frameOf(lines, inland, widest + BEYOND_KM) };
  // Straight between points: the outlines are finer than a pixel.
  const projection = geoAzimuthalEquidistant().rotate([-lon, -lat]).precision(0);
  projection.fitWidth(width - 2 * EDGE_PX, fit);
  const height = Math.ceil(geoPath(projection).bounds(fit)[1][1]) + 2 * EDGE_PX;
  const [x, y] = projection.translate();
  projection.translate([x + EDGE_PX, y + EDGE_PX]);
  const pxPerKm = projection.scale() / EARTH_KM;
  const border = lines.map((line) => thinned(line, (BEND_PX / pxPerKm) * 1000));
  // Before anything is cut at the frame: bands reach into it from beyond.
  const pathOfLines = (given: readonly (readonly Point[])[]) =>
    geoPath(projection).digits(1)({
      type: 'MultiLineString',
      coordinates: given.map((line) => line.map((point) => [point.lon, point.lat])),
    }) ?? '';
  const whole = pathOfLines(border);
  const parts = shapes.features.flatMap((shape) => {
    const part = partNear(shape, border, widest);
    return part === null ? [] : [{ shape, border: pathOfLines(part) }];
  });
  projection.clipExtent([
    [-CUT_PX, -CUT_PX],
    [width + CUT_PX, height + CUT_PX],
  ]);
  const path = geoPath(projection).digits(1);
  return {
    height,
    pxPerKm,
    path,
    place: (placeLon, placeLat) => {
      const at = projection([placeLon, placeLat]);
      return at && at[0] >= 0 && at[0] <= width && at[1] >= 0 && at[1] <= height ? at : null;
    },
    ground: shapes.features.flatMap((shape): Mark[] => {
      const d = parts.some((part) => part.shape === shape) ? null : path(shape);
      if (d === null) return [];
      return [
        { tag: 'path', attrs: { d, fill: colour('ground'), stroke: colour('line'), 'stroke-width': 0.8 } },
      ];
    }),
    border: whole,
    near: parts.map(({ shape: { geometry, properties, type }, border: d }) => {
      const { lon: nameLon, lat: nameLat } = properties as { lon?: number; lat?: number };
      return {
        code: properties.code,
        outline: path({ type, geometry, properties }) ?? '',
        border: d,
        at: nameLon === undefined || nameLat === undefined ? null : projection([nameLon, nameLat]),
      };
    }),
  };
}

type StateShape = StateShapes['features'][number];

/** The bands of one state, the widest below. */
function stateBands({ id, bands, cellOf }: BorderMapInput, state: DrawnState, pxPerKm: number): Mark[] {
  const clip = `${id}-${state.code}`;
  const strokes = [...bands].reverse().flatMap(({ km }): Mark[] => {
    const { step, title, pick, isChosen } = cellOf(state.code, km);
    const reach = 2 * km * pxPerKm;
    const rim = isChosen ? 2 : 0.7;
    const stroke = (paint: string, width: number): Mark => ({
      tag: 'path',
      title,
      pick,
      attrs: {
        d: state.border,
        fill: 'none',
        stroke: paint,
        'stroke-width': round(width),
        'stroke-linejoin': 'round',
        'stroke-linecap': 'round',
      },
    });
    return [
      stroke(colour(isChosen ? 'text' : 'no-data'), reach),
      stroke(
        colour(step === null ? 'bar-off' : step === 0 ? 'ground' : rampOf(step)),
        Math.max(0, reach - 2 * rim),
      ),
    ];
  });
  const outline = { d: state.outline, fill: 'none', stroke: colour('no-data'), 'stroke-width': 0.8 };
  return [
    { tag: 'clipPath', attrs: { id: clip }, children: [{ tag: 'path', attrs: { d: state.outline } }] },
    { tag: 'g', attrs: { 'clip-path': `url(#${clip})` }, children: strokes },
    { tag: 'path', attrs: { ...outline, 'pointer-events': 'none' } },
  ];
}

/** The parts of the lines that lie within so many km of a state, and a little more; null: none does. */
function partNear({ geometry }: StateShape, lines: BorderMapInput['lines'], km: number): Point[][] | null {
  const corners = outlinesOf(geometry).flatMap((ring) => thinned(ring, OUTLINE_STEP_M));
  const isWithin = (segment: readonly Point[], reach: number) =>
    corners.some((corner) => nearestOnLine(corner, segment).offsetM <= reach * 1000);
  if (!lines.some((line) => isWithin(line, km))) return null;
  return lines.flatMap((line) => {
    const runs: Point[][] = [];
    line.slice(1).forEach((to, at) => {
      const from = line[at]!;
      if (!isWithin([from, to], km + SPARE_KM)) return;
      // A segment that begins where the last one ended goes on with its run.
      if (runs.at(-1)?.at(-1) === from) runs.at(-1)!.push(to);
      else runs.push([from, to]);
    });
    return runs;
  });
}

function outlinesOf(geometry: Polygon | MultiPolygon): Point[][] {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return polygons.map(([outer = []]) => outer.map(([lon, lat]) => ({ lon: lon!, lat: lat! })));
}

/** What the map must show: the border, and what lies so many km inland of it. */
function frameOf(lines: BorderMapInput['lines'], inland: readonly number[], km: number): [number, number][] {
  return lines
    .flatMap((line) =>
      thinned(line, 10_000).flatMap((point) => [
        ...inland.map((bearing) => offsetPoint(point, bearing, km * 1000)),
        ...inland.map((bearing) => offsetPoint(point, bearing + 180, ABROAD_KM * 1000)),
      ]),
    )
    .map(({ lon, lat }) => [lon, lat]);
}

function middleOf(lines: BorderMapInput['lines']): [number, number] {
  const points = lines.flat();
  const middle = (values: number[]) => (Math.min(...values) + Math.max(...values)) / 2;
  return [middle(points.map(({ lon }) => lon)), middle(points.map(({ lat }) => lat))];
}

/** The name of a state, moved so far that it can be read whole. */
function nameMark({ nameOf, width }: BorderMapInput, { code, at }: DrawnState, height: number): Mark {
  const text = nameOf(code);
  const half = textWidth(text, NAME_PX) / 2 + 2;
  const [x, y] = at ?? [width / 2, height / 2];
  const within = (value: number, least: number, most: number) => Math.min(Math.max(value, least), most);
  const mark = label(within(x, half, width - half), within(y, NAME_PX, height - 4), text, {
    anchor: 'middle',
    size: NAME_PX,
  });
  const halo = {
    stroke: colour('ground'),
    'stroke-width': 3,
    'paint-order': 'stroke',
    'pointer-events': 'none',
  };
  return { ...mark, attrs: { ...mark.attrs, ...halo } };
}

/** The steps of the ramp, and below them the bands, each as wide as it is on the map. */
function legendMarks({ legend, notTold, bands, width }: BorderMapInput, y: number, pxPerKm: number): Mark[] {
  const entries: [fill: ChartColour, text: string][] = [
    ...legend.map(({ step: at, text }): [ChartColour, string] => [rampOf(at), text]),
    ...(notTold === null ? [] : [['bar-off', notTold] as [ChartColour, string]]),
  ];
  const step = Math.min(92, width / Math.max(1, entries.length));
  const ramp = entries.flatMap(([fill, text], i): Mark[] => [
    box(i * step, y, 12, 12, fill),
    label(i * step + 16, y + 10.5, text, { fill: 'quiet', size: 11 }),
  ]);
  const column = Math.min(220, width / bands.length);
  const below = bands.flatMap(({ km, text }, i): Mark[] => {
    const wide = Math.min(24, (km - (bands[i - 1]?.km ?? 0)) * pxPerKm);
    return [
      box(i * column, y + 20, wide, 12, 'none', { attrs: { stroke: colour('no-data') } }),
      label(i * column + wide + 5, y + 30.5, text, { fill: 'quiet', size: 11 }),
    ];
  });
  return [...ramp, ...below];
}
