import { useMemo } from 'react';
import type { StateCounts } from '../../api/contract.ts';
import { pathOf } from '../../domain/pages.ts';
import type { Snapshot } from '../data/snapshot.ts';
import { useWords } from '../format.ts';
import { useSession } from '../session.ts';
import { useView } from '../view/ViewProvider.tsx';
import { BarList } from './BarList.tsx';
import { CoverageOverview } from './CoverageNotes.tsx';
import { ListState } from './ListState.tsx';
import { Method } from './Method.tsx';
import { crimeCounts } from './rows.ts';
import type { Select } from './select.ts';
import { stretchEnds } from './stretchEnds.ts';

interface Props {
  snapshot: Snapshot;
  /** First and last day of what is shown, YYYY-MM-DD. */
  period: { from: string; to: string };
  select: Select;
}

/** What the whole view says: one sentence, then states, stretches and crimes, largest first. */
export function Overview({ snapshot, period, select }: Props) {
  const words = useWords();
  const { t, number, counted } = words;
  const { view, change } = useView();
  const { states, corridors, incidents, coverage } = snapshot;
  const byState = useMemo(
    () => states.states.filter((s) => s.crimes > 0).sort((a, b) => b.crimes - a.crimes),
    [states],
  );
  const byStretch = useMemo(
    () =>
      corridors.corridors
        .flatMap((corridor) => corridor.stretches.map((stretch) => ({ corridor, stretch })))
        .filter(({ stretch }) => stretch.crimes > 0)
        .sort((a, b) => b.stretch.crimes - a.stretch.crimes),
    [corridors],
  );
  const { may } = useSession();
  const { isListed } = snapshot;
  const byCrime = useMemo(() => (isListed ? crimeCounts(incidents, null) : []), [incidents, isListed]);
  const onRail = byStretch.reduce((sum, { stretch }) => sum + stretch.crimes, 0);

  return (
    <>
      <OverviewSentence states={states} period={period} />
      {!snapshot.withheld && states.crimes + states.hazards > 0 && (
        <button type="button" className="more" onClick={() => change({ table: 'incidents' })}>
          {t('overview.oneByOne', counted(states.crimes + states.hazards))}
        </button>
      )}
      {coverage && <CoverageOverview coverage={coverage} />}
      {byState.length > 0 && (
        <BarList
          title={t('overview.statesTitle', { state: byState[0]?.name })}
          unit={t('overview.statesUnit')}
          bars={byState.map((state) => ({
            id: state.code,
            label: state.name,
            count: state.crimes,
            onSelect: () => select.state(state),
          }))}
          source={t('overview.statesNote', { n: number(byState.length) })}
        />
      )}
      {byStretch.length > 0 && (
        <BarList
          title={t('overview.stretchesTitle')}
          unit={t('overview.stretchesUnit', { km: number(corridors.snapM / 1000, 1) })}
          bars={byStretch.map(({ corridor, stretch }) => ({
            id: stretch.id,
            label: t('stretch.name', stretchEnds(words, stretch)),
            note: corridor.name,
            count: stretch.crimes,
            onSelect: () => select.stretch(stretch),
          }))}
          source={t('overview.stretchesNote', { n: number(onRail), total: number(states.crimes) })}
        />
      )}
      {byCrime.length > 0 && (
        <BarList
          title={t('overview.crimesTitle')}
          unit={t('overview.crimesUnit')}
          bars={byCrime.map(({ crime, count }) => ({
            id: crime,
            label: t(`taxonomy:crime.${crime}`),
            count,
            onSelect: () => change({ filter: { ...view.filter, crime: [crime] } }),
          }))}
          source={t('overview.crimesNote')}
        />
      )}
      {!snapshot.withheld && byCrime.length === 0 && <ListState snapshot={snapshot} />}
      {!isListed && !snapshot.withheld && (
        <p className="no-data-note">
          {t('table:tooMany')}{' '}
          {may('patterns.read') && <a href={pathOf('patterns')}>{t('table:toPatterns')}</a>}
        </p>
      )}
      <Method text={t('overview.method')} />
    </>
  );
}

function OverviewSentence({ states, period }: { states: StateCounts; period: Props['period'] }) {
  const { t, date, percent, counted } = useWords();
  const top = states.states.reduce((a, b) => (b.crimes > a.crimes ? b : a), { name: '', crimes: 0 });
  return (
    <div className="lead">
      <p>
        {t('overview.sentence', { ...counted(states.crimes), from: date(period.from), to: date(period.to) })}{' '}
        {top.crimes > 0 &&
          t('overview.sentenceTop', {
            state: top.name,
            share: percent(top.crimes / Math.max(1, states.crimes)),
          })}
      </p>
      {states.hazards > 0 && (
        <p className="quiet">{t('overview.sentenceHazards', counted(states.hazards))}</p>
      )}
    </div>
  );
}
