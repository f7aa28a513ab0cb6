import type { StateShapes } from '../../charts/state-map.ts';
import type { Chart } from '../../charts/svg.ts';
import { isoDayOf } from '../../days.ts';
import type { BorderLines } from '../bands.ts';
import type { Brushed, Filter, Selection } from '../brush.ts';
import type { PatternCube } from '../cube.ts';
import type { FactSheet } from '../facts.ts';
import type { Dimension } from '../lens.ts';
import type { ClosedReason } from '../opening.ts';
import type { FigureWords } from './words.ts';

/** How a column of a figure's table is written. */
export type ColumnKind = 'text' | 'count' | 'percent' | 'number' | 'usd';

export interface FigureColumn {
  name: string;
  kind: ColumnKind;
}

export interface FigureRow {
  cells: readonly (string | number | null)[];
  /** The word that choosing this row selects, in the figure's own dimension. */
  pick?: string;
  isChosen?: boolean;
}

/** What is drawn over a figure's map and can be put away, with a legend, a table and a source of its own. */
export interface FigureLayer {
  id: 'measures';
  /** What it is, and how many. */
  name: string;
  isShown: boolean;
  entries: readonly { id: string; icon: Chart; text: string }[];
  columns: readonly FigureColumn[];
  rows: readonly FigureRow[];
  source: string;
}

/** One figure: a finding in words, the chart, the same numbers as a table, and what must be known beside them. */
export interface Figure {
  id: string;
  /** A sentence: the finding. */
  title: string;
  /** What is counted, of how many, and when. */
  measure: string;
  chart: Chart | null;
  columns: readonly FigureColumn[];
  rows: readonly FigureRow[];
  /** What a chosen mark or row selects; two dimensions: `row|column`. */
  selects: readonly Filter[];
  /** The selection whose incidents the number in a cell counts; null where it counts none. */
  opens?: (row: number, column: number) => Selection | null;
  /** Why no number of it can be opened, where it counts incidents all the same. */
  closed?: ClosedReason;
  notes: readonly string[];
  source: string;
  layer?: FigureLayer;
}

/** What figures are made of. */
export interface FigureContext {
  cube: PatternCube;
  brushed: Brushed;
  selection: Selection;
  facts: FactSheet;
  words: FigureWords;
  shapes: StateShapes;
  /** Mexico's land borders. */
  borders: BorderLines;
  /** INEGI codes of states without data in the period: silence, not peace. */
  noData: ReadonlySet<string>;
  /** Days that the data span, ISO. */
  span: { from: string; to: string };
  /** Whether measures of enforcement are drawn on maps. */
  showsMeasures: boolean;
  /** Room for a chart, pixels. */
  width: number;
}

/** The days that are looked at: those of the selection, or all that the data span. */
export function periodOf({ selection, span }: FigureContext): { from: string; to: string } {
  return { from: selection.from ?? span.from, to: selection.to ?? span.to };
}

/** The period of the selection in words. */
export function periodText(context: FigureContext): string {
  const { from, to } = periodOf(context);
  return context.words.t('patterns:period', { from: context.words.date(from), to: context.words.date(to) });
}

/** What a shown layer says in lines, where it can't be a list with symbols; none where it is put away. */
export function layerLines({ layer }: Figure): string[] {
  if (!layer?.isShown) return [];
  return [layer.name, ...layer.entries.map(({ text }) => text), layer.source];
}

/** The context of a figure over time, which counts all days whatever period is chosen. */
export function allTime(context: FigureContext): FigureContext {
  const { from: _from, to: _to, ...selection } = context.selection;
  return { ...context, selection };
}

/** "n = 1,374 predatory crimes; by principal crime; 1 Jan 2016 to 30 Apr 2018". */
export function measureText(context: FigureContext, n: number): string {
  const { cube, words } = context;
  return words.t('patterns:measure', {
    n: words.number(n),
    what: words.t(`patterns:what.${cube.lens.group}`),
    counting: words.t(`patterns:countingNote.${cube.lens.counting}`),
    period: periodText(context),
  });
}

/** Where the numbers are from, and how many of them are invented. */
export function sourceText({ cube, words }: FigureContext): string {
  const source = words.t('patterns:source.reports');
  if (cube.synthetic === 0) return source;
  const key =
    cube.synthetic === cube.length ? 'patterns:source.synthetic' : 'patterns:source.partlySynthetic';
  return `${source} ${words.t(key, { n: words.number(cube.synthetic) })}`;
}

/** Whether a word stands outside what is chosen of its dimension. */
export function isOff(selection: Selection, dimension: Dimension, word: string): boolean {
  const chosen = selection[dimension] ?? [];
  return chosen.length > 0 && !chosen.includes(word);
}

/** The days that the data of a cube span, at least one. */
export function spanOf(cube: PatternCube, last: string): { from: string; to: string } {
  let first = Number.POSITIVE_INFINITY;
  for (const day of cube.firstDay) first = Math.min(first, day);
  return { from: Number.isFinite(first) ? isoDayOf(first) : last, to: last };
}

export const sumOf = (values: ArrayLike<number>): number => Array.from(values).reduce((a, b) => a + b, 0);
