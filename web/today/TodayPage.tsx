import '../styles/alerts.css';
import '../styles/today.css';
import { useEffect } from 'react';
import type { Today } from '../../api/contract-today.ts';
import { getJson, postJson } from '../data/requests.ts';
import { useHealth } from '../data/useHealth.ts';
import { useLoaded } from '../data/useLoaded.ts';
import { useWords } from '../format.ts';
import { LoadState } from '../panel/LoadState.tsx';
import { useSession } from '../session.ts';
import { PageShell } from '../shell/PageShell.tsx';
import { AlertsNow } from './AlertsNow.tsx';
import { HotspotNews } from './HotspotNews.tsx';
import { Missing } from './Missing.tsx';
import { News } from './News.tsx';
import { PlanNow } from './PlanNow.tsx';
import { Recent } from './Recent.tsx';
import { todaySentence } from './sentence.ts';

/** The key carries the data's version, so that the page is loaded anew when they change. */
const load = (key: string, signal: AbortSignal) => getJson<Today>(key.split('@')[0] as string, signal);

/** What changed since the reader last looked, what fires, where data are missing, what the plan is: one screen. */
export default function TodayPage() {
  const words = useWords();
  const { t, moment } = words;
  const { may } = useSession();
  const { health } = useHealth();
  const loaded = useLoaded(health && `/api/today@${health.dataVersion}`, load);
  const { value } = loaded;
  const isThere = value !== null;
  useEffect(() => {
    // Only what was seen counts as seen.
    if (isThere) void postJson('/api/today/look', undefined);
  }, [isThere]);
  return (
    <PageShell
      title={t('today:title')}
      lead={
        <>
          <LoadState loaded={loaded} isWaiting={health === null} />
          {value && (
            <>
              <p className="today-lead">{todaySentence(value, words)}</p>
              <p className="quiet today-since">
                {value.since === null
                  ? t('today:since.first')
                  : t('today:since.last', { when: moment(Date.parse(value.since)) })}
              </p>
              {may('map.read') && (
                <p className="today-actions">
                  <a className="link" href="/informe">
                    {t('briefing:open')}
                  </a>
                </p>
              )}
            </>
          )}
        </>
      }
    >
      {value && (
        <div className="today-grid">
          {value.alerts && <AlertsNow alerts={value.alerts} />}
          {value.news && value.since && <News news={value.news} since={value.since} />}
          {value.news && value.since && <HotspotNews dataVersion={value.dataVersion} since={value.since} />}
          {value.recent && <Recent recent={value.recent} night={value.night} />}
          {value.silent && <Missing silent={value.silent} never={value.never} />}
          <PlanNow plan={value.plan} />
          {value.quarantined !== null && (
            <section className="today-card">
              <h3>{t('today:work.title')}</h3>
              <p>
                <a className="link" href="/revision">
                  {t('today:work.quarantined', words.counted(value.quarantined))}
                </a>
              </p>
            </section>
          )}
        </div>
      )}
    </PageShell>
  );
}
