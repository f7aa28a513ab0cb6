import { useWords } from '../format.ts';
import { useView } from '../view/ViewProvider.tsx';
import { HALF_LIVES } from '../view/view.ts';

/** How fast the past counts for less in scores; the choice is in the address. */
export function DecayField() {
  const { t, number } = useWords();
  const { view, change } = useView();
  return (
    <label className="decay-field">
      <span>{t('routes:decay.label')}</span>
      <select
        value={view.halfLifeDays ?? ''}
        onChange={(event) => {
          const chosen = HALF_LIVES.find((days) => String(days) === event.target.value) ?? null;
          change({ halfLifeDays: chosen });
        }}
      >
        <option value="">{t('routes:decay.none')}</option>
        {HALF_LIVES.map((days) => (
          <option key={days} value={days}>
            {t('routes:decay.days', { days: number(days) })}
          </option>
        ))}
      </select>
    </label>
  );
}
