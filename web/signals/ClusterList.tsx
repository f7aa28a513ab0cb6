import type { Corridors } from '../../api/contract.ts';
import type { ScanClusterWire, ScanFound } from '../../api/contract-scan.ts';
import { cameraAround } from '../alerts/alertMapLink.ts';
import { useWords } from '../format.ts';
import { nearestStation } from '../hotspots/nearestStation.ts';
import { linkTo } from '../today/links.ts';

/** The clusters in words, numbered as on the map: signals first, as they are the strongest. */
export function ClusterList({ found, corridors }: { found: ScanFound; corridors: Corridors | null }) {
  return (
    <ol className="signal-list">
      {found.clusters.map((cluster) => (
        <Cluster key={cluster.id} cluster={cluster} found={found} corridors={corridors} />
      ))}
    </ol>
  );
}

function Cluster({
  cluster,
  found,
  corridors,
}: {
  cluster: ScanClusterWire;
  found: ScanFound;
  corridors: Corridors | null;
}) {
  const { t, number, counted, date } = useWords();
  const station = (corridors && nearestStation(corridors, cluster.lat, cluster.lon)) ?? '';
  const interval = useIntervalText();
  const isFilling =
    cluster.isSignal && found.delay?.fillingFrom != null && found.delay.fillingFrom <= cluster.lastDay;
  return (
    <li className={cluster.isSignal ? 'is-signal' : undefined}>
      <h3>
        {t('scan:cluster.title', { station })}
        <span className={cluster.isSignal ? 'signal-mark' : 'quiet'}>
          {t(cluster.isSignal ? 'scan:cluster.signal' : 'scan:cluster.noSignal')}
        </span>
      </h3>
      <p>
        {t('scan:cluster.sentence', {
          ...counted(cluster.observed),
          expected: number(cluster.expected, 1),
          ratio: number(cluster.observed / cluster.expected, 1),
          from: date(cluster.firstDay),
          to: date(cluster.lastDay),
          km: number(cluster.radiusKm),
          where: t(found.shape === 'track' ? 'scan:cluster.byTrack' : 'scan:cluster.byCircle'),
        })}
      </p>
      <p>
        {cluster.atLimit
          ? t('scan:cluster.chanceLimit', {
              interval: interval(cluster.recurrenceIntervalDays),
              replicates: number(found.replicates),
            })
          : cluster.recurrenceIntervalDays < OFTEN_DAYS
            ? t('scan:cluster.chanceOften')
            : t('scan:cluster.chance', { interval: interval(cluster.recurrenceIntervalDays) })}
      </p>
      <p>
        <a
          className="link"
          href={linkTo(
            '/',
            null,
            { from: cluster.firstDay, to: cluster.lastDay },
            cameraAround({ ...cluster, radiusM: cluster.radiusKm * 1000 }),
          )}
        >
          {t('scan:cluster.onMap')}
        </a>{' '}
        <span className="quiet">{t('scan:cluster.notOnly')}</span>
      </p>
      {isFilling && (
        <p className="quiet">{t('scan:cluster.filling', { day: date(found.delay?.fillingFrom ?? '') })}</p>
      )}
    </li>
  );
}

/** What comes about once a week by chance alone needs no count of days. */
const OFTEN_DAYS = 7;
const YEAR = 365;

/** A recurrence interval in days, or in years from two on. */
function useIntervalText(): (days: number) => string {
  const { t, number, counted } = useWords();
  return (days) =>
    days >= 2 * YEAR
      ? t('scan:interval.years', { n: number(days / YEAR, 1) })
      : t('scan:interval.days', counted(Math.round(days)));
}
