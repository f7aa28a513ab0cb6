import type { Filter } from '../../domain/patterns/brush.ts';
import type { FigureWords } from '../../domain/patterns/figures/words.ts';
import { COUNTINGS, DIMENSIONS, LENS_GROUPS } from '../../domain/patterns/lens.ts';
import { useSession } from '../session.ts';
import { redo, undo, useSteps } from '../view/address.ts';
import { toggled, without } from './choose.ts';
import { openedLink } from './openedLink.ts';
import { type PatternView, withLens } from './patternView.ts';
import type { PatternViewAccess } from './usePatternView.ts';

interface Props extends PatternViewAccess {
  words: FigureWords;
  total: number;
  of: number;
  span: { from: string; to: string };
}

/** What is looked at, what is chosen, and the way back: it stays in sight while one reads. */
export function Controls(props: Props) {
  const { view, change, words, total, of, span } = props;
  const { canUndo, canRedo } = useSteps();
  const { t } = words;
  const { may } = useSession();
  const groups = LENS_GROUPS.filter((group) => group !== 'consented' || may('consented.read'));
  const setDay = (name: 'from' | 'to', day: string) => {
    // While a year is typed, a date field offers years like 0002.
    if (day === '' || day >= '1900') {
      change((before) => ({
        ...before,
        selection: without({ ...before.selection, [name]: day || undefined }),
      }));
    }
  };
  return (
    <search className="pattern-controls" aria-label={t('patterns:page.controls')}>
      <div className="pattern-fields">
        <Segmented
          legend={t('patterns:group.legend')}
          words={groups}
          chosen={view.lens.group}
          text={(group) => t(`patterns:group.${group}`)}
          onChoose={(group) => change((before) => withLens(before, { ...before.lens, group }))}
        />
        <Segmented
          legend={t('patterns:counting.legend')}
          words={COUNTINGS}
          chosen={view.lens.counting}
          text={(counting) => t(`patterns:counting.${counting}`)}
          onChoose={(counting) => change((before) => withLens(before, { ...before.lens, counting }))}
        />
        {(['from', 'to'] as const).map((name) => (
          <label key={name} className="pattern-day">
            <span>{t(`patterns:page.${name}`)}</span>
            <input
              type="date"
              value={view.selection[name] ?? ''}
              min={span.from}
              max={span.to}
              onChange={(event) => setDay(name, event.target.value)}
            />
          </label>
        ))}
        <span className="pattern-steps">
          <button type="button" disabled={!canUndo} onClick={undo} title={t('patterns:page.undoKeys')}>
            {t('patterns:page.undo')}
          </button>
          <button type="button" disabled={!canRedo} onClick={redo} title={t('patterns:page.redoKeys')}>
            {t('patterns:page.redo')}
          </button>
        </span>
        <output className="pattern-count">
          {t('patterns:page.count', { n: words.number(total), of: words.number(of) })}
        </output>
        {total > 0 && may('incidents.read') && <OpenAll view={view} words={words} />}
      </div>
      <PatternChips {...props} />
    </search>
  );
}

/** The way from what is chosen to its incidents, or why there is none. */
function OpenAll({ view, words: { t } }: Pick<Props, 'view' | 'words'>) {
  const link = openedLink(view.selection, view.lens);
  return 'href' in link ? (
    <a className="link pattern-open" href={link.href}>
      {t('patterns:open.all')}
    </a>
  ) : (
    <small className="quiet pattern-open">
      {t('patterns:open.none', { why: t(`patterns:closed.${link.reason}`) })}
    </small>
  );
}

function PatternChips({ view, change, words }: Props) {
  const { t } = words;
  const chips = chipsOf(view, words);
  if (chips.length === 0) return <p className="quiet pattern-none">{t('patterns:page.nothingChosen')}</p>;
  return (
    <ul className="chips" aria-label={t('patterns:page.chips')}>
      {chips.map(({ id, text, remove }) => (
        <li key={id}>
          <button
            type="button"
            className="chip"
            aria-label={t('patterns:page.remove', { name: text })}
            onClick={() => change(remove)}
          >
            <span>{text}</span>
            <span aria-hidden="true">×</span>
          </button>
        </li>
      ))}
      <li>
        <button
          type="button"
          className="link"
          onClick={() => change((before) => ({ ...before, selection: {} }))}
        >
          {t('patterns:page.clear')}
        </button>
      </li>
    </ul>
  );
}

function chipsOf({ selection, lens }: PatternView, words: FigureWords) {
  const { t } = words;
  const chips = DIMENSIONS.flatMap((dimension) =>
    (selection[dimension] ?? []).map((word) => ({
      id: `${dimension} ${word}`,
      text: t('patterns:page.chip', {
        dimension: t(`patterns:dimension.${dimension}`),
        word: words.word(dimension, word, lens),
      }),
      remove: (before: PatternView) => ({ ...before, selection: toggled(before.selection, dimension, word) }),
    })),
  );
  const day = (name: 'from' | 'to', text: (date: string) => string) => {
    const value = selection[name];
    if (value === undefined) return [];
    const remove = (before: PatternView) => ({
      ...before,
      selection: without({ ...before.selection, [name]: undefined }),
    });
    return [{ id: name, text: text(words.date(value)), remove }];
  };
  return [
    ...chips,
    ...day('from', (date) => t('patterns:page.chipFrom', { date })),
    ...day('to', (date) => t('patterns:page.chipTo', { date })),
  ];
}

/** A view without one of its filters. */
export function withoutFilter(view: PatternView, filter: Filter): PatternView {
  const gone = filter === 'period' ? { from: undefined, to: undefined } : { [filter]: undefined };
  return { ...view, selection: without({ ...view.selection, ...gone }) };
}

interface SegmentedProps<T extends string> {
  legend: string;
  words: readonly T[];
  chosen: T;
  text: (word: T) => string;
  onChoose: (word: T) => void;
}

/** A few words of which one is chosen, side by side. */
export function Segmented<T extends string>({ legend, words, chosen, text, onChoose }: SegmentedProps<T>) {
  return (
    <fieldset className="segmented">
      <legend className="hidden">{legend}</legend>
      {words.map((word) => (
        <label key={word}>
          <input type="radio" name={legend} checked={word === chosen} onChange={() => onChoose(word)} />
          <span>{text(word)}</span>
        </label>
      ))}
    </fieldset>
  );
}
