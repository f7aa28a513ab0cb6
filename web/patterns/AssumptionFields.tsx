import {
  ASSUMPTION_IDS,
  type AssumptionId,
  assumptionOf,
  REPORT_ASSUMPTIONS,
  withAssumption,
} from '../../domain/patterns/earnings.ts';
import { assumptionName } from '../../domain/patterns/figures/model.ts';
import type { FieldProps } from './fieldProps.ts';

/** The assumptions of what crime earns, each to be changed. */
export function AssumptionFields({ view, change, words }: FieldProps) {
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
