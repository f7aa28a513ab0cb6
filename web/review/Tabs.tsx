import { getJson } from '../data/requests.ts';
import { useHealth } from '../data/useHealth.ts';
import { useLoaded } from '../data/useLoaded.ts';
import { useWords } from '../format.ts';
import type { Page } from './useQueue.ts';
import { REVIEW_TABS, type ReviewTab, reviewViewToHash } from './useReviewView.ts';

/** The data version rides along so that counts are asked for anew when the data change. */
const load = (key: string, signal: AbortSignal) =>
  getJson<Page<unknown>>(`${key.slice(0, key.lastIndexOf('@'))}?limit=1`, signal);

/** The three queues, each with what waits in it. */
export function Tabs({ current }: { current: ReviewTab }) {
  const { t, number } = useWords();
  const { health } = useHealth();
  const keyOf = (queue: ReviewTab) => health && `/api/review/${queue}@${health.dataVersion}`;
  const quarantine = useLoaded(keyOf('quarantine'), load);
  const places = useLoaded(keyOf('places'), load);
  const merges = useLoaded(keyOf('merges'), load);
  const waiting = { quarantine, places, merges };
  return (
    <nav className="sections" aria-label={t('review:tabs.title')}>
      {REVIEW_TABS.map((tab) => {
        const total = waiting[tab].value?.total;
        return (
          <a
            key={tab}
            href={reviewViewToHash({ tab, filter: '', offset: 0 })}
            aria-current={tab === current ? 'page' : undefined}
          >
            {t(`review:tabs.${tab}`)}
            {total !== undefined && <span className="badge">{number(total)}</span>}
          </a>
        );
      })}
    </nav>
  );
}
