import { useMemo } from 'react';
import type { StateCounts } from '../../api/contract.ts';
import { loadCorridors } from '../data/corridors.ts';
import { BASEMAP_PATH } from '../data/paths.ts';
import { getJson } from '../data/requests.ts';
import { loadBasemap } from '../data/snapshot.ts';
import { useLoaded } from '../data/useLoaded.ts';
import { useWords } from '../format.ts';
import { LoadState } from '../panel/LoadState.tsx';
import { stretchEnds } from '../panel/stretchEnds.ts';
import { readAddress } from '../view/address.ts';
import PlaceSearch from './PlaceSearch.tsx';
import { placeEntries } from './placeEntries.ts';
import { placeLink } from './placeLink.ts';

const loadStates = (path: string, signal: AbortSignal) => getJson<StateCounts>(path, signal);

/** The search of places over a page that has no map of its own. */
export default function PlaceDialog({ onClose }: { onClose: () => void }) {
  const { t, number } = useWords();
  const states = useLoaded('/api/states', loadStates);
  const corridors = useLoaded('/api/corridors', loadCorridors);
  const basemap = useLoaded(BASEMAP_PATH, loadBasemap);
  const missing = [states, corridors, basemap].find(({ value }) => value === null);
  const entries = useMemo(
    () =>
      states.value && corridors.value && basemap.value
        ? placeEntries(states.value.states, corridors.value.corridors, basemap.value.labels, (stretch) =>
            t('stretch.name', stretchEnds({ t, number }, stretch)),
          )
        : [],
    [states.value, corridors.value, basemap.value, t, number],
  );
  return (
    <>
      {missing ? (
        <LoadState loaded={missing} />
      ) : (
        <PlaceSearch
          entries={entries}
          isFirst
          onChoose={(entry) => {
            const here = { path: window.location.pathname, address: readAddress() };
            window.location.assign(placeLink(entry, here));
          }}
          onLeave={onClose}
        />
      )}
      <button type="button" className="secondary" onClick={onClose}>
        {t('help:keys.close')}
      </button>
    </>
  );
}
