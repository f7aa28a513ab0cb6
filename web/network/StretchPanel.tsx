import '../styles/network.css';
import { useMemo } from 'react';
import type { StretchDetail, StretchDetailAnswer } from '../../api/contract-network.ts';
import { PRECISIONS } from '../../domain/taxonomy.ts';
import type { Snapshot } from '../data/snapshot.ts';
import { useComputed } from '../data/useComputed.ts';
import { useFilter } from '../filters/useFilter.ts';
import { useWords } from '../format.ts';
import { Progress } from '../hotspots/Progress.tsx';
import { BarList } from '../panel/BarList.tsx';
import { IncidentList } from '../panel/IncidentList.tsx';
import { ListState } from '../panel/ListState.tsx';
import type { Select } from '../panel/select.ts';
import type { PlacedStretch } from '../panel/texts.ts';
import { useView } from '../view/ViewProvider.tsx';
import { DecayField } from './DecayField.tsx';
import { MonthBars } from './MonthBars.tsx';
import { ScoreMethod } from './ScoreMethod.tsx';
import { StretchFacts } from './StretchFacts.tsx';
import { stretchSentence } from './stretchSentence.ts';
import { riskQuery } from './useRisk.ts';

/** Rows of the lists of crimes and perpetrators. */
const MOST_BARS = 5;

interface Props {
  stretch: PlacedStretch['stretch'];
  snapshot: Snapshot;
  select: Select;
}

/** A stretch: its sentence, score, trend, months, what it rests on, and by right its incidents. */
export function StretchPanel({ stretch, snapshot, select }: Props) {
  const words = useWords();
  const { t, counted, number } = words;
  const { view } = useView();
  const path = `/api/stretches/${encodeURIComponent(stretch.id)}${riskQuery(view)}`;
  const computed = useComputed<StretchDetailAnswer>(`${path}@${snapshot.corridors.dataVersion}`);
  const { value } = computed.loaded;
  // Another stretch's answer is no stand-in while this one's comes.
  const detail = value?.stretch.id === stretch.id ? value : null;
  return (
    <>
      <Progress computed={computed} text={t('routes:computing')} />
      {detail && (
        <>
          <div className="lead">
            <p>{stretchSentence(words, detail.stretch, detail.period)}</p>
            {detail.stretch.timesMean && <p className="quiet">{t('routes:stretch.expected')}</p>}
            {view.halfLifeDays !== null && (
              <p className="quiet">{t('routes:stretch.decayed', { days: number(view.halfLifeDays) })}</p>
            )}
            {stretch.hazards > 0 && <p className="quiet">{t('scope.hazards', counted(stretch.hazards))}</p>}
          </div>
          <StretchFacts detail={detail} />
          <Behind detail={detail} snapshot={snapshot} select={select} />
        </>
      )}
      <DecayField />
      <ScoreMethod modes={detail?.modes ?? null} />
    </>
  );
}

function Behind({ detail, snapshot, select }: { detail: StretchDetail; snapshot: Snapshot; select: Select }) {
  const { t } = useWords();
  // A bar opens the same stretch with that crime or perpetrator alone, and the incidents of these.
  const { set } = useFilter();
  const { evidence, months, incidentIds } = detail;
  const { incidents } = snapshot;
  const rows = useMemo(() => {
    const rowOf = new Map(Array.from(incidents.id, (id, row) => [id, row] as const));
    return (incidentIds ?? []).flatMap((id) => rowOf.get(id) ?? []);
  }, [incidents, incidentIds]);
  return (
    <>
      <MonthBars months={months} />
      {evidence.crimes.length > 0 && (
        <BarList
          title={t('routes:stretch.crimes')}
          unit={t('routes:stretch.massUnit')}
          bars={named(evidence.crimes).map(({ crime, count }) => ({
            id: crime,
            label: t(`taxonomy:crime.${crime}`),
            count,
            onSelect: () => set({ crime: [crime] }),
          }))}
        />
      )}
      {evidence.perpetrators.length > 0 && (
        <BarList
          title={t('routes:stretch.perpetrators')}
          unit={t('routes:stretch.massUnit')}
          bars={named(evidence.perpetrators).map(({ perpetrator, count }) => ({
            id: perpetrator,
            label: t(`taxonomy:perpetrator.${perpetrator}`),
            count,
            onSelect: () => set({ perpetrator: [perpetrator] }),
          }))}
          source={t('risk:evidence.officials')}
        />
      )}
      <Quality evidence={evidence} />
      {rows.length > 0 && (
        <IncidentList table={incidents} rows={rows} onOpen={(row) => select.incident(incidents, row)} />
      )}
      {incidentIds === null ? (
        <p className="quiet">{t('scope.notYours')}</p>
      ) : (
        <Listed snapshot={snapshot} listed={rows.length} of={incidentIds.length} />
      )}
    </>
  );
}

/** How the list stands, and how many of those behind the stretch it leaves out. */
function Listed({ snapshot, listed, of }: { snapshot: Snapshot; listed: number; of: number }) {
  const { t, number } = useWords();
  const { list, newestOnly } = snapshot;
  if (list.value === null || list.loading) return <ListState snapshot={snapshot} />;
  if (newestOnly === null || listed >= of) return null;
  return <p className="no-data-note">{t('table:partOf', { n: number(listed), total: number(of) })}</p>;
}

/** The most frequent, without those that round to none. */
function named<T extends { count: number }>(rows: readonly T[]): T[] {
  return rows.filter(({ count }) => count >= 0.5).slice(0, MOST_BARS);
}

/** How many reports are behind it, how many are confirmed, how well the places are known. */
function Quality({ evidence }: Pick<StretchDetail, 'evidence'>) {
  const { t, number, percent } = useWords();
  const { incidents, reports, confirmed, precision, spread } = evidence;
  if (incidents === 0) return <p className="quiet">{t('routes:stretch.noEvidence')}</p>;
  return (
    <section className="quality">
      <h3>{t('routes:stretch.quality')}</h3>
      <p>
        {t('risk:evidence.reports', {
          incidents: number(incidents),
          reports: number(reports),
          confirmed: number(confirmed),
        })}
      </p>
      <p>
        {t('routes:stretch.precision', {
          shares: PRECISIONS.filter((word) => precision[word] > 0)
            .map((word) => `${t(`taxonomy:precision.${word}`)} ${percent(precision[word])}`)
            .join(', '),
        })}
      </p>
      {spread > 0 && <p className="quiet">{t('routes:stretch.spread', { share: percent(spread) })}</p>}
    </section>
  );
}
