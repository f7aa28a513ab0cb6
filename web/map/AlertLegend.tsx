import { useWords } from '../format.ts';
import { useView } from '../view/ViewProvider.tsx';
import { Swatch, Switch } from './LegendParts.tsx';
import type { Palette } from './palette.ts';
import type { AlertCircles } from './useAlertCircles.ts';

/** The rings of alerts: those that fire, and at wish those that are over. */
export function AlertLegend({ alerts, palette }: { alerts: AlertCircles; palette: Palette }) {
  const { t, number } = useWords();
  const { view, change } = useView();
  const known = (count: number | null) => (count === null ? '?' : number(count));
  return (
    <>
      <Switch layer="alerts" text={t('alerts:map.firing', { n: known(alerts.firing) })}>
        <Swatch>
          <circle cx="12" cy="10" r="7" fill="none" stroke={palette.alert} strokeWidth="3" />
        </Swatch>
      </Switch>
      <label className="legend-row">
        <input
          type="checkbox"
          checked={view.showsPastAlerts}
          onChange={() => change({ showsPastAlerts: !view.showsPastAlerts })}
        />
        <Swatch>
          <circle cx="12" cy="10" r="7" fill="none" stroke={palette.noData} strokeWidth="1.5" />
        </Swatch>
        {view.showsPastAlerts ? t('alerts:map.pastCount', { n: known(alerts.past) }) : t('alerts:map.past')}
      </label>
    </>
  );
}
