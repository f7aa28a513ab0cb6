import { PAGES } from '../../domain/pages.ts';
import { useWords } from '../format.ts';
import { useSession } from '../session.ts';
import { PageShell } from '../shell/PageShell.tsx';

/** A page that the reader's roles don't open: says so, who can grant it, and what is open instead. */
export function NoPermission() {
  const { t } = useWords();
  const { me, may } = useSession();
  const roles = (me?.roles ?? []).map((role) => t(`access:role.${role}`)).join(', ');
  const open = PAGES.filter(({ required }) => required !== 'public' && may(required));
  return (
    <PageShell title={t('access:noPermission.title')}>
      <div className="prose">
        <p>
          {t('access:noPermission.what', {
            name: me?.name,
            roles: roles === '' ? t('access:noPermission.noRoles') : roles,
          })}
        </p>
        <p>{t('access:noPermission.who', { command: 'npm run vigia -- user role' })}</p>
        <p>{t('access:noPermission.elsewhere')}</p>
        <ul>
          {open.map(({ id, path }) => (
            <li key={id}>
              <a className="link" href={path}>
                {t(`nav.${id}`)}
              </a>
            </li>
          ))}
        </ul>
      </div>
    </PageShell>
  );
}
