import { useWords } from '../format.ts';
import { usePlaces } from './usePlaces.ts';

/** The pages of the place where the reader is, side by side; nothing where there is only one. */
export function SubNav() {
  const { t } = useWords();
  const here = usePlaces().find(({ isHere }) => isHere);
  if (!here || here.pages.length < 2) return null;
  return (
    <nav className="sub-nav" aria-label={t('section.pages', { place: t(`section.places.${here.id}`) })}>
      {here.pages.map(({ id, path, href }) => (
        <a key={id} href={href} aria-current={path === window.location.pathname ? 'page' : undefined}>
          {t(`nav.${id}`)}
        </a>
      ))}
    </nav>
  );
}
