import '../styles/alerts.css';
import '../styles/today.css';
import type { SegmentsRiskAnswer } from '../../api/contract-network.ts';
import type { Today } from '../../api/contract-today.ts';
import { PREDATORY_CRIMES } from '../../domain/taxonomy.ts';
import { getJson } from '../data/requests.ts';
import { loadAggregates } from '../data/snapshot.ts';
import { useComputed } from '../data/useComputed.ts';
import { useHealth } from '../data/useHealth.ts';
import { useLoaded } from '../data/useLoaded.ts';
import { describeView } from '../export/describe.ts';
import { useWords } from '../format.ts';
import { riskQuery } from '../network/useRisk.ts';
import { LoadState } from '../panel/LoadState.tsx';
import { useSession } from '../session.ts';
import { PageShell } from '../shell/PageShell.tsx';
import { AlertsNow } from '../today/AlertsNow.tsx';
import { Missing } from '../today/Missing.tsx';
import { PlanNow } from '../today/PlanNow.tsx';
import { todaySentence } from '../today/sentence.ts';
import { useView } from '../view/ViewProvider.tsx';
import { filterToQuery, type View, withoutNews } from '../view/view.ts';
import { RiskiestStretches } from './RiskiestStretches.tsx';
import { WorstStates } from './WorstStates.tsx';

const LIMITS = ['reported', 'late', 'silence', 'cause', 'purpose'] as const;

const loadToday = (key: string, signal: AbortSignal) =>
  getJson<Today>(key.slice(0, key.lastIndexOf('@')), signal);

/**
 * The day on paper, of the view that the address holds: one click from the page of the day or from the map. It counts
 * predatory crimes alone, as plans do, and says n, period, intervals and limits beside every number.
 */
export default function BriefingPage() {
  const words = useWords();
  const { t, number, date, moment } = words;
  const { me } = useSession();
  const { view: asked } = useView();
  const view = predatoryOf(asked);
  const { health } = useHealth();
  const version = health?.dataVersion ?? null;
  const day = useLoaded(version && `/api/today@${version}`, loadToday);
  const counts = useLoaded(version && `${filterToQuery(view.filter)}@${version}`, loadAggregates);
  const risk = useComputed<SegmentsRiskAnswer>(version && `/api/segments/risk${riskQuery(view)}@${version}`);
  // Paper without the risk would look like a briefing that found none.
  const isComing = day.loading || counts.loading || (risk.loaded.loading && !risk.isCancelled);
  const failed = [day, counts].find(({ failure }) => failure !== null);
  const { value } = counts;
  const from = view.filter.from ?? health?.firstDay ?? value?.states.asOf;
  const to = view.filter.to ?? value?.states.asOf;
  const period = from && to ? { from, to } : null;
  const about = value && period && describeView(words, view, value, period);
  return (
    <PageShell title={t('briefing:title')}>
      <article className="briefing" aria-busy={day.loading || counts.loading}>
        <LoadState loaded={failed ?? counts} isWaiting={version === null} />
        {value && period && (
          <>
            {value.states.synthetic > 0 && (
              <p className="briefing-synthetic">
                {t('briefing:synthetic', {
                  n: number(value.states.synthetic),
                  total: number(value.states.crimes + value.states.hazards),
                })}
              </p>
            )}
            <p className="today-lead">
              {t('briefing:lead', {
                from: date(period.from),
                to: date(period.to),
                n: number(value.states.crimes),
                asOf: date(value.states.asOf),
              })}{' '}
              {day.value && todaySentence(day.value, words)}
            </p>
            <p className="quiet today-since">
              {t('briefing:made', { when: moment(Date.now()), name: me?.name ?? '' })}
            </p>
            <p className="briefing-print no-print">
              <button type="button" className="primary" disabled={isComing} onClick={() => window.print()}>
                {t('briefing:print')}
              </button>{' '}
              <span className="quiet" role="status">
                {isComing && t('briefing:waits')}
              </span>
            </p>
            <RiskiestStretches computed={risk} filter={view.filter} />
            <WorstStates states={value.states} filter={view.filter} />
            <div className="today-grid">
              {day.value?.alerts && <AlertsNow alerts={day.value.alerts} />}
              {day.value?.silent && <Missing silent={day.value.silent} never={day.value.never} />}
              {day.value && <PlanNow plan={day.value.plan} />}
            </div>
            <section>
              <h3>{t('method.title')}</h3>
              <p>{t('risk:score.definition', { level: 95 })}</p>
              <p>{t('briefing:states.method')}</p>
            </section>
            <section>
              <h3>{t('briefing:limits.title')}</h3>
              <ul className="briefing-limits">
                {LIMITS.map((limit) => (
                  <li key={limit}>{t(`briefing:limits.${limit}`)}</li>
                ))}
              </ul>
            </section>
            {about && (
              <footer className="quiet briefing-about">
                {about.lines.map((line) => (
                  <p key={line}>{line}</p>
                ))}
              </footer>
            )}
          </>
        )}
      </article>
    </PageShell>
  );
}

/** The view with predatory crimes alone; those that it asks for itself, where it does. */
function predatoryOf(view: View): View {
  const wanted = PREDATORY_CRIMES.filter((crime) => view.filter.crime?.includes(crime) ?? true);
  const crime = wanted.length > 0 ? wanted : [...PREDATORY_CRIMES];
  return { ...view, filter: { ...withoutNews(view.filter), kind: 'crime', crime } };
}
