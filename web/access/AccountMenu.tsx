import type { ReactNode } from 'react';
import { Menu } from '../filters/Menu.tsx';
import { useWords } from '../format.ts';
import { useSession } from '../session.ts';
import { signOut } from './signOut.ts';

/**
 * Who is signed in, their own page, and the way out. Nothing for nobody.
 *
 * @param children what the header has no room for on a phone; shown only there.
 */
export function AccountMenu({ children }: { children: ReactNode }) {
  const { t } = useWords();
  const { me } = useSession();
  if (me === null) return null;
  return (
    <div className="account-menu">
      <Menu
        label={
          <>
            <svg className="person" width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
              <circle cx="10" cy="7" r="3.5" fill="none" stroke="currentColor" strokeWidth="1.6" />
              <path d="M3 17.5a7 7 0 0 1 14 0" fill="none" stroke="currentColor" strokeWidth="1.6" />
            </svg>
            <span className="person-name">{me.name}</span>
          </>
        }
        active={0}
      >
        <div className="tastes-menu">{children}</div>
        <a href="/cuenta">{t('access:menu.account')}</a>
        <button type="button" onClick={() => void signOut()}>
          {t('access:menu.signOut')}
        </button>
      </Menu>
    </div>
  );
}
