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
      <Menu label={me.name} active={0}>
        <a href="/cuenta">{t('access:menu.account')}</a>
        <button type="button" onClick={() => void signOut()}>
          {t('access:menu.signOut')}
        </button>
      </Menu>
    </div>
  );
}
