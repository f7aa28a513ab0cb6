import { useMemo } from 'react';
import type { Corridors } from '../../api/contract.ts';
import { useHealth } from '../data/useHealth.ts';
import { useWords } from '../format.ts';
import { Failed } from '../panel/Failed.tsx';
import { useSession } from '../session.ts';
import { type Fault, requestOf } from './draft.ts';
import { PlanForm } from './PlanForm.tsx';
import { PlanResult } from './PlanResult.tsx';
import { usePatrolsView } from './patrolsView.ts';
import { Refusal } from './Refusal.tsx';
import { refusalFaults } from './refusalFaults.ts';
import { SavePlan } from './SavePlan.tsx';
import { usePlan } from './usePlan.ts';

/** Asking for a plan, and the answer: the greedy one at once, then the exact one. */
export function PlanSection({
  corridors,
  corridorName,
}: {
  corridors: Corridors | null;
  corridorName: (id: string) => string;
}) {
  const { t, percent } = useWords();
  const { may } = useSession();
  const { health } = useHealth();
  const { view, change } = usePatrolsView();
  const { draft } = view;
  const request = useMemo(() => {
    const read = draft && requestOf(draft);
    return read?.ok ? read.request : null;
  }, [draft]);
  const run = usePlan(may('patrols.plan') ? request : null, health?.dataVersion ?? null);
  const { plan, refused, failure, job } = run;
  const faults: Fault[] = refused ? refusalFaults(refused) : [];
  return (
    <>
      <PlanForm
        asked={draft}
        corridors={corridors}
        faults={faults}
        shelterKm={plan?.shelterDistanceKm ?? null}
        onAsk={(asked) => change({ draft: asked, planId: null, result: 0 })}
      />
      {refused && <Refusal refused={refused} corridors={corridors} />}
      {failure &&
        (failure.code === 'busy' ? (
          <p className="patrol-note-amber">{t('patrols:busy')}</p>
        ) : (
          <Failed failure={failure} onRetry={run.again} />
        ))}
      {run.isRunning && (
        <div className="hotspot-progress" role="status">
          <p>{t(plan ? 'patrols:solving' : 'patrols:preview')}</p>
          {job && job.total > 0 && (
            <>
              <progress value={job.done} max={job.total} aria-label={t('patrols:solving')} />
              <span>{t('hotspots:progress', { share: percent(job.done / job.total) })}</span>
            </>
          )}
          <button type="button" onClick={run.cancel}>
            {t('patrols:cancel')}
          </button>
        </div>
      )}
      {run.isCancelled && (
        <p className="patrol-note-amber">
          {t(plan ? 'patrols:cancelledGreedy' : 'patrols:cancelled')}{' '}
          <button type="button" className="link" onClick={run.again}>
            {t('patrols:again')}
          </button>
        </p>
      )}
      {plan && !run.isRunning && may('patrols.plan') && <SavePlan plan={plan} />}
      {plan && <PlanResult plan={plan} corridorName={corridorName} />}
    </>
  );
}
