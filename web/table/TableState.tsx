import type { Cells } from '../../api/contract.ts';
import type { Snapshot } from '../data/snapshot.ts';
import type { Loaded } from '../data/useLoaded.ts';
import { useWords } from '../format.ts';
import { Progress } from '../hotspots/Progress.tsx';
import { useReasonText } from '../hotspots/texts.ts';
import { useHotspotData } from '../hotspots/useHotspots.ts';
import { useRiskData } from '../network/useRisk.ts';
import { Empty } from '../panel/Empty.tsx';
import { ListState } from '../panel/ListState.tsx';
import { LoadState } from '../panel/LoadState.tsx';
import { WayOut } from '../panel/WayOut.tsx';
import { useView } from '../view/ViewProvider.tsx';
import { activeFilterCount, type TableKind, withoutNews } from '../view/view.ts';

interface Props {
  kind: TableKind;
  snapshot: Snapshot;
  cells: Loaded<Cells>;
  /** What the rows are made of is there, and has none. */
  isEmpty: boolean;
}

/** Why a table has no rows, or not all of them, and the way out: never a bare "0 rows". */
export function TableState({ kind, snapshot, cells, isEmpty }: Props) {
  const { t } = useWords();
  const { view, change } = useView();
  if (kind === 'incidents' && snapshot.withheld) {
    return (
      <Empty text={t('table:withheld')}>
        <button type="button" className="primary" onClick={() => change({ table: 'states' })}>
          {t('table:toCounts')}
        </button>
      </Empty>
    );
  }
  const isFiltered = activeFilterCount(view.filter) > 0;
  return (
    <>
      {kind === 'incidents' && <ListState snapshot={snapshot} total={placedOf(snapshot)} />}
      {kind === 'cells' && <LoadState loaded={cells} isWaiting={cells.value === null} />}
      {kind === 'hotspots' && <HotspotState />}
      {kind === 'scores' && <ScoreState />}
      {isEmpty && (
        <Empty text={t(isFiltered ? 'empty.filtered' : 'table:nothing')}>
          <WayOut />
        </Empty>
      )}
    </>
  );
}

/** How many incidents match that have a place, and so a row. */
export function placedOf({ states }: Pick<Snapshot, 'states'>): number {
  return states.crimes + states.hazards - states.unplaced;
}

function HotspotState() {
  const { t } = useWords();
  const reasonText = useReasonText();
  const data = useHotspotData();
  if (!data) return null;
  const { nothing, hotspots } = data;
  const { value } = hotspots.loaded;
  if (nothing)
    return (
      <Empty text={t(`hotspots:nothing.${nothing}`)}>
        <WayOut />
      </Empty>
    );
  return (
    <>
      <Progress computed={hotspots} text={t('hotspots:computing')} />
      {!hotspots.isCancelled && value?.status === 'refused' && (
        <Empty text={reasonText(value)}>
          <WayOut />
        </Empty>
      )}
    </>
  );
}

function ScoreState() {
  const { t } = useWords();
  const { view, change } = useView();
  const data = useRiskData();
  if (!data) return null;
  const { known, counting } = view.filter;
  // A score of these alone would say nothing: none is asked for (see useRisk).
  if ((known !== undefined || counting !== undefined) && data.way === null) {
    const filter = withoutNews(view.filter);
    return (
      <Empty text={t('table:noScoreOfNews')}>
        <button type="button" className="primary" onClick={() => change({ filter })}>
          {t('table:notOnlyNews')}
        </button>
      </Empty>
    );
  }
  return <Progress computed={data.risk} text={t('routes:computing')} />;
}
