import { useWords } from '../format.ts';
import { useSession } from '../session.ts';
import { PlaceLink } from './Nav.tsx';
import { usePlaces } from './usePlaces.ts';
import { useWaitingAlerts } from './useWaitingAlerts.ts';

/** The five places at the bottom of a phone, under the thumb. The map's pages have a bar of their own there. */
export function PlacesBar() {
  const { t } = useWords();
  const { may } = useSession();
  const waiting = useWaitingAlerts(may('alerts.read'));
  const places = usePlaces().filter(({ isMenu }) => !isMenu);
  if (places.length < 2) return null;
  return (
    <nav className="places-bar" aria-label={t('section.bottom')}>
      {places.map((place) => (
        <PlaceLink key={place.id} place={place} waiting={waiting} />
      ))}
    </nav>
  );
}
