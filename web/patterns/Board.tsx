import { type ReactNode, useDeferredValue, useMemo } from 'react';
import type { PatternFacts } from '../../api/contract-patterns.ts';
import type { StateShapes } from '../../domain/charts/state-map.ts';
import { brush } from '../../domain/patterns/brush.ts';
import type { PatternColumns } from '../../domain/patterns/columns.ts';
import { patternCube } from '../../domain/patterns/cube.ts';
import { multiplesFigure } from '../../domain/patterns/figures/change.ts';
import { type Figure, type FigureContext, spanOf } from '../../domain/patterns/figures/figure.ts';
import { dimensionFigure, monthsFigure, statesFigure } from '../../domain/patterns/figures/overview.ts';
import { railFigure } from '../../domain/patterns/figures/places.ts';
import { crosstabFigure, highImpactFigure, topFiveFigure } from '../../domain/patterns/figures/tables.ts';
import type { FigureWords } from '../../domain/patterns/figures/words.ts';
import { Controls } from './Controls.tsx';
import { chosen, withMonths } from './choose.ts';
import { EmptyBoard } from './EmptyBoard.tsx';
import { PairFields } from './FigureFields.tsx';
import { FigureView } from './FigureView.tsx';
import { ChangeSection, CompareSection, ModelSection, PeopleSection } from './OtherSections.tsx';
import { Section } from './Section.tsx';
import type { PatternViewAccess } from './usePatternView.ts';

export interface BoardProps {
  columns: PatternColumns;
  facts: PatternFacts;
  shapes: StateShapes;
  noData: ReadonlySet<string>;
  asOf: string;
  access: PatternViewAccess;
  words: FigureWords;
}

/** All figures over one set of columns: a choice in one of them is put on all the others. */
export function Board({ columns, facts, shapes, noData, asOf, access, words }: BoardProps) {
  const { view, change } = access;
  const { group, counting } = view.lens;
  const cube = useMemo(() => patternCube(columns, { group, counting }), [columns, group, counting]);
  const brushed = useMemo(() => brush(cube, view.selection), [cube, view.selection]);
  const span = useMemo(() => spanOf(cube, asOf), [cube, asOf]);
  const context = useMemo(
    (): Omit<FigureContext, 'width'> => ({
      cube,
      brushed,
      selection: view.selection,
      facts,
      words,
      shapes,
      noData,
      span,
    }),
    [cube, brushed, view.selection, facts, words, shapes, noData, span],
  );
  // What is further down may come a moment later: the views that one brushes in answer at once.
  const later = useDeferredValue(context);
  const laterView = useDeferredValue(view);
  const onPick = (figure: Figure, pick: string, from: string) =>
    change((before) => ({
      ...before,
      selection:
        figure.selects[0] === 'period' && pick !== from
          ? withMonths(before.selection, from, pick)
          : chosen(before.selection, figure.selects, pick),
    }));
  const show = (
    build: (context: FigureContext) => Figure,
    options: { wide?: boolean; later?: boolean; fields?: ReactNode } = {},
  ) => {
    const given = options.later ? later : context;
    return (
      <FigureView
        build={(width) => build({ ...given, width })}
        words={words}
        onPick={onPick}
        wide={options.wide ?? false}
      >
        {options.fields}
      </FigureView>
    );
  };
  const isHazard = group === 'hazard';
  const sections = { show, view, laterView, change, words, context: later };
  return (
    <>
      <Controls {...access} words={words} total={brushed.total} of={cube.length} span={span} />
      {brushed.total === 0 && (
        <EmptyBoard view={view} change={change} brushed={brushed} cube={cube} words={words} />
      )}
      <Section id="where" words={words}>
        {show(statesFigure)}
        {show((given) => dimensionFigure(given, 'crime'))}
        {show(monthsFigure, { wide: true })}
      </Section>
      <Section id="who" words={words}>
        <div className="figure-stack">
          {!isHazard && show((given) => dimensionFigure(given, 'perpetrator'))}
          {show((given) => dimensionFigure(given, 'known'))}
        </div>
        {show((given) => dimensionFigure(given, 'place'))}
        {show(
          (given) =>
            crosstabFigure(
              given,
              isHazard && laterView.pair.includes('perpetrator') ? ['state', 'crime'] : laterView.pair,
            ),
          {
            wide: true,
            later: true,
            fields: <PairFields view={view} change={change} words={words} />,
          },
        )}
        {show(multiplesFigure, { wide: true, later: true })}
      </Section>
      {group === 'predatory' && (
        <Section id="five" words={words}>
          {show(highImpactFigure, { wide: true, later: true })}
          {show((given) => topFiveFigure(given, 'perpetrator'), { later: true })}
          {show((given) => topFiveFigure(given, 'place'), { wide: true, later: true })}
        </Section>
      )}
      <Section id="near" words={words}>
        {show((given) => dimensionFigure(given, 'border'), { later: true })}
        {show((given) => dimensionFigure(given, 'rail'), { later: true })}
        {show(railFigure, { wide: true, later: true })}
      </Section>
      {!isHazard && <ChangeSection {...sections} />}
      <CompareSection {...sections} />
      {group === 'predatory' && <ModelSection {...sections} />}
      {group === 'predatory' && <PeopleSection {...sections} />}
    </>
  );
}
