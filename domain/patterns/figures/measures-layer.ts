import { geoCircle } from 'd3-geo';
import type { MapOverlay } from '../../charts/state-map.ts';
import { colour, label, type Mark } from '../../charts/svg.ts';
import { type SymbolShape, symbolIcon, symbolMark } from '../../charts/symbols.ts';
import { type EnforcementMeasure, type MEASURE_KINDS, type MeasurePlace, sourceIn } from '../facts.ts';
import { measuresInForce } from '../measures-in-force.ts';
import { type FigureContext, type FigureLayer, periodOf } from './figure.ts';
import type { FigureWords } from './words.ts';

const SHAPES: Readonly<Record<(typeof MEASURE_KINDS)[number], SymbolShape>> = {
  checkpoint: 'square',
  operation: 'triangle',
  plan: 'diamond',
  law: 'pentagon',
};
const SYMBOL_PX = 6;
const KM_PER_DEGREE = 111.195;

type Placed = EnforcementMeasure & { place: MeasurePlace };

/**
 * Measures of enforcement in force in the period, as a layer of a map: those of which a source gives a place are drawn
 * there and numbered, those that hold for states or the country are listed beside it.
 * @param states INEGI codes of a map of some states: a measure that holds for others only is left out
 */
export function measuresLayer(
  context: FigureContext,
  states?: readonly string[],
): { layer: FigureLayer; draw: MapOverlay } {
  const { facts, words, showsMeasures } = context;
  const inForce = measuresInForce(facts.measures, periodOf(context)).filter(
    ({ stateCodes }) =>
      states === undefined || stateCodes.length === 0 || stateCodes.some((code) => states.includes(code)),
  );
  const placed = inForce.filter((measure): measure is Placed => measure.place !== null);
  const ordered = [...placed, ...inForce.filter(({ place }) => place === null)];
  const numberOf = (measure: EnforcementMeasure) => (measure.place ? ordered.indexOf(measure) + 1 : null);
  const layer: FigureLayer = {
    id: 'measures',
    name: words.t(`patterns:layer.measures.${states === undefined ? 'name' : 'nameHere'}`, {
      n: words.number(inForce.length),
      placed: words.number(placed.length),
    }),
    isShown: showsMeasures,
    entries: ordered.map((measure) => ({
      id: measure.id,
      icon: symbolIcon(SHAPES[measure.kind]),
      text: entryText(measure, numberOf(measure), words),
    })),
    columns: [
      { name: words.t('patterns:layer.measures.measure'), kind: 'text' },
      { name: words.t('patterns:layer.measures.kind'), kind: 'text' },
      { name: words.t('patterns:layer.measures.from'), kind: 'text' },
      { name: words.t('patterns:layer.measures.to'), kind: 'text' },
      { name: words.t('patterns:layer.measures.where'), kind: 'text' },
      { name: words.t('patterns:layer.measures.place'), kind: 'text' },
      { name: words.t('patterns:column.source'), kind: 'text' },
    ],
    rows: ordered.map((measure) => ({
      cells: [
        nameOf(measure, words),
        words.t(`patterns:measureKind.${measure.kind}`),
        words.date(measure.day),
        measure.endDay === null ? null : words.date(measure.endDay),
        whereText(measure, words),
        measure.place === null ? null : placeText(measure.place, words),
        [sourceIn(measure.source, words.language), measure.url ?? ''].join(' ').trim(),
      ],
    })),
    source: words.t('patterns:layer.measures.source'),
  };
  return {
    layer,
    draw: (map) => {
      if (!showsMeasures) return [];
      const drawn = placed.map((measure) => ({
        measure,
        at: map.place(measure.place.lon, measure.place.lat),
      }));
      const seen = drawn.flatMap(({ measure, at }) => (at === null ? [] : [{ measure, at }]));
      return [
        ...seen.map(
          ({ measure: { place } }): Mark => ({ tag: 'path', attrs: areaAttrs(map.path(circleOf(place))) }),
        ),
        ...seen.flatMap(({ measure, at }) => [
          {
            ...symbolMark(SHAPES[measure.kind], at, SYMBOL_PX),
            title: entryText(measure, numberOf(measure), words),
          },
          numberMark(at, String(numberOf(measure))),
        ]),
      ];
    },
  };
}

function circleOf({ lon, lat, radiusKm }: MeasurePlace) {
  return geoCircle()
    .center([lon, lat])
    .radius(radiusKm / KM_PER_DEGREE)();
}

function areaAttrs(d: string | null): Mark['attrs'] {
  return { d: d ?? '', fill: 'none', stroke: colour('accent'), 'stroke-width': 1, 'stroke-dasharray': '3 2' };
}

function numberMark([x, y]: readonly [number, number], text: string): Mark {
  const mark = label(x + SYMBOL_PX + 3, y + 4, text, { bold: true, size: 11 });
  const halo = { stroke: colour('ground'), 'stroke-width': 3, 'paint-order': 'stroke' };
  return { ...mark, attrs: { ...mark.attrs, ...halo } };
}

function entryText(measure: EnforcementMeasure, number: number | null, words: FigureWords): string {
  const { day, endDay } = measure;
  const days =
    endDay === null
      ? words.t('patterns:layer.measures.since', { day: words.date(day) })
      : words.t('patterns:period', { from: words.date(day), to: words.date(endDay) });
  const text = words.t('patterns:layer.measures.entry', {
    name: nameOf(measure, words),
    days,
    where: whereText(measure, words),
  });
  return number === null ? text : `${number}. ${text}`;
}

function nameOf({ nameEs, nameEn }: EnforcementMeasure, { language }: FigureWords): string {
  return language === 'en' ? nameEn : nameEs;
}

function whereText({ stateCodes, place }: EnforcementMeasure, words: FigureWords): string {
  if (stateCodes.length > 0) return stateCodes.map((code) => words.state(code)).join(', ');
  return words.t(place === null ? 'patterns:layer.measures.country' : 'patterns:layer.measures.spot');
}

function placeText({ lon, lat, radiusKm }: MeasurePlace, words: FigureWords): string {
  return words.t('patterns:layer.measures.point', {
    lat: words.number(lat, 3),
    lon: words.number(lon, 3),
    km: words.number(radiusKm, 1),
  });
}
