import type { ShelterCountsWire } from '../../api/contract-patrol-log.ts';
import { getJson } from '../data/requests.ts';
import { useLoaded } from '../data/useLoaded.ts';
import { useWords } from '../format.ts';

const load = (path: string, signal: AbortSignal) => getJson<ShelterCountsWire>(path, signal);
/** As it ships; what a plan was made with is told with it. */
const DEFAULT_KM = 2;

/** How many shelters patrols are kept away from, and what that leaves out; never where they are. */
export function ShelterNote({ shelterKm }: { shelterKm: number | null }) {
  const { t, number, counted } = useWords();
  const counts = useLoaded('/api/shelter-points', load).value;
  if (!counts) return null;
  const km = number(shelterKm ?? DEFAULT_KM, 1);
  return (
    <p className={counts.points === 0 || counts.held > 0 ? 'patrol-note-amber' : 'quiet'}>
      {counts.points === 0
        ? t('patrolLog:shelters.none')
        : t('patrolLog:shelters.count', { ...counted(counts.points), km })}
      {counts.held > 0 && ` ${t('patrolLog:shelters.held', counted(counts.held))}`}
    </p>
  );
}
