import { useState } from 'react';
import type { PatrolPlanRow, patrolPlansSchema } from '../../api/contract-patrols.ts';
import { getJson, sendJson } from '../data/requests.ts';
import { useLoaded } from '../data/useLoaded.ts';
import { useWords } from '../format.ts';
import { Empty } from '../panel/Empty.tsx';
import { LoadState } from '../panel/LoadState.tsx';
import { useSession } from '../session.ts';
import { Comparison } from './Comparison.tsx';
import { usePatrolsView } from './patrolsView.ts';
import { usePlanWords } from './planWords.ts';
import { SavedPlan } from './SavedPlan.tsx';

type Plans = import('zod').infer<typeof patrolPlansSchema>;
const load = (path: string, signal: AbortSignal) => getJson<Plans>(path, signal);
const COMPARED = 2;

/** Plans by name: one opened, or two side by side. */
export function SavedSection({ corridorName }: { corridorName: (id: string) => string }) {
  const { t } = useWords();
  const { view, change } = usePatrolsView();
  const plans = useLoaded('/api/patrol-plans', load);
  if (view.planId !== null) {
    return <SavedPlan key={view.planId} planId={view.planId} corridorName={corridorName} />;
  }
  const list = plans.value?.plans;
  if (plans.failure || !list) return <LoadState loaded={plans} text={t('patrols:saved.loading')} />;
  if (list.length === 0) {
    return (
      <Empty text={t('patrols:saved.none')}>
        <button type="button" className="primary" onClick={() => change({ section: 'plan' })}>
          {t('patrols:saved.make')}
        </button>
      </Empty>
    );
  }
  const compared = view.compared.filter((id) => list.some(({ planId }) => planId === id));
  return (
    <>
      <p>{t('patrols:saved.lead')}</p>
      <ul className="patrol-plans">
        {list.map((row) => (
          <PlanRow
            key={row.planId}
            row={row}
            isCompared={compared.includes(row.planId)}
            onOpen={() => change({ planId: row.planId })}
            onCompare={(isIn) =>
              change({
                compared: isIn
                  ? [...compared, row.planId].slice(-COMPARED)
                  : compared.filter((id) => id !== row.planId),
              })
            }
            onRemoved={plans.retry}
          />
        ))}
      </ul>
      {compared.length === COMPARED && <Comparison ids={compared} />}
    </>
  );
}

function PlanRow({
  row,
  isCompared,
  onOpen,
  onCompare,
  onRemoved,
}: {
  row: PatrolPlanRow;
  isCompared: boolean;
  onOpen: () => void;
  onCompare: (isIn: boolean) => void;
  onRemoved: () => void;
}) {
  const { t, number, counted, moment } = useWords();
  const { may } = useSession();
  const { share } = usePlanWords();
  const [isSure, setSure] = useState(false);
  const remove = async () => {
    if (!isSure) return setSure(true);
    const answer = await sendJson('DELETE', `/api/patrol-plans/${row.planId}`);
    if (answer.ok) onRemoved();
  };
  return (
    <li>
      <div>
        <button type="button" className="link patrol-open" onClick={onOpen}>
          {row.name}
        </button>
        <p>
          {t('patrols:saved.row', {
            ...counted(row.units),
            share: share(row.covered),
            reach: number(row.reachKm, 1),
          })}{' '}
          <span className="quiet">
            {t('patrols:saved.made', { by: row.madeBy, at: moment(Date.parse(row.madeAt)) })}
          </span>
        </p>
        {row.isStale && <p className="patrol-note-amber">{t('patrols:saved.stale')}</p>}
      </div>
      <label className="patrol-check">
        <input type="checkbox" checked={isCompared} onChange={({ target }) => onCompare(target.checked)} />
        {t('patrols:saved.compare')}
      </label>
      {may('patrols.plan') && (
        <button type="button" className="secondary" onClick={() => void remove()}>
          {t(isSure ? 'patrols:saved.sure' : 'patrols:saved.remove')}
        </button>
      )}
    </li>
  );
}
