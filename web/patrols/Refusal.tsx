import type { Corridors } from '../../api/contract.ts';
import { useWords } from '../format.ts';
import type { Refused } from './usePlan.ts';

type Limit = Refused['conflict'][number];

/** Why there is no plan, which limits contradict each other, and each single change that would do. */
export function Refusal({ refused, corridors }: { refused: Refused; corridors: Corridors | null }) {
  const { t, number } = useWords();
  const nameOf = (id: string | null) =>
    corridors?.corridors.find((one) => one.id === id)?.name ?? id ?? t('patrols:corridorAny');
  const limitText = ({ kind, corridorId, units }: Limit) =>
    t(`patrols:limit.${kind}`, { corridor: nameOf(corridorId), units: number(units, 1) });
  return (
    <section className="empty patrol-refusal" role="alert">
      <p>
        <strong>{t('patrols:refused.title')}</strong> {t(`patrols:fault.${refused.reason}`, refused.details)}
      </p>
      {refused.conflict.length > 0 && (
        <>
          <h3>{t('patrols:refused.conflict')}</h3>
          <ul>
            {refused.conflict.map((limit) => (
              <li key={`${limit.kind}-${limit.corridorId}`}>{limitText(limit)}</li>
            ))}
          </ul>
        </>
      )}
      {refused.remedies.length > 0 && (
        <>
          <h3>{t('patrols:refused.remedies')}</h3>
          <ul>
            {refused.remedies.map(({ limit, to }) => (
              <li key={`${limit.kind}-${limit.corridorId}-${to}`}>
                {t(`patrols:remedy.${remedyOf(limit)}`, {
                  corridor: nameOf(limit.corridorId),
                  units: number(limit.units, 1),
                  to: number(to, 1),
                })}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** The most of a corridor, or of all that are not named. */
function remedyOf({ kind, corridorId }: Limit): string {
  return kind === 'corridor-most' && corridorId === null ? 'corridor-most-any' : kind;
}
