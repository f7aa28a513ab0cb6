import { PAGES, type PageId } from '../../domain/pages.ts';
import { Menu } from '../filters/Menu.tsx';
import { useWords } from '../format.ts';
import { useSession } from '../session.ts';
import { useWaitingAlerts } from './useWaitingAlerts.ts';

/** Pages with an entrance of their own: the account's menu, and the page of signals, which the test judges. */
const ELSEWHERE: readonly PageId[] = ['account', 'backtest'];

/** The pages that the reader may open: a row, and a menu where the window is narrow. Nothing where there is only one. */
export function Nav() {
  const { t, number, counted } = useWords();
  const { may } = useSession();
  const waiting = useWaitingAlerts(may('alerts.read'));
  const open = PAGES.filter(
    ({ id, required }) => !ELSEWHERE.includes(id) && required !== 'public' && may(required),
  );
  if (open.length < 2) return null;
  const links = open.map(({ id, path }) => (
    <a key={id} href={path} aria-current={path === window.location.pathname ? 'page' : undefined}>
      {t(`nav.${id}`)}
      {id === 'alerts' && waiting > 0 && (
        <span className="badge" title={t('alerts:page.waiting', counted(waiting))}>
          {number(waiting)}
        </span>
      )}
    </a>
  ));
  return (
    <nav aria-label={t('nav.title')}>
      <div className="places">{links}</div>
      <div className="places-menu">
        <Menu label={t('nav.menu')} active={0}>
          {links}
        </Menu>
      </div>
    </nav>
  );
}
