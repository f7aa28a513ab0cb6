import type { TFunction } from 'i18next';
import type { SeaName } from './atlasContent.ts';

/** The waters around Mexico, named where there is room; the gazetteer has towns only. */
export function seaNames(t: TFunction): SeaName[] {
  return [
    { name: t('sea.pacific'), lon: -105.6, lat: 16.4 },
    { name: t('sea.gulf'), lon: -93.6, lat: 24.1 },
    { name: t('sea.caribbean'), lon: -84.3, lat: 18.6 },
    { name: t('sea.california'), lon: -111.6, lat: 27.2 },
  ];
}
