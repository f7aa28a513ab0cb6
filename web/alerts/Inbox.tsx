import { useState } from 'react';
import type { AlertsAnswer } from '../../api/contract-alerts.ts';
import { useWords } from '../format.ts';
import { stateName } from '../geocoding/answer.ts';
import { Empty } from '../panel/Empty.tsx';
import { LoadState } from '../panel/LoadState.tsx';
import { AlertDetails } from './AlertDetails.tsx';
import { AlertGroupLine } from './AlertGroupLine.tsx';
import { type AlertsView, useAlertsView } from './alertsView.ts';
import { groupAlerts } from './groupAlerts.ts';
import { InboxFilters } from './InboxFilters.tsx';
import { useAlertStream } from './useAlertStream.ts';
import { useAlerts } from './useAlerts.ts';

/** The alerts as they stand, live, and the one that is open beside them; on a phone instead of them. */
export function Inbox() {
  const { t } = useWords();
  const { view, change } = useAlertsView();
  const [after, setAfter] = useState<number | null>(null);
  const { beat, isBroken } = useAlertStream(after);
  const alerts = useAlerts(view, beat);
  const { value, loading, retry } = alerts;
  if (value && after === null) setAfter(value.lastEventId);

  return (
    <div className="inbox" data-open={view.alertId === null ? undefined : 'true'}>
      {isBroken && (
        <p className="alert-note alert-note-amber" role="status">
          {t('alerts:page.streamBroken')}
        </p>
      )}
      <div className="inbox-columns">
        <section className="inbox-list" aria-label={t('alerts:page.list')} aria-busy={loading}>
          {value && <Summary answer={value} />}
          {value && <Gaps gaps={value.gaps} />}
          <InboxFilters view={view} onChange={change} />
          <LoadState loaded={alerts} />
          {value && <List answer={value} view={view} onChange={change} />}
          {value?.more && (
            <button type="button" className="secondary" disabled={loading} onClick={alerts.showMore}>
              {t('alerts:page.more')}
            </button>
          )}
        </section>
        {view.alertId !== null && (
          <AlertDetails
            key={view.alertId}
            alertId={view.alertId}
            beat={beat}
            onBack={() => change({ alertId: null })}
            onChanged={retry}
          />
        )}
      </div>
    </div>
  );
}

/** The answer in a sentence. */
function Summary({ answer: { firing, unacknowledged, asOf } }: { answer: AlertsAnswer }) {
  const { t, counted, date } = useWords();
  return (
    <p className="inbox-summary">
      {firing === 0
        ? t('alerts:page.noneFiring', { date: date(asOf) })
        : t('alerts:page.firing', counted(firing))}{' '}
      {firing > 0 &&
        (unacknowledged > 0
          ? t('alerts:page.waiting', counted(unacknowledged))
          : t('alerts:page.allAcknowledged'))}
    </p>
  );
}

/** States that fell silent: that is no peace. */
function Gaps({ gaps }: Pick<AlertsAnswer, 'gaps'>) {
  const { t, date } = useWords();
  if (gaps.length === 0) return null;
  return (
    <div className="alert-note alert-gaps">
      <ul>
        {gaps.map(({ stateCode, from }) => (
          <li key={stateCode}>{t('alerts:page.gap', { state: stateName(stateCode), date: date(from) })}</li>
        ))}
      </ul>
      <p>{t('alerts:page.gapMeans')}</p>
    </div>
  );
}

function List({
  answer,
  view,
  onChange,
}: {
  answer: AlertsAnswer;
  view: AlertsView;
  onChange: (part: Partial<AlertsView>) => void;
}) {
  const { t } = useWords();
  const groups = groupAlerts(answer.alerts);
  if (groups.length === 0) {
    const isNarrowed = view.severity !== null || view.stateCode !== null;
    return (
      <Empty text={t(isNarrowed ? 'alerts:page.noneLikeThis' : `alerts:page.none.${view.state}`)}>
        {isNarrowed ? (
          <button
            type="button"
            className="primary"
            onClick={() => onChange({ severity: null, stateCode: null })}
          >
            {t('filter.clear')}
          </button>
        ) : (
          view.state === 'firing' && (
            <button type="button" className="secondary" onClick={() => onChange({ state: 'resolved' })}>
              {t('alerts:page.showResolved')}
            </button>
          )
        )}
      </Empty>
    );
  }
  return (
    <ol className="alert-list">
      {groups.map((group, i) => (
        <AlertGroupLine
          key={group.key}
          group={group}
          // The next page may bring more of the last one.
          mayHaveMore={answer.more && i === groups.length - 1}
          openId={view.alertId}
          onOpen={(alertId) => onChange({ alertId })}
        />
      ))}
    </ol>
  );
}
