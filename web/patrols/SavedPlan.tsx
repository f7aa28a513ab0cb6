import { useCallback } from 'react';
import type { SavedPatrolPlan } from '../../api/contract-patrols.ts';
import { getJson } from '../data/requests.ts';
import { useLoaded } from '../data/useLoaded.ts';
import { useWords } from '../format.ts';
import { LoadState } from '../panel/LoadState.tsx';
import { useSession } from '../session.ts';
import { DonePanel } from './DonePanel.tsx';
import { draftOf } from './draft.ts';
import { PlanResult } from './PlanResult.tsx';
import { usePatrolsView } from './patrolsView.ts';
import { Sheets } from './Sheets.tsx';

const FORMATS = ['geojson', 'csv'] as const;

/** A saved plan as it was made, what can be done with it, and what was done of it. */
export function SavedPlan({
  planId,
  corridorName,
}: {
  planId: string;
  corridorName: (id: string) => string;
}) {
  const { t, moment, language } = useWords();
  const { may } = useSession();
  const { view, change } = usePatrolsView();
  const load = useCallback((path: string, signal: AbortSignal) => getJson<SavedPatrolPlan>(path, signal), []);
  const loaded = useLoaded(`/api/patrol-plans/${planId}?language=${language}`, load);
  if (loaded.failure || !loaded.value) return <LoadState loaded={loaded} text={t('patrols:saved.loading')} />;
  const { saved, isStale, plan } = loaded.value;
  if (view.isSheets) return <Sheets saved={loaded.value} corridorName={corridorName} />;
  return (
    <>
      <div className="patrol-head">
        <h3>{saved.name}</h3>
        <p className="quiet">
          {t('patrols:saved.made', { by: saved.madeBy, at: moment(Date.parse(saved.madeAt)) })}
        </p>
        {isStale && <p className="patrol-note-amber">{t('patrols:saved.stale')}</p>}
        <p className="patrol-actions">
          <button type="button" className="primary" onClick={() => change({ isSheets: true })}>
            {t('patrols:saved.sheets')}
          </button>
          {FORMATS.map((format) => (
            <a
              key={format}
              className="secondary"
              href={`/api/patrol-plans/${planId}/export?format=${format}`}
              download
            >
              {t(`patrols:saved.export.${format}`)}
            </a>
          ))}
          {may('patrols.plan') && (
            <button
              type="button"
              className="secondary"
              onClick={() => change({ section: 'plan', planId: null, draft: draftOf(plan.request) })}
            >
              {t('patrols:saved.change')}
            </button>
          )}
          <button type="button" className="secondary" onClick={() => change({ planId: null })}>
            {t('patrols:saved.back')}
          </button>
        </p>
      </div>
      <PlanResult plan={plan} corridorName={corridorName} />
      <DonePanel planId={planId} positions={plan.results[0]?.positions ?? []} />
    </>
  );
}
