import { useCallback, useDeferredValue, useMemo } from 'react';
import type { PatternFacts } from '../../api/contract-patterns.ts';
import type { StateShapes } from '../../domain/charts/state-map.ts';
import type { BorderLines } from '../../domain/patterns/bands.ts';
import { brush } from '../../domain/patterns/brush.ts';
import type { PatternColumns } from '../../domain/patterns/columns.ts';
import { patternCube } from '../../domain/patterns/cube.ts';
import { borderMapFigure } from '../../domain/patterns/figures/border-map.ts';
import { multiplesFigure } from '../../domain/patterns/figures/change.ts';
import { type Figure, type FigureContext, spanOf } from '../../domain/patterns/figures/figure.ts';
import { dimensionFigure, monthsFigure, statesFigure } from '../../domain/patterns/figures/overview.ts';
import { railFigure } from '../../domain/patterns/figures/places.ts';
import { crosstabFigure, highImpactFigure, topFiveFigure } from '../../domain/patterns/figures/tables.ts';
import type { FigureWords } from '../../domain/patterns/figures/words.ts';
import type { Dimension } from '../../domain/patterns/lens.ts';
import { Controls } from './Controls.tsx';
import { chosen, withMonths } from './choose.ts';
import { EmptyBoard } from './EmptyBoard.tsx';
import { FigureView, type ShowFigure } from './FigureView.tsx';
import { ChangeSection, CompareSection, ModelSection, PeopleSection } from './OtherSections.tsx';
import { PairFields } from './PairFields.tsx';
import { Section } from './Section.tsx';
import type { PatternViewAccess } from './usePatternView.ts';

export interface BoardProps {
  columns: PatternColumns;
  facts: PatternFacts;
  shapes: StateShapes;
  borders: BorderLines;
  noData: ReadonlySet<string>;
  asOf: string;
  access: PatternViewAccess;
  words: FigureWords;
}

const DIMENSION_FIGURES = Object.fromEntries(
  (['crime', 'perpetrator', 'place', 'known', 'border', 'rail'] as const).map((dimension) => [
    dimension,
    (context: FigureContext) => dimensionFigure(context, dimension),
  ]),
) as Record<Exclude<Dimension, 'state'>, (context: FigureContext) => Figure>;
/** Hazards have no perpetrator. */
const HAZARD_PAIR = ['state', 'crime'] as const;
const topFivePerpetrators = (context: FigureContext) => topFiveFigure(context, 'perpetrator');
const topFivePlaces = (context: FigureContext) => topFiveFigure(context, 'place');
const northernBorder = (context: FigureContext) => borderMapFigure(context, 'north');
const southernBorder = (context: FigureContext) => borderMapFigure(context, 'south');

/** All figures over one set of columns: a choice in one of them is put on all the others. */
export function Board({ columns, facts, shapes, borders, noData, asOf, access, words }: BoardProps) {
  const { view, change } = access;
  const { group, counting } = view.lens;
  const cube = useMemo(() => patternCube(columns, { group, counting }), [columns, group, counting]);
  const brushed = useMemo(() => brush(cube, view.selection), [cube, view.selection]);
  const span = useMemo(() => spanOf(cube, asOf), [cube, asOf]);
  const { showsMeasures } = view;
  const shared = useMemo(
    () => ({ cube, facts, words, shapes, borders, noData, span, showsMeasures }),
    [cube, facts, words, shapes, borders, noData, span, showsMeasures],
  );
  const context = useMemo(
    (): Omit<FigureContext, 'width'> => ({ ...shared, brushed, selection: view.selection }),
    [shared, brushed, view.selection],
  );
  // What is further down may come a moment later: the views that one brushes in answer at once.
  const later = useDeferredValue(context);
  const laterView = useDeferredValue(view);
  // What the server answers follows the period alone, and names its own: until the next answer has come the old numbers
  // stay with their old days.
  const told = useMemo((): Omit<FigureContext, 'width'> => {
    const selection = { from: facts.from, to: facts.to };
    return { ...shared, brushed: brush(cube, selection), selection };
  }, [cube, facts, shared]);
  const laterTold = useDeferredValue(told);
  const onPick = useCallback(
    (figure: Figure, pick: string, start: string) =>
      change((before) => ({
        ...before,
        selection:
          figure.selects[0] === 'period' && pick !== start
            ? withMonths(before.selection, start, pick)
            : chosen(before.selection, figure.selects, pick),
      })),
    [change],
  );
  const onLayer = useCallback(
    (isShown: boolean) => change((before) => ({ ...before, showsMeasures: isShown })),
    [change],
  );
  const contexts = { now: context, later, told: laterTold };
  const show: ShowFigure = (build, { wide = false, when = 'now', fields } = {}) => (
    <FigureView
      build={build}
      context={contexts[when]}
      words={words}
      onPick={onPick}
      onLayer={onLayer}
      wide={wide}
    >
      {fields}
    </FigureView>
  );
  const isHazard = group === 'hazard';
  const [row, column] = isHazard && laterView.pair.includes('perpetrator') ? HAZARD_PAIR : laterView.pair;
  const pairFigure = useCallback(
    (given: FigureContext) => crosstabFigure(given, [row, column]),
    [row, column],
  );
  const sections = { show, view, laterView, change, words, context: later };
  return (
    <>
      <Controls {...access} words={words} total={brushed.total} of={cube.length} span={span} />
      {brushed.total === 0 && (
        <EmptyBoard view={view} change={change} brushed={brushed} cube={cube} span={span} words={words} />
      )}
      <div
        className="pattern-board"
        aria-busy={later !== context || laterTold !== told || laterView !== view}
      >
        <Section id="where" words={words}>
          {show(statesFigure)}
          <div className="figure-stack">
            {show(DIMENSION_FIGURES.crime)}
            {show(monthsFigure)}
          </div>
        </Section>
        <Section id="who" words={words}>
          <div className="figure-stack">
            {!isHazard && show(DIMENSION_FIGURES.perpetrator)}
            {show(DIMENSION_FIGURES.known)}
          </div>
          {show(DIMENSION_FIGURES.place)}
          {show(pairFigure, {
            wide: true,
            when: 'later',
            fields: <PairFields view={view} change={change} words={words} />,
          })}
          {show(multiplesFigure, { wide: true, when: 'later' })}
        </Section>
        {group === 'predatory' && (
          <Section id="five" words={words}>
            {show(highImpactFigure, { when: 'later' })}
            {show(topFivePerpetrators, { when: 'later' })}
            {show(topFivePlaces, { wide: true, when: 'later' })}
          </Section>
        )}
        <Section id="near" words={words}>
          <div className="figure-stack">
            {show(northernBorder, { when: 'later' })}
            {show(DIMENSION_FIGURES.border, { when: 'later' })}
          </div>
          {show(southernBorder, { when: 'later' })}
          {show(DIMENSION_FIGURES.rail, { when: 'later' })}
          {show(railFigure, { when: 'later' })}
        </Section>
        {!isHazard && <ChangeSection {...sections} />}
        <CompareSection {...sections} />
        {group === 'predatory' && <ModelSection {...sections} />}
        {group === 'predatory' && <PeopleSection {...sections} />}
      </div>
    </>
  );
}
