import { type ComponentProps, lazy, Suspense, useState } from 'react';
import type { Loaded } from '../data/useLoaded.ts';
import { useWords } from '../format.ts';
import { LoadState } from '../panel/LoadState.tsx';
import type { Basemap } from './basemap.ts';

// MapLibre and deck.gl are two thirds of the page's weight: the panel is there before them.
const MapPane = lazy(() => import('./MapPane.tsx'));

interface Props extends Omit<ComponentProps<typeof MapPane>, 'basemap'> {
  basemap: Loaded<Basemap>;
  /** The words and numbers are there, or late. */
  isDue: boolean;
}

/** Where the map is: until it comes that it does, and a way to do without it. */
export function MapPlace({ basemap, isDue, ...rest }: Props) {
  const { t } = useWords();
  const [isOff, setOff] = useState(false);
  const isCancelled = isOff || basemap.isCancelled;
  const coming = {
    ...basemap,
    value: null,
    loading: !isCancelled && basemap.failure === null,
    isCancelled,
    cancel: () => {
      setOff(true);
      basemap.cancel();
    },
    retry: () => {
      setOff(false);
      if (basemap.value === null) basemap.retry();
    },
  };
  const state = <LoadState loaded={coming} text={t('map.loading')} />;
  if (isCancelled || (basemap.failure && basemap.value === null) || !isDue) return state;
  return (
    <Suspense fallback={state}>
      <MapPane basemap={basemap.value} {...rest} />
      {basemap.value === null && state}
    </Suspense>
  );
}
