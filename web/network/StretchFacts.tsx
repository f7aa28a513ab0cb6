import type { StretchDetail } from '../../api/contract-network.ts';
import { useWords } from '../format.ts';
import { ScoreBar } from './ScoreBar.tsx';

/** The figures of a stretch: score and interval, rank, trend, where it is. */
export function StretchFacts({ detail }: { detail: StretchDetail }) {
  const { t, number, percent } = useWords();
  const { stretch, rank, ranked } = detail;
  const { score, rate, trend, aboveMean } = stretch;
  return (
    <dl className="facts">
      <dt>{t('risk:score.name')}</dt>
      <dd>
        {score ? (
          <>
            <strong className="score-number">{number(score.value)}</strong>{' '}
            {t('routes:between', { low: number(score.low), high: number(score.high) })}
            <ScoreBar score={score} />
          </>
        ) : (
          t(`risk:status.${stretch.status}`)
        )}
        {aboveMean !== null && (
          <small>
            {t('routes:stretch.aboveMean', {
              share: aboveMean > 0.995 ? `> ${percent(0.99)}` : percent(aboveMean),
            })}
          </small>
        )}
        {rate && (
          <small>
            {t('risk:rate', {
              value: number(rate.value, 1),
              low: number(rate.low, 1),
              high: number(rate.high, 1),
            })}
          </small>
        )}
      </dd>
      {rank !== null && (
        <>
          <dt>{t('routes:stretch.rank')}</dt>
          <dd>{t('routes:stretch.rankOf', { rank: number(rank), of: number(ranked) })}</dd>
        </>
      )}
      <dt>{t('risk:trend.name')}</dt>
      <dd>
        {trend
          ? t(`risk:trend.${trend.low > 1 ? 'up' : trend.high < 1 ? 'down' : 'unclear'}`, {
              median: number(trend.median, 1),
              low: number(trend.low, 1),
              high: number(trend.high, 1),
            })
          : t('risk:trend.none')}
      </dd>
      <dt>{t('stretch.corridor')}</dt>
      <dd>{[stretch.corridorName, stretch.operator].filter((text) => text !== '').join(' · ')}</dd>
      <dt>{t('stretch.length')}</dt>
      <dd>
        {t('stretch.km', {
          from: number(stretch.fromKm),
          to: number(stretch.toKm),
          length: number(stretch.lengthKm),
        })}
      </dd>
    </dl>
  );
}
