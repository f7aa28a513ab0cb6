import type { Today } from '../../api/contract-today.ts';
import { useWords } from '../format.ts';
import { Method } from '../panel/Method.tsx';
import { useSession } from '../session.ts';
import { CountLink } from './CountLink.tsx';
import { linkTo, linkToNews } from './links.ts';

const LISTED = 5;

/** What became known since the reader last looked, whenever it happened. */
export function News({ news, since }: { news: NonNullable<Today['news']>; since: string }) {
  const { t, counted, number, moment } = useWords();
  const { may } = useSession();
  const states = news.states.filter(({ code, crimes }) => code !== '' && crimes > 0).slice(0, LISTED);
  return (
    <section className="today-card">
      <h3>{news.crimes > 0 ? t('today:news.title', counted(news.crimes)) : t('today:news.none')}</h3>
      <p className="quiet">{t('today:news.note', { when: moment(Date.parse(since)) })}</p>
      {states.length > 0 && (
        <table className="today-table">
          <caption className="hidden">{t('today:news.caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('today:table.place')}</th>
              <th scope="col">{t('today:table.new')}</th>
            </tr>
          </thead>
          <tbody>
            {states.map(({ code, name, crimes }) => (
              <tr key={code}>
                <th scope="row">
                  <a className="link" href={linkTo('/', { kind: 'state', id: code }, null)}>
                    {name}
                  </a>
                </th>
                <td>
                  <CountLink
                    count={crimes}
                    href={linkToNews('crime', { kind: 'state', id: code }, since)}
                    of={name}
                  />
                </td>
              </tr>
            ))}
            {news.stretches.map(({ id, fromStation, toStation, crimes }) => (
              <tr key={id}>
                <th scope="row">
                  <a className="link" href={linkTo('/rutas', { kind: 'stretch', id }, null)}>
                    {t('stretch.name', { from: fromStation, to: toStation })}
                  </a>
                </th>
                <td>
                  <CountLink
                    count={crimes}
                    href={linkToNews('crime', { kind: 'stretch', id }, since)}
                    of={t('stretch.name', { from: fromStation, to: toStation })}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {may('incidents.read') && news.crimes > 0 && (
        <p>
          <a className="link" href={linkToNews('crime', null, since)}>
            {t('today:news.list', counted(news.crimes))}
          </a>
        </p>
      )}
      {news.hazards > 0 && (
        <p className="quiet">
          {t('today:news.hazards', counted(news.hazards))}{' '}
          {may('incidents.read') && (
            <a className="link" href={linkToNews('hazard', null, since)}>
              {t('today:news.hazardList')}
            </a>
          )}
        </p>
      )}
      {news.synthetic > 0 && <p className="quiet">{t('today:synthetic', { n: number(news.synthetic) })}</p>}
      <Method text={t('today:news.method')} />
    </section>
  );
}
