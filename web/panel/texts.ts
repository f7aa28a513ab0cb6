import { useCallback } from 'react';
import type { Corridors, IncidentDetail } from '../../api/contract.ts';
import { useWords } from '../format.ts';
import type { About } from './rows.ts';

/** Names what an incident is about, in the reader's language. */
export function useAboutText(): (about: About) => string {
  const { t } = useWords();
  return useCallback(
    (about: About) => {
      if (about.kind === 'hazard') return t(`taxonomy:hazard.${about.hazard ?? 'mixed_or_unknown'}`);
      return about.crime ? t(`taxonomy:crime.${about.crime}`) : t('taxonomy:kind.crime');
    },
    [t],
  );
}

/** The headline of an incident: its principal crimes, or its hazard. */
export function useIncidentTitle(): (incident: IncidentDetail) => string {
  const { t, language } = useWords();
  return useCallback(
    (incident: IncidentDetail) => {
      if (incident.kind === 'hazard') return t(`taxonomy:hazard.${incident.hazard ?? 'mixed_or_unknown'}`);
      const principal = incident.crimes.filter((crime) => crime.principal);
      const named = (principal.length > 0 ? principal : incident.crimes).map(({ crime }) =>
        t(`taxonomy:crime.${crime}`),
      );
      return new Intl.ListFormat(language, { type: 'conjunction' }).format(named);
    },
    [t, language],
  );
}

export type Stretch = Corridors['corridors'][number]['stretches'][number];

/** A stretch with the corridor it belongs to. */
export interface PlacedStretch {
  stretch: Stretch;
  corridor: Corridors['corridors'][number];
}

/** The stretch of an id, or null when the network has none such. */
export function findStretch(corridors: Corridors, id: string): PlacedStretch | null {
  for (const corridor of corridors.corridors) {
    const stretch = corridor.stretches.find((candidate) => candidate.id === id);
    if (stretch) return { stretch, corridor };
  }
  return null;
}
