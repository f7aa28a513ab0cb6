import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { wordsOf } from '../../../cli/words.ts';
import { referenceText } from '../../../data/reference-load.ts';
import { rewound } from '../../../domain/charts/rewind.ts';
import type { StateShapes } from '../../../domain/charts/state-map.ts';
import { dayNumber } from '../../../domain/days.ts';
import { BORDER_BANDS, type BorderBand } from '../../../domain/patterns/bands.ts';
import { brush } from '../../../domain/patterns/brush.ts';
import { emptyColumns, type PatternColumns } from '../../../domain/patterns/columns.ts';
import { patternCube } from '../../../domain/patterns/cube.ts';
import type { EnforcementMeasure, FactSheet } from '../../../domain/patterns/facts.ts';
import type { FigureContext } from '../../../domain/patterns/figures/figure.ts';
import { figureWords } from '../../../domain/patterns/figures/words.ts';
import { landBordersOf } from '../../../domain/patterns/land-borders.ts';
import { bitMask, CRIMES, type Crime } from '../../../domain/taxonomy.ts';

export const t = wordsOf('es');
export const words = figureWords((key, values) => t(key, { ...values }), 'es');
const topology = JSON.parse(referenceText('states.topo.json')) as Topology;
export const shapes = rewound(
  feature(topology, topology.objects.states as GeometryCollection) as StateShapes,
);
export const borders = landBordersOf(JSON.parse(referenceText('countries.topo.json')) as Topology);

/** What figures are made of, from columns of a test. */
export function contextOf(
  columns: PatternColumns,
  measures: readonly EnforcementMeasure[],
  rest: Partial<FigureContext> = {},
): FigureContext {
  const cube = patternCube(columns, { group: 'predatory', counting: 'principal' });
  const selection = rest.selection ?? {};
  return {
    cube,
    brushed: brush(cube, selection),
    selection,
    facts: { measures, exposure: [] } as unknown as FactSheet,
    words,
    shapes,
    borders,
    noData: new Set(),
    span: { from: '2016-01-01', to: '2018-04-30' },
    showsMeasures: true,
    width: 480,
    ...rest,
  };
}

/** Incidents by state, band and crime, one row each. */
export function planted(
  rows: readonly (readonly [state: string, band: BorderBand, crime: Crime])[],
): PatternColumns {
  const columns = emptyColumns(rows.length);
  rows.forEach(([state, band, crime], i) => {
    columns.state[i] = Number(state);
    columns.border[i] = BORDER_BANDS.indexOf(band);
    columns.crime[i] = CRIMES.indexOf(crime);
    columns.crimes[i] = bitMask(CRIMES, [crime]);
    columns.firstDay[i] = columns.lastDay[i] = dayNumber('2017-03-01');
  });
  return columns;
}
