import type { Today } from '../../api/contract-today.ts';
import { PAGES } from '../../domain/pages.ts';
import { useWords } from '../format.ts';
import { Method } from '../panel/Method.tsx';
import { useSession } from '../session.ts';

/** The newest patrol plan, with how much of what is expected it covers; nothing for whoever sees no plans. */
export function PlanNow({ plan }: { plan: Today['plan'] }) {
  const { t, number, percent, date, moment } = useWords();
  const { may } = useSession();
  if (!may('patrols.read')) return null;
  const page = PAGES.find(({ path }) => String(path) === '/patrullas');
  return (
    <section className="today-card">
      <h3>
        {plan
          ? t('today:plan.title', { n: number(plan.units), share: percent(plan.covered.value) })
          : t('today:plan.none')}
      </h3>
      {plan ? (
        <>
          <p>
            {t('today:plan.what', {
              name: plan.name,
              low: percent(plan.covered.low),
              high: percent(plan.covered.high),
            })}
          </p>
          <p className="quiet">
            {t('today:plan.made', {
              by: plan.madeBy,
              when: moment(Date.parse(plan.madeAt)),
              day: date(plan.asOf),
            })}
          </p>
          {plan.isStale && <p className="stale-note">{t('today:plan.stale')}</p>}
          {plan.synthetic > 0 && (
            <p className="quiet">{t('today:synthetic', { n: number(plan.synthetic) })}</p>
          )}
        </>
      ) : (
        <p>{t('today:plan.noneText')}</p>
      )}
      {page && (
        <a className="link" href={plan ? `${page.path}?plan=${plan.planId}` : page.path}>
          {t(plan ? 'today:plan.open' : 'today:plan.make')}
        </a>
      )}
      {plan && <Method text={t('today:plan.method')} />}
    </section>
  );
}
