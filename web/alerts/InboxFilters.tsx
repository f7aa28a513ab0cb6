import { SEVERITIES } from '../../domain/alerts/rule.ts';
import { useWords } from '../format.ts';
import { StateOptions } from '../StateOptions.tsx';
import { useSession } from '../session.ts';
import { type AlertsView, STATE_FILTERS } from './alertsView.ts';

/** What the inbox shows: kept in the address. */
export function InboxFilters({
  view,
  onChange,
}: {
  view: AlertsView;
  onChange: (patch: Partial<AlertsView>) => void;
}) {
  const { t } = useWords();
  const { may } = useSession();
  // Pending alerts exist only for those who may see what they rest on.
  const states = STATE_FILTERS.filter((state) => state !== 'pending' || may('alerts.detail'));
  return (
    <fieldset className="inbox-filters" aria-label={t('alerts:page.filters')}>
      <label>
        {t('alerts:page.stateFilter')}
        <select
          value={view.state}
          onChange={({ target }) =>
            onChange({ state: states.find((state) => state === target.value) ?? 'firing' })
          }
        >
          {states.map((state) => (
            <option key={state} value={state}>
              {t(`alerts:page.stateChoice.${state}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('alerts:page.severityFilter')}
        <select
          value={view.severity ?? ''}
          onChange={({ target }) =>
            onChange({ severity: SEVERITIES.find((severity) => severity === target.value) ?? null })
          }
        >
          <option value="">{t('alerts:page.anySeverity')}</option>
          {SEVERITIES.map((severity) => (
            <option key={severity} value={severity}>
              {t(`alerts:severity.${severity}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('alerts:page.placeFilter')}
        <select
          value={view.stateCode ?? ''}
          onChange={({ target }) => onChange({ stateCode: target.value === '' ? null : target.value })}
        >
          <option value="">{t('alerts:page.anyState')}</option>
          <StateOptions />
        </select>
      </label>
    </fieldset>
  );
}
