import {
  ASSUMPTION_IDS,
  type AssumptionId,
  assumptionOf,
  REPORT_ASSUMPTIONS,
  withAssumption,
} from '../../domain/patterns/earnings.ts';
import type { EnforcementMeasure } from '../../domain/patterns/facts.ts';
import { assumptionName } from '../../domain/patterns/figures/model.ts';
import type { FigureWords } from '../../domain/patterns/figures/words.ts';
import { DIMENSIONS, type Dimension } from '../../domain/patterns/lens.ts';
import { StateOptions } from '../StateOptions.tsx';
import { Segmented } from './Controls.tsx';
import { type Compared, type PatternView, type Period, WINDOWS } from './patternView.ts';

type Change = (to: (view: PatternView) => PatternView) => void;

interface Props {
  view: PatternView;
  change: Change;
  words: FigureWords;
}

/** Rows and columns of the two-way table. */
export function PairFields({ view, change, words }: Props) {
  const open = DIMENSIONS.filter((dimension) => dimension !== 'perpetrator' || view.lens.group !== 'hazard');
  const set = (at: 0 | 1, dimension: Dimension) =>
    change((before) => {
      const [row, column] = before.pair;
      const next: [Dimension, Dimension] = at === 0 ? [dimension, column] : [row, dimension];
      // The same twice is no table: the two change places.
      return { ...before, pair: next[0] === next[1] ? [column, row] : next };
    });
  return (
    <div className="figure-fields">
      {([0, 1] as const).map((at) => (
        <label key={at}>
          <span>{words.t(at === 0 ? 'patterns:page.rows' : 'patterns:page.columns')}</span>
          <select value={view.pair[at]} onChange={(event) => set(at, event.target.value as Dimension)}>
            {open.map((dimension) => (
              <option key={dimension} value={dimension}>
                {words.t(`patterns:dimension.${dimension}`)}
              </option>
            ))}
          </select>
        </label>
      ))}
    </div>
  );
}

/** Which measure of enforcement, or a day of one's own, and how long before and after it. */
export function MeasureFields({
  view,
  change,
  words,
  measures,
  day,
  measure,
}: Props & { measures: readonly EnforcementMeasure[]; day: string; measure: EnforcementMeasure | null }) {
  const { t } = words;
  const isOwn = measure === null;
  const setMeasure = (id: string) => change((before) => ({ ...before, measure: id }));
  return (
    <div className="figure-fields">
      <label>
        <span>{t('patterns:page.measure')}</span>
        <select
          value={measure?.id ?? ''}
          onChange={(event) => setMeasure(event.target.value === '' ? day : event.target.value)}
        >
          {measures.map((one) => (
            <option key={one.id} value={one.id}>
              {words.date(one.day)}: {words.language === 'en' ? one.nameEn : one.nameEs}
            </option>
          ))}
          <option value="">{t('patterns:page.ownDay')}</option>
        </select>
      </label>
      {isOwn && (
        <label>
          <span>{t('patterns:page.day')}</span>
          <input
            type="date"
            value={day}
            onChange={(event) => event.target.value >= '1900' && setMeasure(event.target.value)}
          />
        </label>
      )}
      <label>
        <span>{t('patterns:page.window')}</span>
        <select
          value={view.windowMonths}
          onChange={(event) => change((before) => ({ ...before, windowMonths: Number(event.target.value) }))}
        >
          {WINDOWS.map((months) => (
            <option key={months} value={months}>
              {months}
            </option>
          ))}
        </select>
      </label>
      {measure && <p className="quiet">{t('patterns:page.addMeasures', { source: measure.source })}</p>}
    </div>
  );
}

/** Two states, or two periods. */
export function CompareFields({
  change,
  words,
  compared,
  periods,
}: Omit<Props, 'view'> & { compared: Compared; periods: readonly [Period, Period] }) {
  const { t } = words;
  const set = (next: Compared) => change((before) => ({ ...before, compared: next }));
  const labels = [t('patterns:page.first'), t('patterns:page.second')] as const;
  return (
    <div className="figure-fields">
      <Segmented
        legend={t('patterns:page.compareWhat')}
        words={['states', 'periods'] as const}
        chosen={compared.kind}
        text={(kind) => t(kind === 'states' ? 'patterns:page.compareStates' : 'patterns:page.comparePeriods')}
        onChoose={(kind) =>
          set(kind === 'states' ? { kind, first: '28', second: '07' } : { kind, first: null, second: null })
        }
      />
      {compared.kind === 'states' &&
        (['first', 'second'] as const).map((side, at) => (
          <label key={side}>
            <span>{labels[at]}</span>
            <select
              value={compared[side]}
              onChange={(event) => set({ ...compared, [side]: event.target.value })}
            >
              <StateOptions />
            </select>
          </label>
        ))}
      {compared.kind === 'periods' &&
        (['first', 'second'] as const).map((side, at) =>
          (['from', 'to'] as const).map((end) => {
            const period = periods[at === 0 ? 0 : 1];
            return (
              <label key={`${side} ${end}`}>
                <span>
                  {labels[at]}: {t(`patterns:page.${end}`)}
                </span>
                <input
                  type="date"
                  value={period[end]}
                  onChange={(event) => {
                    const next = { ...period, [end]: event.target.value };
                    if (event.target.value >= '1900' && next.from <= next.to)
                      set({ ...compared, [side]: next });
                  }}
                />
              </label>
            );
          }),
        )}
    </div>
  );
}

/** The assumptions of what crime earns, each to be changed. */
export function AssumptionFields({ view, change, words }: Props) {
  const { t } = words;
  const set = (id: AssumptionId, value: number) =>
    change((before) => ({ ...before, assumptions: withAssumption(before.assumptions, id, value) }));
  const isShare = (id: AssumptionId) => id.startsWith('share');
  return (
    <fieldset className="figure-fields">
      <legend>{t('patterns:page.assumptions')}</legend>
      {ASSUMPTION_IDS.map((id) => {
        const value = assumptionOf(view.assumptions, id);
        return (
          <label key={id}>
            <span>
              {assumptionName(id, words)}
              {isShare(id) ? ' (%)' : ''}
            </span>
            <input
              type="number"
              min={0}
              max={isShare(id) ? 100 : undefined}
              step="any"
              value={isShare(id) ? Math.round(value * 100_000) / 1000 : value}
              onChange={(event) => {
                const typed = event.target.valueAsNumber;
                if (Number.isFinite(typed)) set(id, isShare(id) ? typed / 100 : typed);
              }}
            />
          </label>
        );
      })}
      <button
        type="button"
        onClick={() => change((before) => ({ ...before, assumptions: REPORT_ASSUMPTIONS }))}
      >
        {t('patterns:page.reset')}
      </button>
    </fieldset>
  );
}
