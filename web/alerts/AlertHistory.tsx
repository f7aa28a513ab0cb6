import type { AlertDetail } from '../../api/contract-alerts.ts';
import { useWords, type Words } from '../format.ts';

type Told = AlertDetail['history'][number];

/** What happened to an alert, the newest last, and why it stands as it does. */
export function AlertHistory({ history, decisions }: Pick<AlertDetail, 'history' | 'decisions'>) {
  const words = useWords();
  const { t, moment, counted } = words;
  return (
    <section>
      <h4>{t('alerts:page.history')}</h4>
      <ol className="alert-history">
        {history.map((event) => (
          <li key={event.eventId}>
            <time className="quiet" dateTime={event.at}>
              {moment(Date.parse(event.at))}
            </time>
            <p>{eventText(event, words)}</p>
            {noteOf(event) && <blockquote>{noteOf(event)}</blockquote>}
          </li>
        ))}
      </ol>
      {decisions.length > 0 && (
        <details>
          <summary>{t('alerts:page.decisions')}</summary>
          <p className="quiet">{t('alerts:page.decisionsNote')}</p>
          <ol className="alert-history">
            {decisions.map(({ at, reason, runId, observed }) => (
              <li key={`${runId} ${reason}`}>
                <time className="quiet" dateTime={at}>
                  {moment(Date.parse(at))}
                </time>
                <p>
                  {t(`alerts:reason.${reason}`)}{' '}
                  <span className="quiet">{t('alerts:page.decidedOn', counted(observed))}</span>
                </p>
              </li>
            ))}
          </ol>
        </details>
      )}
    </section>
  );
}

/** An event in a sentence; what the server keeps from this reader is left out. */
function eventText({ kind, actorName, details }: Told, { t, number, moment }: Words): string {
  const who = actorName ?? t('alerts:page.somebody');
  const count = (name: string) => (typeof details[name] === 'number' ? number(details[name]) : '?');
  switch (kind) {
    case 'worsened':
    case 'revised':
      return t(`alerts:event.${kind}`, { before: count('before'), after: count('after') });
    case 'resolved':
      return typeof details.reason === 'string'
        ? t('alerts:event.resolvedWhy', { why: t(`alerts:reason.${details.reason}`) })
        : t('alerts:event.resolved');
    case 'inhibited':
      return t('alerts:event.inhibited', { by: String(details.by ?? '?') });
    case 'assigned':
      return typeof details.to === 'string'
        ? t('alerts:event.assigned', { who, to: details.to })
        : t('alerts:event.unassigned', { who });
    case 'marked':
      return typeof details.mark === 'string'
        ? t('alerts:event.marked', { who, mark: t(`alerts:mark.worth.${details.mark}`) })
        : t('alerts:event.markedPlain', { who });
    case 'silenced':
      return typeof details.until === 'string'
        ? t('alerts:event.silencedUntil', { who, until: moment(Date.parse(details.until)) })
        : t('alerts:event.silenced', { who });
    default:
      return t(`alerts:event.${kind}`, { who });
  }
}

/** The words that somebody added. */
function noteOf({ details }: Told): string | null {
  const note = details.note ?? details.text ?? (typeof details.until === 'string' ? details.reason : null);
  return typeof note === 'string' ? note : null;
}
