import type { Way } from '../../api/contract-network.ts';
import { useWords } from '../format.ts';
import { Empty } from '../panel/Empty.tsx';
import { stretchEnds } from '../panel/stretchEnds.ts';
import { WayOut } from '../panel/WayOut.tsx';
import { useView } from '../view/ViewProvider.tsx';
import { WayFigure } from './WayFigure.tsx';
import { WayTable } from './WayTable.tsx';

/** Near enough to see the surroundings of a danger point. */
const POINT_ZOOM = 9;

/** A way told: its sentence, how danger adds up along it, its danger points, and every stretch with its km posts. */
export function WayPanel({ way }: { way: Way }) {
  const words = useWords();
  const { t, number, date } = words;
  const { change } = useView();
  const { totalPerYear: total, noDataKm, dangerPoints, legs } = way;
  return (
    <>
      <div className="lead">
        <p>
          {t(total ? 'routes:way.sentence' : 'routes:way.sentenceNone', {
            from: way.from,
            to: way.to,
            km: number(way.lengthKm),
            total: number(total?.value ?? 0, 1),
            low: number(total?.low ?? 0, 1),
            high: number(total?.high ?? 0, 1),
          })}
        </p>
        {noDataKm >= 0.5 && <p className="quiet">{t('routes:way.noData', { km: number(noDataKm) })}</p>}
      </div>
      {total && <WayFigure way={way} />}
      <section>
        <h3>{t('routes:points.title')}</h3>
        {dangerPoints.length === 0 ? (
          <Empty text={t(way.mean === null ? 'routes:points.nothing' : 'routes:points.none')}>
            <WayOut />
          </Empty>
        ) : (
          <ol className="danger-points">
            {dangerPoints.map((point) => {
              const { stretch } = legs[point.leg] as Way['legs'][number];
              return (
                <li key={`${point.corridorId} ${point.km}`}>
                  <button
                    type="button"
                    onClick={() =>
                      change({ camera: { zoom: POINT_ZOOM, lat: point.lat, lon: point.lon }, tab: 'map' })
                    }
                  >
                    <span>
                      {t('routes:points.place', { km: number(point.km), corridor: point.corridorName })}
                      <small>{t('stretch.name', stretchEnds(words, stretch))}</small>
                    </span>
                    <strong>{t('routes:points.times', { times: number(point.timesMean, 1) })}</strong>
                  </button>
                </li>
              );
            })}
          </ol>
        )}
      </section>
      <WayTable way={way} />
      <p className="source">
        {t('routes:way.source', { from: date(way.period.from), to: date(way.period.to) })}
      </p>
      <p className="quiet">{t('routes:way.only')}</p>
    </>
  );
}
