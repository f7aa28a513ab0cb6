import type { Computed } from '../data/useComputed.ts';
import { useWords } from '../format.ts';
import { Empty } from '../panel/Empty.tsx';
import { Failed } from '../panel/Failed.tsx';
import { WayOut } from '../panel/WayOut.tsx';

/** While something is computed: how far, and a way to stop it; afterwards why there is nothing. Else null. */
export function Progress<T extends { status: string }>({
  computed,
  text,
}: {
  computed: Computed<T>;
  text: string;
}) {
  const { t, percent, time } = useWords();
  const { loaded, job, isCancelled, cancel, again } = computed;
  if (isCancelled) {
    return (
      <Empty text={t('hotspots:cancelled')}>
        <button type="button" className="primary" onClick={again}>
          {t('hotspots:again')}
        </button>
      </Empty>
    );
  }
  if (loaded.failure) {
    const { code } = loaded.failure;
    if (code === 'empty_period') {
      return (
        <Empty text={t('hotspots:reasons.empty_period')}>
          <WayOut />
        </Empty>
      );
    }
    if (code === 'busy') {
      return (
        <Empty text={t('hotspots:reasons.busy')}>
          <button type="button" className="primary" onClick={loaded.retry}>
            {t('error.retry')}
          </button>
        </Empty>
      );
    }
    return <Failed failure={loaded.failure} onRetry={loaded.retry} />;
  }
  if (!loaded.loading) return null;
  return (
    <div className="hotspot-progress" role="status">
      <p>
        {text}
        {loaded.value !== null && ` ${t('panel.meanwhile', { time: time(loaded.loadedAtMs) })}`}
      </p>
      {job && job.total > 0 && (
        <>
          <progress value={job.done} max={job.total} aria-label={text} />
          <span>{t('hotspots:progress', { share: percent(job.done / job.total) })}</span>
        </>
      )}
      {job && (
        <button type="button" onClick={cancel}>
          {t('hotspots:cancel')}
        </button>
      )}
    </div>
  );
}
