import type { PatrolPlan, PatrolResult } from '../../api/contract-patrols.ts';
import { useWords } from '../format.ts';
import { usePlanWords } from './planWords.ts';

/** The plan beside other ways of placing as many units: shares with intervals, from zero. */
export function Ways({ plan, result }: { plan: PatrolPlan; result: PatrolResult }) {
  const { t, percent, counted } = useWords();
  const { share } = usePlanWords();
  return (
    <section className="work">
      <h3>{t('patrols:ways.title')}</h3>
      <table className="bands patrol-table patrol-ways">
        <caption>{t('patrols:ways.caption', counted(plan.request.units))}</caption>
        <thead>
          <tr>
            <th scope="col">{t('patrols:ways.way')}</th>
            <th scope="col" colSpan={2}>
              {t('patrols:ways.covered')}
            </th>
            <th scope="col">{t('patrols:ways.lastYear')}</th>
            <th scope="col">{t('patrols:ways.difference')}</th>
          </tr>
        </thead>
        <tbody>
          {result.ways.map(({ way, covered, lastYear, difference }) => (
            <tr key={way} className={way === 'plan' ? 'is-plan' : undefined}>
              <th scope="row">{t(`patrols:way.${way}`, counted(plan.request.units))}</th>
              <td className="patrol-bar">
                <ShareBar {...covered} />
              </td>
              <td data-label={t('patrols:ways.covered')}>{share(covered)}</td>
              <td data-label={t('patrols:ways.lastYear')}>
                {lastYear === null ? t('patrols:ways.none') : percent(lastYear)}
              </td>
              <td data-label={t('patrols:ways.difference')}>
                {difference === null ? '' : share(difference)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** A share of 0 to 1 as a bar with its interval; the numbers beside it say the same. */
export function ShareBar({ value, low, high }: PatrolResult['covered']) {
  const x = (share: number) => 100 * Math.min(1, Math.max(0, share));
  return (
    <svg className="share-bar" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
      <rect x="0" y="2" width="100" height="8" className="share-ground" />
      <rect x="0" y="2" width={x(value)} height="8" className="share-value" />
      <line x1={x(low)} x2={x(high)} y1="6" y2="6" className="share-interval" />
    </svg>
  );
}
