import { useMemo } from 'react';
import type { Snapshot } from '../data/snapshot.ts';
import { useFilter } from '../filters/useFilter.ts';
import { useWords } from '../format.ts';
import { HotspotCell } from '../hotspots/HotspotCell.tsx';
import { useHotspotData } from '../hotspots/useHotspots.ts';
import { StretchPanel } from '../network/StretchPanel.tsx';
import { useView } from '../view/ViewProvider.tsx';
import type { Scope } from '../view/view.ts';
import { BarList } from './BarList.tsx';
import { CoverageOfState } from './CoverageNotes.tsx';
import { Empty } from './Empty.tsx';
import { IncidentList } from './IncidentList.tsx';
import { ListState } from './ListState.tsx';
import { Method } from './Method.tsx';
import { aboutRow, crimeCounts } from './rows.ts';
import { rowsOfScope } from './scopeRows.ts';
import type { Select } from './select.ts';
import { findStretch } from './texts.ts';

interface Props {
  scope: Scope;
  snapshot: Snapshot;
  select: Select;
}

/** What one state, stretch, hexagon or spot says. */
export default function ScopePanel({ scope, snapshot, select }: Props) {
  const { t } = useWords();
  const { view } = useView();
  const found = useHotspotData()?.found;
  if (scope.kind === 'cell' && found) {
    return <HotspotCell id={scope.id} found={found} snapshot={snapshot} select={select} />;
  }
  if (scope.kind === 'stretch') {
    const found = findStretch(snapshot.corridors, scope.id);
    if (found && view.filter.known) return <NewsOfStretch stretch={found.stretch} />;
    return found ? (
      <StretchPanel stretch={found.stretch} snapshot={snapshot} select={select} />
    ) : (
      <Empty text={t('stretch.unknown')} />
    );
  }
  if (scope.kind === 'state') return <StatePanel code={scope.id} snapshot={snapshot} select={select} />;
  return <AreaPanel scope={scope} snapshot={snapshot} select={select} />;
}

/** A stretch in a view of news alone: a score of these would say nothing of its danger. */
function NewsOfStretch({ stretch }: { stretch: NonNullable<ReturnType<typeof findStretch>>['stretch'] }) {
  const { t, counted } = useWords();
  const { set } = useFilter();
  return (
    <>
      <div className="lead">
        <p>{t('stretch.news', counted(stretch.crimes))}</p>
        {stretch.hazards > 0 && <p className="quiet">{t('scope.hazards', counted(stretch.hazards))}</p>}
      </div>
      <p>{t('stretch.newsNote')}</p>
      <button type="button" className="primary" onClick={() => set({ known: undefined })}>
        {t('stretch.whole')}
      </button>
    </>
  );
}

function StatePanel({ code, snapshot, select }: { code: string; snapshot: Snapshot; select: Select }) {
  const { t, percent, counted, number } = useWords();
  const { states, incidents, coverage } = snapshot;
  const rows = useMemo(() => rowsOfScope(incidents, { kind: 'state', id: code }) ?? [], [incidents, code]);
  const state = states.states.find((candidate) => candidate.code === code);
  if (!state) return <Empty text={t('state.unknown')} />;
  const coverageHere = coverage?.states.find((candidate) => candidate.code === code);
  const rank = states.states.filter((other) => other.crimes > state.crimes).length + 1;
  return (
    <>
      <div className="lead">
        <p>
          {t('state.sentence', { ...counted(state.crimes), state: state.name })}{' '}
          {state.crimes > 0 &&
            t('state.sentenceShare', {
              share: percent(state.crimes / Math.max(1, states.crimes)),
              rank: number(rank),
            })}
        </p>
        {state.hazards > 0 && <p className="quiet">{t('scope.hazards', counted(state.hazards))}</p>}
        {state.crimes + state.hazards === 0 && <p className="quiet">{t('scope.silence')}</p>}
      </div>
      {coverageHere && <CoverageOfState state={coverageHere} />}
      <Incidents snapshot={snapshot} rows={rows} total={state.crimes + state.hazards} select={select} />
      <Method text={t('state.method')} />
    </>
  );
}

/** A hexagon or a spot: what is counted there is what is listed. */
function AreaPanel({ scope, snapshot, select }: Props) {
  const { t, counted } = useWords();
  const { incidents } = snapshot;
  const rows = useMemo(() => rowsOfScope(incidents, scope) ?? [], [incidents, scope]);
  const hazards = rows.filter((row) => aboutRow(incidents, row).kind === 'hazard').length;
  if (snapshot.withheld) return <Empty text={t('scope.notYours')} />;
  const { list } = snapshot;
  if (list.value === null || list.loading) return <ListState snapshot={snapshot} />;
  return (
    <>
      {/* The newest of many are no count of them. */}
      {snapshot.newestOnly === null && (
        <div className="lead">
          <p>
            {t(scope.kind === 'cell' ? 'cell.sentence' : 'spot.sentence', counted(rows.length - hazards))}
          </p>
          {hazards > 0 && <p className="quiet">{t('scope.hazards', counted(hazards))}</p>}
          {rows.length === 0 && <p className="quiet">{t('scope.silence')}</p>}
        </div>
      )}
      <Incidents snapshot={snapshot} rows={rows} select={select} />
      <Method text={t(scope.kind === 'cell' ? 'cell.method' : 'spot.method')} />
    </>
  );
}

function Incidents({
  snapshot,
  rows,
  total = null,
  select,
}: {
  snapshot: Snapshot;
  rows: readonly number[];
  /** How many there are; null where nobody counted them. */
  total?: number | null;
  select: Select;
}) {
  const { t } = useWords();
  const { incidents } = snapshot;
  const crimes = useMemo(() => crimeCounts(incidents, rows), [incidents, rows]);
  return (
    <>
      {crimes.length > 1 && snapshot.newestOnly === null && (
        <BarList
          title={t('scope.crimesTitle')}
          unit={t('overview.crimesUnit')}
          bars={crimes.map(({ crime, count }) => ({ id: crime, label: t(`taxonomy:crime.${crime}`), count }))}
        />
      )}
      {rows.length > 0 && (
        <IncidentList table={incidents} rows={rows} onOpen={(row) => select.incident(incidents, row)} />
      )}
      <ListState snapshot={snapshot} total={total} />
    </>
  );
}
