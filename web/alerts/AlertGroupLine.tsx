import { useState } from 'react';
import { useWords } from '../format.ts';
import { stateName } from '../geocoding/answer.ts';
import { AlertLine } from './AlertLine.tsx';
import type { AlertGroup } from './groupAlerts.ts';
import { SeverityTag } from './SeverityTag.tsx';

/** Lines of an open group that are drawn at once. */
const STEP = 50;

/** One alert as itself, several of one state and hour as one line that opens. */
export function AlertGroupLine({
  group,
  mayHaveMore,
  openId,
  onOpen,
}: {
  group: AlertGroup;
  mayHaveMore: boolean;
  openId: number | null;
  onOpen: (alertId: number) => void;
}) {
  const { t, counted, number, moment } = useWords();
  const { alerts, stateCode, firedAt, severity, unacknowledged } = group;
  const holdsOpen = alerts.some(({ alertId }) => alertId === openId);
  const [isOpen, setOpen] = useState(holdsOpen);
  const [shown, setShown] = useState(STEP);
  const [only] = alerts;
  if (alerts.length === 1 && !mayHaveMore && only) {
    return (
      <li>
        <AlertLine alert={only} isOpen={only.alertId === openId} onOpen={onOpen} />
      </li>
    );
  }
  const counts = counted(alerts.length);
  return (
    <li className="alert-group">
      <button
        type="button"
        className="alert-group-head"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <span className="alert-group-caret" aria-hidden="true" />
        <SeverityTag severity={severity} />
        <strong>
          {t(mayHaveMore ? 'alerts:page.groupAtLeast' : 'alerts:page.group', {
            ...counts,
            state: stateCode === null ? t('alerts:place.mexico') : stateName(stateCode),
          })}
        </strong>
        <span className="quiet">
          {firedAt !== null && moment(Date.parse(firedAt))}
          {unacknowledged > 0 && ` · ${t('alerts:page.groupWaiting', { n: number(unacknowledged) })}`}
        </span>
      </button>
      {isOpen && (
        <ol className="alert-list">
          {alerts.slice(0, shown).map((alert) => (
            <li key={alert.alertId}>
              <AlertLine alert={alert} isOpen={alert.alertId === openId} onOpen={onOpen} />
            </li>
          ))}
          {alerts.length > shown && (
            <li>
              <button type="button" className="secondary" onClick={() => setShown(shown + STEP)}>
                {t('list.more', { n: number(alerts.length - shown) })}
              </button>
            </li>
          )}
        </ol>
      )}
    </li>
  );
}
