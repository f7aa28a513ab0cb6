import { useCallback } from 'react';
import type { EnforcementMeasure } from '../../domain/patterns/facts.ts';
import { apprehensionsFigure, printedFigure } from '../../domain/patterns/figures/apprehensions.ts';
import { displacementFigure } from '../../domain/patterns/figures/change.ts';
import {
  dayPartsFigure,
  leavingFigure,
  vulnerabilityFigure,
} from '../../domain/patterns/figures/circumstances.ts';
import { compareFigure, lastTwoYears, type Side } from '../../domain/patterns/figures/comparison.ts';
import type { FigureContext } from '../../domain/patterns/figures/figure.ts';
import { outcomesFigure, reportingFigure } from '../../domain/patterns/figures/follow-up.ts';
import { earningsFigure, sensitivityFigure } from '../../domain/patterns/figures/model.ts';
import { originsFigure, victimsFigure } from '../../domain/patterns/figures/people.ts';
import { waysFigure } from '../../domain/patterns/figures/places.ts';
import type { FigureWords } from '../../domain/patterns/figures/words.ts';
import { AssumptionFields } from './AssumptionFields.tsx';
import { CompareFields } from './CompareFields.tsx';
import type { ShowFigure } from './FigureView.tsx';
import { MeasureFields } from './MeasureFields.tsx';
import type { PatternView, Period } from './patternView.ts';
import { Section } from './Section.tsx';

interface Props {
  show: ShowFigure;
  view: PatternView;
  /** The view that figures further down are made of; a moment behind. */
  laterView: PatternView;
  change: (to: (view: PatternView) => PatternView) => void;
  words: FigureWords;
  context: Omit<FigureContext, 'width'>;
}

const DAYS_PER_MONTH = 365.25 / 12;

/** Before and after a measure of enforcement. */
export function ChangeSection({ show, view, laterView, change, words, context }: Props) {
  const { measures } = context.facts;
  const chosen = measureOf(view.measure, context);
  const later = measureOf(laterView.measure, context);
  const name = (measure: EnforcementMeasure | null, day: string) =>
    measure ? (words.language === 'en' ? measure.nameEn : measure.nameEs) : words.date(day);
  const laterName = name(later.measure, later.day);
  const build = useCallback(
    (given: FigureContext) =>
      displacementFigure(given, {
        day: later.day,
        name: laterName,
        days: Math.round(laterView.windowMonths * DAYS_PER_MONTH),
      }),
    [later.day, laterName, laterView.windowMonths],
  );
  return (
    <Section id="change" words={words}>
      {show(build, {
        wide: true,
        when: 'later',
        fields: <MeasureFields view={view} change={change} words={words} measures={measures} {...chosen} />,
      })}
    </Section>
  );
}

/** The chosen measure or day; unasked the newest measure inside the days of the data, else the first of all. */
function measureOf(
  asked: string | null,
  { facts, span }: Omit<FigureContext, 'width'>,
): { measure: EnforcementMeasure | null; day: string } {
  const named = facts.measures.find(({ id }) => id === asked);
  if (named) return { measure: named, day: named.day };
  if (asked !== null && /^\d{4}-\d\d-\d\d$/.test(asked)) return { measure: null, day: asked };
  const inside =
    facts.measures.filter(({ day }) => day > span.from && day <= span.to).at(-1) ?? facts.measures[0] ?? null;
  return { measure: inside, day: inside?.day ?? span.to };
}

/** Two states or two periods side by side. */
export function CompareSection({ show, view, laterView, change, words, context }: Props) {
  const { to } = context.span;
  const build = useCallback(
    (given: FigureContext) =>
      compareFigure(given, ...sidesOf(laterView, periodsOf(laterView, to), words), laterView.comparedBy),
    [laterView, to, words],
  );
  return (
    <Section id="compare" words={words}>
      {show(build, {
        wide: true,
        when: 'later',
        fields: <CompareFields view={view} change={change} words={words} periods={periodsOf(view, to)} />,
      })}
    </Section>
  );
}

/** The two periods that are compared; unasked the last two years of the data. */
function periodsOf({ compared }: PatternView, last: string): [Period, Period] {
  const defaults = lastTwoYears(last) as [Period, Period];
  return compared.kind === 'periods'
    ? [compared.first ?? defaults[0], compared.second ?? defaults[1]]
    : defaults;
}

function sidesOf(
  { compared, selection }: PatternView,
  periods: [Period, Period],
  words: FigureWords,
): [Side, Side] {
  if (compared.kind === 'states') {
    const side = (code: string): Side => ({
      name: words.state(code),
      selection: { ...selection, state: [code] },
    });
    return [side(compared.first), side(compared.second)];
  }
  const side = ({ from, to }: Period): Side => ({
    name: words.t('patterns:days', { from: words.date(from), to: words.date(to) }),
    selection: { ...selection, from, to },
  });
  return [side(periods[0]), side(periods[1])];
}

/** What crime earns. */
export function ModelSection({ show, view, change, words }: Props) {
  const { assumptions } = view;
  const earnings = useCallback(
    ({ width }: FigureContext) => earningsFigure(assumptions, words, width),
    [assumptions, words],
  );
  const sensitivity = useCallback(
    ({ width }: FigureContext) => sensitivityFigure(assumptions, words, width),
    [assumptions, words],
  );
  return (
    <Section id="model" words={words}>
      {show(earnings, {
        when: 'told',
        fields: <AssumptionFields view={view} change={change} words={words} />,
      })}
      {show(sensitivity, { when: 'told' })}
    </Section>
  );
}

/** Whom it harmed, what became of it, and who tells of it. */
export function PeopleSection({ show, words }: Props) {
  const builds = [
    originsFigure,
    victimsFigure,
    leavingFigure,
    vulnerabilityFigure,
    outcomesFigure,
    reportingFigure,
  ] as const;
  return (
    <Section id="people" words={words}>
      {show(waysFigure, { wide: true, when: 'later' })}
      {show(dayPartsFigure, { wide: true, when: 'later' })}
      {builds.map((build) => (
        <div key={build.name} className="figure-cell">
          {show(build, { when: 'told' })}
        </div>
      ))}
      {show(printedFigure, { when: 'told' })}
      {show(apprehensionsFigure, { when: 'told' })}
    </Section>
  );
}
