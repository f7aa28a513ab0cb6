import type { PatrolResult } from '../../api/contract-patrols.ts';
import { useWords } from '../format.ts';
import { linkTo } from '../today/links.ts';
import { usePlanWords } from './planWords.ts';

const SHOWN = 10;

/** What no unit reaches, and what nobody knows: said as plainly as what is covered. */
export function Uncovered({ result }: { result: PatrolResult }) {
  const { t, number, percent } = useWords();
  const { perYear } = usePlanWords();
  const { uncovered } = result;
  return (
    <section className="work">
      <h3>{t('patrols:uncovered.title')}</h3>
      <p>
        {t('patrols:uncovered.sentence', {
          share: percent(1 - result.covered.value),
          perYear: perYear(uncovered.perYear),
        })}
      </p>
      {uncovered.stretches.length > 0 && (
        <table className="bands patrol-table">
          <caption>{t('patrols:uncovered.caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('patrols:positions.stretch')}</th>
              <th scope="col">{t('patrols:uncovered.open')}</th>
              <th scope="col">{t('patrols:uncovered.expected')}</th>
              <th scope="col">{t('patrols:uncovered.covered')}</th>
            </tr>
          </thead>
          <tbody>
            {uncovered.stretches.slice(0, SHOWN).map((stretch) => (
              <tr key={stretch.stretchId}>
                <th scope="row">
                  <a
                    className="link"
                    href={linkTo('/rutas', { kind: 'stretch', id: stretch.stretchId }, null)}
                  >
                    {t('patrols:positions.between', { from: stretch.fromStation, to: stretch.toStation })}
                  </a>
                  <small>{stretch.corridorName}</small>
                </th>
                <td data-label={t('patrols:uncovered.open')}>{number(stretch.uncoveredPerYear, 1)}</td>
                <td data-label={t('patrols:uncovered.expected')}>{number(stretch.perYear, 1)}</td>
                <td data-label={t('patrols:uncovered.covered')}>{percent(stretch.covered)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {uncovered.noDataKm > 0 && (
        <details>
          <summary>{t('patrols:uncovered.noData', { km: number(uncovered.noDataKm) })}</summary>
          <ul className="patrol-nodata">
            {uncovered.noData.map(({ stretchId, fromStation, toStation, corridorName, lengthKm }) => (
              <li key={stretchId}>
                {t('patrols:positions.between', { from: fromStation, to: toStation })}{' '}
                <span className="quiet">
                  {corridorName}, {number(lengthKm)} km
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
