import type { PatrolPlan } from '../../api/contract-patrols.ts';
import { useWords } from '../format.ts';
import { usePlanWords } from './planWords.ts';

/** Where nobody said whether incidents were reported or discovered by patrols: both results, one of them drawn. */
export function Assumptions({
  plan,
  shown,
  onShow,
}: {
  plan: PatrolPlan;
  shown: number;
  onShow: (result: 0 | 1) => void;
}) {
  const { t, number, percent, counted } = useWords();
  const { share } = usePlanWords();
  const { howKnown, results, agreement } = plan;
  const left = t('patrols:known.discovered', counted(howKnown.discovered));
  if (results.length < 2) {
    return (
      <p className="quiet">
        {t('patrols:known.all', counted(howKnown.reported))} {left}
      </p>
    );
  }
  return (
    <fieldset className="patrol-assumptions">
      <legend>{t('patrols:known.title', counted(howKnown.unknown))}</legend>
      <p>
        {t('patrols:known.why')} {left}
      </p>
      {results.map((result, i) => (
        <label key={result.assumption}>
          <input
            type="radio"
            name="patrol-assumption"
            checked={shown === i}
            onChange={() => onShow(i === 1 ? 1 : 0)}
          />
          <span>
            {t(`patrols:known.${result.assumption}`, {
              n: number(result.incidents),
              share: share(result.covered),
            })}
          </span>
        </label>
      ))}
      {agreement && (
        <p className="quiet">
          {t('patrols:known.agreement', {
            ...counted(results[0]?.positions.length ?? 0),
            same: number(agreement.samePositions),
            first: percent(agreement.firstUnderSecond),
            second: percent(agreement.secondUnderFirst),
          })}
        </p>
      )}
    </fieldset>
  );
}
