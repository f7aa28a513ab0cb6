import { PAGES } from '../../domain/pages.ts';
import { useWords } from '../format.ts';
import { useSession } from '../session.ts';

/** The pages that the reader may open; nothing where there is only one. */
export function Nav() {
  const { t } = useWords();
  const { may } = useSession();
  const open = PAGES.filter(({ required }) => may(required));
  if (open.length < 2) return null;
  return (
    <nav className="places" aria-label={t('nav.title')}>
      {open.map(({ id, path }) => (
        <a key={id} href={path} aria-current={path === window.location.pathname ? 'page' : undefined}>
          {t(`nav.${id}`)}
        </a>
      ))}
    </nav>
  );
}
