import type { Today } from '../../api/contract-today.ts';
import { useWords } from '../format.ts';
import { Method } from '../panel/Method.tsx';
import type { Scope } from '../view/view.ts';
import { CountLink } from './CountLink.tsx';
import { linkTo } from './links.ts';

interface Row {
  key: string;
  name: string;
  href: string;
  /** The incidents of the later and of the earlier window. */
  nowHref: string;
  beforeHref: string;
  crimes: number;
  before: number;
}

/** The last weeks of the data against as many before: the places whose count moved most, as two bars each. */
export function Recent({ recent, night }: { recent: NonNullable<Today['recent']>; night: Today['night'] }) {
  const { t, number, date, counted } = useWords();
  const { from, to, crimes, before, synthetic } = recent;
  const days = { from, to };
  const daysBefore = { from: recent.beforeFrom, to: recent.beforeTo };
  const behind = (scope: Scope) => ({
    nowHref: linkTo('/', scope, days),
    beforeHref: linkTo('/', scope, daysBefore),
  });
  const states = recent.states.map(({ code, name, ...counts }) => ({
    key: code,
    name,
    href: linkTo('/', { kind: 'state', id: code }, days),
    ...behind({ kind: 'state', id: code }),
    ...counts,
  }));
  const stretches = recent.stretches.map(({ id, fromStation, toStation, ...counts }) => ({
    key: id,
    name: t('stretch.name', { from: fromStation, to: toStation }),
    href: linkTo('/rutas', { kind: 'stretch', id }, days),
    ...behind({ kind: 'stretch', id }),
    crimes: counts.crimes,
    before: counts.before,
  }));
  return (
    <section className="today-card">
      <h3>
        {t('today:recent.title', { ...counted(crimes), days: number(recent.days), before: number(before) })}
      </h3>
      <p className="quiet">
        <a className="link" href={linkTo('/', null, days)}>
          {t('today:recent.period', { from: date(from), to: date(to) })}
        </a>
        {' · '}
        {t('today:recent.against', { from: date(recent.beforeFrom), to: date(recent.beforeTo) })}
      </p>
      <Moves title={t('today:recent.states')} rows={states} />
      <Moves title={t('today:recent.stretches')} rows={stretches} />
      {night && (
        <p>
          <a className="link" href="/senales">
            {night.signals > 0
              ? t('today:recent.signals', { ...counted(night.signals), day: date(night.asOf) })
              : t('today:recent.noSignals', { day: date(night.asOf) })}
          </a>
        </p>
      )}
      {synthetic > 0 && <p className="quiet">{t('today:synthetic', { n: number(synthetic) })}</p>}
      <Method text={t('today:recent.method')} />
    </section>
  );
}

function Moves({ title, rows }: { title: string; rows: readonly Row[] }) {
  const { t } = useWords();
  if (rows.length === 0) return null;
  const most = Math.max(...rows.map(({ crimes, before }) => Math.max(crimes, before)));
  const width = (count: number) => ({ width: `${(100 * count) / most}%` });
  return (
    <table className="today-table">
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">{t('today:table.place')}</th>
          <th scope="col">{t('today:table.now')}</th>
          <th scope="col">{t('today:table.before')}</th>
          <td className="today-bars-head" />
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, name, href, nowHref, beforeHref, crimes, before }) => (
          <tr key={key}>
            <th scope="row">
              <a className="link" href={href}>
                {name}
              </a>
            </th>
            <td>
              <CountLink count={crimes} href={nowHref} of={name} />
            </td>
            <td>
              <CountLink count={before} href={beforeHref} of={name} />
            </td>
            <td className="today-bars" aria-hidden="true">
              <span className="today-bar" style={width(crimes)} />
              <span className="today-bar today-bar-before" style={width(before)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
