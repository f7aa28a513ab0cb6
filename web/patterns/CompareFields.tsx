import { COMPARED_BY } from '../../domain/patterns/figures/comparison.ts';
import { StateOptions } from '../StateOptions.tsx';
import { Segmented } from './Controls.tsx';
import type { FieldProps } from './fieldProps.ts';
import type { Compared, Period } from './patternView.ts';

/** Two states, or two periods, and by what. */
export function CompareFields({
  view: { compared, comparedBy, lens },
  change,
  words,
  periods,
}: FieldProps & { periods: readonly [Period, Period] }) {
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
      {lens.group !== 'hazard' && (
        <Segmented
          legend={t('patterns:page.compareBy')}
          words={COMPARED_BY}
          chosen={comparedBy}
          text={(by) => t(`patterns:dimension.${by}`)}
          onChoose={(by) => change((before) => ({ ...before, comparedBy: by }))}
        />
      )}
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
