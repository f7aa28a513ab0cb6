import { type EnforcementMeasure, sourceIn } from '../../domain/patterns/facts.ts';
import type { FieldProps } from './fieldProps.ts';
import { WINDOWS } from './patternView.ts';

/** Which measure of enforcement, or a day of one's own, and how long before and after it. */
export function MeasureFields({
  view,
  change,
  words,
  measures,
  day,
  measure,
}: FieldProps & {
  measures: readonly EnforcementMeasure[];
  day: string;
  measure: EnforcementMeasure | null;
}) {
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
      {measure && (
        <p className="quiet">
          {t('patterns:page.addMeasures', { source: sourceIn(measure.source, words.language) })}
        </p>
      )}
    </div>
  );
}
