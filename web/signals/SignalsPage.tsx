import { loadCorridors } from '../data/corridors.ts';
import '../styles/geocoding.css';
import '../styles/hotspots.css';
import '../styles/signals.css';
import { lazy, Suspense, useMemo } from 'react';
import type { Corridors } from '../../api/contract.ts';
import type { ScanAnswer, ScanFound } from '../../api/contract-scan.ts';
import { useComputed } from '../data/useComputed.ts';
import { useHealth } from '../data/useHealth.ts';
import { useLoaded } from '../data/useLoaded.ts';
import { useWords } from '../format.ts';
import { lineShapes } from '../geocoding/shapes.ts';
import { MethodNote } from '../hotspots/MethodNote.tsx';
import { Progress } from '../hotspots/Progress.tsx';
import { useReasonText } from '../hotspots/texts.ts';
import { Empty } from '../panel/Empty.tsx';
import { LinesFailed } from '../panel/LinesFailed.tsx';
import { WayOut } from '../panel/WayOut.tsx';
import { PageShell } from '../shell/PageShell.tsx';
import { ClusterList } from './ClusterList.tsx';
import { DelayNote } from './DelayNote.tsx';
import { Nights } from './Nights.tsx';
import { useScanView } from './scanView.ts';

const PlaceMap = lazy(() => import('../geocoding/PlaceMap.tsx'));
const SHAPES = ['circle', 'track'] as const;

/** Is something starting now? What the scan finds as of a day, on a map and in words, and what it can't know. */
export default function SignalsPage() {
  const { t } = useWords();
  const { health } = useHealth();
  const { view, change } = useScanView();
  const day = view.day ?? health?.asOf ?? '';
  const key = health && day ? `/api/scan?shape=${view.shape}&to=${day}@${health.dataVersion}` : null;
  const computed = useComputed<ScanAnswer>(key);
  const lines = useLoaded('/api/corridors', loadCorridors);
  const corridors = lines.value;
  const reasonText = useReasonText();
  const { value } = computed.loaded;
  const answer = computed.isCancelled ? null : value;
  return (
    <PageShell title={t('scan:title')}>
      <p className="quiet">
        {t('scan:lead')}{' '}
        <a className="link" href="/a-prueba">
          {t('scan:toBacktest')}
        </a>
      </p>
      <form className="signal-controls" onSubmit={(event) => event.preventDefault()}>
        <fieldset>
          <legend>{t('scan:controls.shape')}</legend>
          <div className="segmented">
            {SHAPES.map((shape) => (
              <label key={shape}>
                <input
                  type="radio"
                  name="scan-shape"
                  checked={view.shape === shape}
                  onChange={() => change({ shape })}
                />
                <span>{t(`scan:controls.${shape}`)}</span>
              </label>
            ))}
          </div>
        </fieldset>
        <label className="signal-day">
          {t('scan:controls.day')}
          <input
            type="date"
            value={day}
            min={health?.firstDay ?? undefined}
            max={health?.asOf}
            onChange={(event) => change({ day: event.target.value || null })}
          />
        </label>
      </form>
      <Progress computed={computed} text={t('scan:computing')} />
      <LinesFailed loaded={lines} />
      {answer?.status === 'refused' && (
        <Empty text={reasonText(answer)}>
          <WayOut />
        </Empty>
      )}
      {answer?.status === 'answered' && <Found found={answer} corridors={corridors} />}
      {answer && <DelayNote delay={answer.delay} asOf={answer.to} />}
      <Nights version={health?.dataVersion ?? null} onDay={(night, shape) => change({ day: night, shape })} />
      <MethodNote
        text={t('scan:method.text')}
        limits={t('scan:method.limits')}
        source={t('scan:method.source')}
      />
    </PageShell>
  );
}

function Found({ found, corridors }: { found: ScanFound; corridors: Corridors | null }) {
  const { t, number, counted, date } = useWords();
  const signals = found.clusters.filter(({ isSignal }) => isSignal).length;
  const places = useMemo(
    () =>
      found.clusters.map((cluster, at) => ({
        lon: cluster.lon,
        lat: cluster.lat,
        radiusM: found.shape === 'track' ? null : Math.max(1, cluster.radiusKm) * 1000,
        mark: String(at + 1),
        kind: cluster.isSignal ? ('chosen' as const) : ('candidate' as const),
      })),
    [found],
  );
  const tracks = useMemo(
    () => lineShapes(found.clusters.flatMap(({ stretches }) => stretches.map(({ line }) => line))),
    [found],
  );
  return (
    <>
      <div className="lead">
        <p>
          {signals > 0
            ? t('scan:sentence', { ...counted(signals), day: date(found.to) })
            : t('scan:sentenceNone', { day: date(found.to) })}
        </p>
        <p className="quiet">
          {t('scan:basis', {
            n: number(found.n),
            recent: number(found.recent),
            days: number(found.maxDays),
            vague: number(found.tooVague),
            unplaced: number(found.unplaced),
            undated: number(found.undated),
          })}
          {found.offTrack !== null && ` ${t('scan:offTrack', counted(found.offTrack))}`}
        </p>
      </div>
      {found.clusters.length > 0 && (
        <div className="signal-figure">
          <Suspense fallback={<p className="busy">{t('map.loading')}</p>}>
            <PlaceMap
              places={places}
              shapes={tracks}
              corridors={corridors?.corridors}
              label={t('scan:map')}
            />
          </Suspense>
          <ClusterList found={found} corridors={corridors} />
        </div>
      )}
    </>
  );
}
