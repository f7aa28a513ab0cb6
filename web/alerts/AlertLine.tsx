import type { AlertRow } from '../../api/contract-alerts.ts';
import { useWords } from '../format.ts';
import { AlertMarks } from './AlertMarks.tsx';
import { isWaiting } from './groupAlerts.ts';
import { useAlertText } from './useAlertText.ts';

/** An alert in the list: its headline, how it stands, since when. */
export function AlertLine({
  alert,
  isOpen,
  onOpen,
}: {
  alert: AlertRow;
  isOpen: boolean;
  onOpen: (alertId: number) => void;
}) {
  const { moment } = useWords();
  const textOf = useAlertText();
  const { alertId, severity, firedAt, isSilenced, inhibitedBy } = alert;
  return (
    <button
      type="button"
      className={`alert-line alert-line-${severity}`}
      data-held={isSilenced || inhibitedBy !== null ? 'true' : undefined}
      data-waiting={isWaiting(alert) ? 'true' : undefined}
      aria-current={isOpen ? 'true' : undefined}
      onClick={() => onOpen(alertId)}
    >
      <span className="alert-headline">{textOf(alert).headline}</span>
      <span className="alert-line-facts">
        {firedAt !== null && <time dateTime={firedAt}>{moment(Date.parse(firedAt))}</time>}
        <AlertMarks alert={alert} />
      </span>
    </button>
  );
}
