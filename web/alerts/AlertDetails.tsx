import { useEffect, useRef } from 'react';
import type { AlertDetail } from '../../api/contract-alerts.ts';
import { getJson } from '../data/requests.ts';
import { useLoaded } from '../data/useLoaded.ts';
import { useWords } from '../format.ts';
import { Empty } from '../panel/Empty.tsx';
import { LoadState } from '../panel/LoadState.tsx';
import { Method } from '../panel/Method.tsx';
import { LinkOut } from '../panel/WayOut.tsx';
import { useSession } from '../session.ts';
import { Advice } from './Advice.tsx';
import { AlertActions } from './AlertActions.tsx';
import { AlertHistory } from './AlertHistory.tsx';
import { AlertMarks } from './AlertMarks.tsx';
import { AlertPlaceMap } from './AlertPlaceMap.tsx';
import { alertMapLink } from './alertMapLink.ts';
import { Referrals } from './Referrals.tsx';
import { SeverityTag } from './SeverityTag.tsx';
import { useAlertText } from './useAlertText.ts';

/** The beat rides along, so that it is asked for anew when something happened. */
const load = (key: string, signal: AbortSignal) =>
  getJson<AlertDetail>(key.slice(0, key.lastIndexOf('@')), signal);

/** One alert: what it says, what to do, whom to call, and what was done. */
export function AlertDetails({
  alertId,
  beat,
  onBack,
  onChanged,
}: {
  alertId: number;
  beat: number;
  onBack: () => void;
  onChanged: () => void;
}) {
  const { t, language } = useWords();
  const lang = language === 'en' ? 'en' : 'es';
  const loaded = useLoaded(`/api/alerts/${alertId}?lang=${lang}@${beat}`, load);
  const { value, failure, retry } = loaded;
  const article = useRef<HTMLElement>(null);
  const isThere = value !== null;
  useEffect(() => {
    if (!isThere) return;
    article.current?.focus({ preventScroll: true });
    // On a phone it stands where the list was, which may have been scrolled far down.
    if ((article.current?.getBoundingClientRect().top ?? 0) < 0) article.current?.scrollIntoView();
  }, [isThere]);
  const changed = () => {
    retry();
    onChanged();
  };
  return (
    <article ref={article} className="alert-detail" aria-label={t('alerts:page.detail')} tabIndex={-1}>
      <button type="button" className="back" onClick={onBack}>
        ← {t('alerts:page.back')}
      </button>
      {failure?.reason === 'not-found' ? (
        <Empty text={t('alerts:page.gone', { id: alertId })}>
          <LinkOut page="alerts" />
        </Empty>
      ) : (
        <LoadState loaded={loaded} />
      )}
      {value && <Told detail={value} onChanged={changed} />}
    </article>
  );
}

function Told({ detail, onChanged }: { detail: AlertDetail; onChanged: () => void }) {
  const { t, moment, number } = useWords();
  const { may } = useSession();
  const textOf = useAlertText();
  const { alert, history, decisions, advice, referrals } = detail;
  const { facts, severity, firedAt, resolvedAt, acknowledgedAt, acknowledgedBy, revisedObserved } = alert;
  const { headline, lines, unknown } = textOf(alert);
  const at = (iso: string) => moment(Date.parse(iso));
  return (
    <>
      <h3>{headline}</h3>
      <p className="alert-line-facts">
        <SeverityTag severity={severity} />
        <AlertMarks alert={alert} />
      </p>
      <p className="quiet">
        {t('alerts:page.number', { id: alert.alertId })}
        {firedAt !== null && ` · ${t('alerts:page.firedAt', { at: at(firedAt) })}`}
        {resolvedAt !== null && ` · ${t('alerts:page.resolvedAt', { at: at(resolvedAt) })}`}
        {acknowledgedAt !== null &&
          ` · ${
            acknowledgedBy === null
              ? t('alerts:page.acknowledgedAt', { at: at(acknowledgedAt) })
              : t('alerts:page.acknowledgedBy', { at: at(acknowledgedAt), name: acknowledgedBy })
          }`}
      </p>
      <AlertActions alert={alert} onChanged={onChanged} />
      <section>
        <h4>{t('alerts:page.what')}</h4>
        <ul className="alert-lines">
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
          {facts && revisedObserved !== null && (
            <li>
              {t('alerts:page.revised', { told: number(facts.observed), now: number(revisedObserved) })}
            </li>
          )}
        </ul>
      </section>
      <section>
        <h4>{t('alerts:page.unknown')}</h4>
        <ul className="alert-lines">
          {unknown.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </section>
      <Advice advice={advice} />
      <Referrals referrals={referrals} />
      {facts && (
        <section>
          <h4>{t('alerts:page.where')}</h4>
          <AlertPlaceMap place={facts.place} />
          {may('map.read') && (
            <p>
              <a className="link" href={alertMapLink(facts)}>
                {t('alerts:page.openMap')}
              </a>
            </p>
          )}
        </section>
      )}
      <AlertHistory history={history} decisions={decisions} />
      {alert.ruleName !== null && <p className="quiet">{t('alerts:page.rule', { name: alert.ruleName })}</p>}
      <Method text={t('alerts:page.method')} />
    </>
  );
}
