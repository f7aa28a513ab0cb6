import type { AlertRow } from '../../api/contract-alerts.ts';
import { useWords } from '../format.ts';
import { isWaiting } from './groupAlerts.ts';

/** How an alert stands, one word or two each. */
export function AlertMarks({ alert }: { alert: AlertRow }) {
  const { t } = useWords();
  const { state, isSilenced, inhibitedBy, isBelated, escalatedAt, hasDataGap, acknowledgedAt, mark } = alert;
  const marks: { word: string; tone?: 'strong' | 'amber' }[] = [];
  if (state !== 'firing') marks.push({ word: t(`alerts:mark.${state}`) });
  if (isWaiting(alert)) marks.push({ word: t('alerts:mark.waiting'), tone: 'strong' });
  else if (acknowledgedAt !== null) marks.push({ word: t('alerts:mark.acknowledged') });
  if (escalatedAt !== null) marks.push({ word: t('alerts:mark.escalated'), tone: 'amber' });
  if (hasDataGap) marks.push({ word: t('alerts:mark.dataGap'), tone: 'amber' });
  if (isBelated) marks.push({ word: t('alerts:mark.belated'), tone: 'amber' });
  if (isSilenced) marks.push({ word: t('alerts:mark.silenced') });
  if (inhibitedBy !== null) marks.push({ word: t('alerts:mark.inhibited', { by: inhibitedBy }) });
  if (alert.assignedTo !== null) marks.push({ word: t('alerts:mark.assigned', { to: alert.assignedTo }) });
  if (mark !== null) marks.push({ word: t(`alerts:mark.worth.${mark}`) });
  return (
    <>
      {marks.map(({ word, tone }) => (
        <span key={word} className={`alert-mark alert-mark-${tone ?? 'quiet'}`}>
          {word}
        </span>
      ))}
    </>
  );
}
