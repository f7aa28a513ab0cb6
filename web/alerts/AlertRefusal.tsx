import type { Failure } from '../data/requests.ts';
import { useWords } from '../format.ts';

/** Why a change was not made, in words, and that nothing was lost; nothing where it was made. */
export function AlertRefusal({ failure }: { failure: Failure | null }) {
  const { t } = useWords();
  if (failure === null) return null;
  return (
    <p className="form-error" role="alert">
      {t([`alerts:refused.${failure.code}`, `web:error.${failure.reason}`], { code: failure.code })}
    </p>
  );
}
