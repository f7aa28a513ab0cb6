import { useCallback } from 'react';
import type { AlertRow } from '../../api/contract-alerts.ts';
import { type AlertText, alertText, type Told } from '../../domain/alerts/text.ts';
import { useWords } from '../format.ts';

/** What a reader is told of an alert: all where they may know it, else the safe form. */
export function toldOf({ facts, safe }: Pick<AlertRow, 'facts' | 'safe'>): Told {
  return facts ? { kind: 'full', facts } : { kind: 'safe', facts: safe };
}

/** The words of an alert in the reader's language. */
export function useAlertText(): (alert: Pick<AlertRow, 'facts' | 'safe'>) => AlertText {
  const { t, language } = useWords();
  return useCallback(
    (alert) =>
      alertText((key, values) => t(key, values ?? {}), toldOf(alert), language === 'en' ? 'en' : 'es'),
    [t, language],
  );
}
