import type { Way } from '../../api/contract-network.ts';
import { useWords } from '../format.ts';
import { stretchEnds } from '../panel/stretchEnds.ts';

/** Every stretch of a way in the order it is travelled, with its km posts: the way for those without a map. */
export function WayTable({ way }: { way: Way }) {
  const words = useWords();
  const { t, number } = words;
  return (
    <table className="way-table">
      <caption>{t('routes:table.caption')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('routes:table.stretch')}</th>
          <th scope="col">{t('routes:table.score')}</th>
          <th scope="col">{t('routes:table.perYear')}</th>
          <th scope="col">{t('routes:table.soFar')}</th>
        </tr>
      </thead>
      <tbody>
        {way.legs.map(({ stretch, fromKm, toKm, score, status, expectedPerYear, soFarPerYear }) => {
          const { from, to } = stretchEnds(words, stretch);
          const ends = toKm >= fromKm ? { from, to } : { from: to, to: from };
          return (
            <tr key={`${stretch.id} ${fromKm}`}>
              <th scope="row">
                {t('stretch.name', ends)}
                <small>
                  {t('routes:table.km', {
                    corridor: stretch.corridorName,
                    from: number(fromKm),
                    to: number(toKm),
                  })}
                </small>
              </th>
              <td>
                {score ? (
                  <>
                    {number(score.value)}
                    <small>
                      {t('routes:interval', { low: number(score.low), high: number(score.high) })}
                    </small>
                  </>
                ) : (
                  <small>{t(`routes:status.${status}`)}</small>
                )}
              </td>
              <td>{expectedPerYear === null ? '–' : number(expectedPerYear, 1)}</td>
              <td>{number(soFarPerYear, 1)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
