import { Menu } from '../filters/Menu.tsx';
import { useWords } from '../format.ts';
import { useSession } from '../session.ts';
import { type OpenPage, type OpenPlace, usePlaces } from './usePlaces.ts';
import { useWaitingAlerts } from './useWaitingAlerts.ts';

/**
 * The places in a row, and menus for data and administration; on narrower windows one menu for both, on a phone one
 * for all. Nothing for nobody.
 *
 * @param props.onFind opens the search of places, which has no room in a phone's header; null where there is none
 */
export function Nav({ onFind }: { onFind: (() => void) | null }) {
  const { t } = useWords();
  const { me, may } = useSession();
  const waiting = useWaitingAlerts(may('alerts.read'));
  const open = usePlaces();
  if (me === null) return null;
  const places = open.filter(({ isMenu }) => !isMenu);
  const menus = open.filter(({ isMenu }) => isMenu);
  return (
    <nav aria-label={t('nav.title')}>
      <div className="places">
        {places.map((place) => (
          <PlaceLink key={place.id} place={place} waiting={waiting} />
        ))}
        {menus.map((place) => (
          <div key={place.id} className="place-menu" data-here={place.isHere || undefined}>
            {place.pages.length === 1 ? (
              <PageLinks pages={place.pages} />
            ) : (
              <Menu label={t(`section.places.${place.id}`)} active={0}>
                <PageLinks pages={place.pages} />
              </Menu>
            )}
          </div>
        ))}
        {menus.length > 0 && (
          <div className="place-more" data-here={menus.some(({ isHere }) => isHere) || undefined}>
            <Menu label={t('section.more')} active={0}>
              <Groups places={menus} />
            </Menu>
          </div>
        )}
      </div>
      <div className="places-menu">
        <Menu label={t('nav.menu')} active={0}>
          {onFind && (
            <button type="button" className="secondary find-place-button" onClick={onFind}>
              {t('help:keys.search')}
            </button>
          )}
          <Groups places={open} />
        </Menu>
      </div>
    </nav>
  );
}

function Groups({ places }: { places: readonly OpenPlace[] }) {
  const { t } = useWords();
  return places.map((place) => (
    <section key={place.id} className="place-group" aria-label={t(`section.places.${place.id}`)}>
      {place.pages.length > 1 && <p className="quiet">{t(`section.places.${place.id}`)}</p>}
      <PageLinks pages={place.pages} />
    </section>
  ));
}

function PageLinks({ pages }: { pages: readonly OpenPage[] }) {
  const { t } = useWords();
  return pages.map(({ id, path, href }) => (
    <a key={id} href={href} aria-current={path === window.location.pathname ? 'page' : undefined}>
      {t(`nav.${id}`)}
    </a>
  ));
}

/** A place: a link to its first page; how many alerts wait stands beside theirs. */
export function PlaceLink({ place, waiting }: { place: OpenPlace; waiting: number }) {
  const { t, number, counted } = useWords();
  const { id, pages, isHere } = place;
  const first = pages[0] as OpenPage;
  const isPage = first.path === window.location.pathname;
  return (
    <a href={first.href} aria-current={isPage ? 'page' : isHere ? 'true' : undefined}>
      {t(`section.places.${id}`)}
      {id === 'alerts' && waiting > 0 && (
        <span className="badge" title={t('alerts:page.waiting', counted(waiting))}>
          {number(waiting)}
        </span>
      )}
    </a>
  );
}
