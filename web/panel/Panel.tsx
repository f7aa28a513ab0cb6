import { lazy, type ReactNode, Suspense } from 'react';
import type { Cells, IncidentDetail } from '../../api/contract.ts';
import { STATES } from '../../domain/states.ts';
import type { Snapshot } from '../data/snapshot.ts';
import type { Loaded } from '../data/useLoaded.ts';
import { useWords } from '../format.ts';
import { useHotspotData } from '../hotspots/useHotspots.ts';
import { useRiskData } from '../network/useRisk.ts';
import { tableKindOn } from '../table/kinds.ts';
import { useView } from '../view/ViewProvider.tsx';
import { activeFilterCount } from '../view/view.ts';
import { Empty } from './Empty.tsx';
import { Failed } from './Failed.tsx';
import { IncidentPanel } from './IncidentPanel.tsx';
import { LoadState } from './LoadState.tsx';
import { Overview } from './Overview.tsx';
import { useSelect } from './select.ts';
import { stretchEnds } from './stretchEnds.ts';
import { findStretch, useIncidentTitle } from './texts.ts';

const HotspotPanel = lazy(() => import('../hotspots/HotspotPanel.tsx'));
const IncidentHotspot = lazy(() => import('../hotspots/IncidentHotspot.tsx'));
const RoutesPanel = lazy(() => import('../network/RoutesPanel.tsx'));
// With these comes H3, which the overview does without.
const DataTable = lazy(() => import('../table/DataTable.tsx'));
const ScopePanel = lazy(() => import('./ScopePanel.tsx'));

/** What the page shows beside the map. */
export type Shows = 'map' | 'hotspots' | 'routes';

interface Props {
  shows: Shows;
  snapshot: Loaded<Snapshot>;
  cells: Loaded<Cells>;
  incident: Loaded<IncidentDetail>;
  period: { from: string; to: string } | null;
  onBack: () => void;
  onClearFilters: () => void;
}

/** The right-hand panel: an incident on top of a scope on top of the overview. */
export function Panel({ shows, snapshot, cells, incident, period, onBack, onClearFilters }: Props) {
  const { t } = useWords();
  const { view, change } = useView();
  const title = useTitle(snapshot.value, incident.value, shows);
  const isOverview = view.scope === null && view.incidentId === null;
  if (view.table !== null && snapshot.value) {
    return (
      <div className="panel-inner">
        <h2>{t('table:title')}</h2>
        {snapshot.failure && <Failed failure={snapshot.failure} onRetry={snapshot.retry} />}
        <Suspense fallback={<Busy text={t('panel.loading')} />}>
          <DataTable
            shows={shows}
            kind={tableKindOn(shows, view.table)}
            snapshot={snapshot.value}
            cells={cells}
          />
        </Suspense>
        <button type="button" className="back" onClick={() => change({ table: null })}>
          {isOverview ? t('overview.title') : t('panel.open')}
        </button>
      </div>
    );
  }
  return (
    <div className="panel-inner">
      {!isOverview && (
        <button type="button" className="back" onClick={onBack}>
          <span aria-hidden="true">←</span> {t('panel.back')}
        </button>
      )}
      <h2 className="sentence">{title}</h2>
      {view.incidentId !== null ? (
        <IncidentState incident={incident} />
      ) : (
        <SnapshotState snapshot={snapshot} period={period} onClearFilters={onClearFilters} />
      )}
    </div>
  );
}

function IncidentState({ incident }: { incident: Loaded<IncidentDetail> }) {
  const { t } = useWords();
  const hotspots = useHotspotData();
  if (incident.failure?.reason === 'not-found') return <Empty text={t('incident.gone')} />;
  if (!incident.value) return <LoadState loaded={incident} isWaiting />;
  return (
    <>
      <LoadState loaded={incident} />
      <IncidentPanel incident={incident.value} onOpened={incident.retry} />
      {hotspots && (
        <Suspense>
          <IncidentHotspot incident={incident.value} />
        </Suspense>
      )}
    </>
  );
}

function SnapshotState({
  snapshot,
  period,
  onClearFilters,
}: Pick<Props, 'snapshot' | 'period' | 'onClearFilters'>) {
  const { t } = useWords();
  const { view } = useView();
  const hotspots = useHotspotData();
  const risk = useRiskData();
  const select = useSelect();
  const { value, failure } = snapshot;
  const filtered = activeFilterCount(view.filter) > 0;
  if (!value) return <LoadState loaded={snapshot} isWaiting />;
  const total = value.states.crimes + value.states.hazards;
  return (
    <>
      {failure && <Failed failure={failure} onRetry={snapshot.retry} />}
      {total === 0 && (
        <Empty text={t(filtered ? 'empty.filtered' : 'empty.noData')}>
          {filtered && (
            <button type="button" className="primary" onClick={onClearFilters}>
              {t('filter.clear')}
            </button>
          )}
        </Empty>
      )}
      {view.scope && (
        <Suspense fallback={<Busy text={t('panel.loading')} />}>
          <ScopePanel scope={view.scope} snapshot={value} select={select} />
        </Suspense>
      )}
      {hotspots && !view.scope && (
        <Suspense fallback={<Busy text={t('panel.loading')} />}>
          <HotspotPanel data={hotspots} corridors={value.corridors} />
        </Suspense>
      )}
      {risk?.way && !view.scope && (
        <Suspense fallback={<Busy text={t('panel.loading')} />}>
          <RoutesPanel data={risk} corridors={value.corridors} select={select} />
        </Suspense>
      )}
      {!hotspots && !risk?.way && !view.scope && total > 0 && period && (
        <Overview snapshot={value} period={period} select={select} />
      )}
    </>
  );
}

function Busy({ text }: { text: string }): ReactNode {
  return (
    <p className="busy" role="status">
      {text}
    </p>
  );
}

const TITLES = { map: 'overview.title', hotspots: 'hotspots:title', routes: 'routes:title' } as const;

/** The panel's heading, which is also what a phone shows of a choice before it is opened. */
export function useTitle(
  snapshot: Snapshot | null,
  incident: IncidentDetail | null,
  shows: Shows = 'map',
): string {
  const words = useWords();
  const { t } = words;
  const { view } = useView();
  const incidentTitle = useIncidentTitle();
  if (view.incidentId !== null)
    return incident?.id === view.incidentId ? incidentTitle(incident) : t('incident.title');
  const { scope } = view;
  if (!scope) return t(TITLES[shows]);
  if (scope.kind === 'state') return STATES.find(({ code }) => code === scope.id)?.name ?? t('state.title');
  if (scope.kind === 'cell') return t('cell.title');
  if (scope.kind === 'spot') return t('spot.title');
  const found = snapshot && findStretch(snapshot.corridors, scope.id);
  if (!found) return t('stretch.title');
  return t('stretch.name', stretchEnds(words, found.stretch));
}
