import type { Today } from '../../api/contract-today.ts';
import { useWords } from '../format.ts';
import { Method } from '../panel/Method.tsx';
import { useSession } from '../session.ts';
import { linkTo } from './links.ts';

/** States that stopped reporting: their silence is no peace. */
export function Missing({ silent, never }: { silent: NonNullable<Today['silent']>; never: number | null }) {
  const { t, counted, date } = useWords();
  const { may } = useSession();
  return (
    <section className="today-card today-missing">
      <h3>
        {silent.length > 0 ? t('today:missing.title', counted(silent.length)) : t('today:missing.none')}
      </h3>
      <ul className="today-list">
        {silent.map(({ code, name, from }) => (
          <li key={code}>
            {may('map.read') ? (
              <a className="link" href={linkTo('/', { kind: 'state', id: code }, null)}>
                {name}
              </a>
            ) : (
              name
            )}{' '}
            {t('today:missing.since', { day: date(from) })}
          </li>
        ))}
      </ul>
      {never !== null && never > 0 && <p>{t('today:missing.never', counted(never))}</p>}
      <p className="quiet">{t('today:missing.note')}</p>
      <Method text={t('today:missing.method')} />
    </section>
  );
}
