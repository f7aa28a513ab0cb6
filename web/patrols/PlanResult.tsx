import { useState } from 'react';
import type { PatrolPlan, PatrolResult } from '../../api/contract-patrols.ts';
import { useWords } from '../format.ts';
import { MethodNote } from '../hotspots/MethodNote.tsx';
import { linkTo } from '../today/links.ts';
import { Assumptions } from './Assumptions.tsx';
import { PlanMap } from './PlanMap.tsx';
import { PositionTable } from './PositionTable.tsx';
import { usePatrolsView } from './patrolsView.ts';
import { usePlanWords } from './planWords.ts';
import { Uncovered } from './Uncovered.tsx';
import { Ways } from './Ways.tsx';

/** A plan: the answer in a sentence, the map, the positions in order, against other ways, what stays uncovered. */
export function PlanResult({
  plan,
  corridorName,
}: {
  plan: PatrolPlan;
  corridorName: (id: string) => string;
}) {
  const { t, counted, number } = useWords();
  const words = usePlanWords();
  const { view, change } = usePatrolsView();
  const [chosen, setChosen] = useState<number | null>(null);
  const at = plan.results.length > 1 ? view.result : 0;
  const result = plan.results[at] as PatrolResult;
  return (
    <article className="patrol-result" data-method={plan.method}>
      <div className="lead">
        {plan.synthetic > 0 && <p className="unit-synthetic">{t('patrols:sheet.synthetic')}</p>}
        <p className="patrol-answer">{words.answer(plan, result)}</p>
        <p className="quiet">
          {words.proof(result)}{' '}
          {t('patrols:basis', {
            perYear: words.perYear(result.perYear),
            period: words.period(plan),
            ...counted(result.incidents),
          })}{' '}
          <a className="link no-print" href={linkTo('/rutas', null, plan.period)}>
            {t('patrols:stretches')}
          </a>
        </p>
        {result.idleUnits > 0 && (
          <p className="patrol-note-amber">{t('patrols:idle', counted(result.idleUnits))}</p>
        )}
        {plan.times.asked !== 'any' && (
          <p className="patrol-note-amber">
            {t(plan.times.isUsed ? 'patrols:timesUsed' : 'patrols:timesUnknown', {
              time: t(`patrols:time.${plan.times.asked}`),
              known: number(plan.times.known),
              n: number(plan.times.inAsked),
              fewest: number(plan.times.fewest),
              all: number(plan.times.known + plan.times.unknown),
            })}
          </p>
        )}
      </div>
      <Assumptions plan={plan} shown={at} onShow={(shown) => change({ result: shown })} />
      <PlanMap positions={result.positions} label={t('patrols:map.label')} onChoose={setChosen} />
      <PositionTable result={result} chosen={chosen} corridorName={corridorName} />
      <Ways plan={plan} result={result} />
      <Uncovered result={result} />
      <p className="patrol-note">{t('patrols:noProof')}</p>
      <MethodNote
        text={t('patrols:method.text', { km: number(plan.shelterDistanceKm, 1) })}
        limits={t('patrols:method.limits')}
        source={t('patrols:method.source')}
      />
    </article>
  );
}
