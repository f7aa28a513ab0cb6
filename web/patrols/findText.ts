import type { PatrolFind } from '../../domain/patrols/log-entry.ts';
import { useWords } from '../format.ts';

/** What a patrol found, in words: crimes as everywhere, the rest by names of the log's own. */
export function useFindText(): (find: PatrolFind) => string {
  const { t } = useWords();
  return (find) =>
    find === 'nothing' || find === 'holding_house' || find === 'hazard'
      ? t(`patrolLog:find.${find}`)
      : t(`taxonomy:crime.${find}`);
}
