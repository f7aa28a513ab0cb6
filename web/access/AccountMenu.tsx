import { Menu } from '../filters/Menu.tsx';
import { useWords } from '../format.ts';
import { useSession } from '../session.ts';
import { signOut } from './signOut.ts';

/** Who is signed in, their own page, and the way out. Nothing for nobody. */
export function AccountMenu() {
  const { t } = useWords();
  const { me } = useSession();
  if (me === null) return null;
  return (
    <div className="account-menu">
      <Menu
        label={
          <>
            <span className="account-name">{me.name}</span>
            <svg className="in-short" width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
              <circle cx="9" cy="5.5" r="3.5" fill="currentColor" />
              <path d="M2 17a7 7 0 0 1 14 0z" fill="currentColor" />
            </svg>
          </>
        }
        active={0}
      >
        <a href="/cuenta">{t('access:menu.account')}</a>
        <button type="button" onClick={() => void signOut()}>
          {t('access:menu.signOut')}
        </button>
      </Menu>
    </div>
  );
}
