import type { Today } from '../../api/contract-today.ts';
import { AlertMarks } from '../alerts/AlertMarks.tsx';
import { useAlertText } from '../alerts/useAlertText.ts';
import { useWords } from '../format.ts';
import { Method } from '../panel/Method.tsx';

/** What fires now: what nobody took note of comes first. */
export function AlertsNow({
  alerts: { firing, unacknowledged, alerts },
}: {
  alerts: NonNullable<Today['alerts']>;
}) {
  const { t, counted, moment } = useWords();
  const textOf = useAlertText();
  return (
    <section className="today-card">
      <h3>
        {unacknowledged > 0
          ? t('today:alerts.waiting', counted(unacknowledged))
          : firing > 0
            ? t('today:alerts.firing', counted(firing))
            : t('today:alerts.none')}
      </h3>
      <ul className="today-list">
        {alerts.map((alert) => (
          <li key={alert.alertId}>
            <a
              className={`today-alert alert-line-${alert.severity}`}
              href={`/alertas?alerta=${alert.alertId}`}
            >
              <span className="alert-headline">{textOf(alert).headline}</span>
              <span className="alert-line-facts">
                {alert.firedAt !== null && (
                  <time dateTime={alert.firedAt}>{moment(Date.parse(alert.firedAt))}</time>
                )}
                <AlertMarks alert={alert} />
              </span>
            </a>
          </li>
        ))}
      </ul>
      <a className="link" href="/alertas">
        {firing > 0 ? t('today:alerts.all', counted(firing)) : t('nav.alerts')}
      </a>
      <Method text={t('today:alerts.method')} />
    </section>
  );
}
