import type { Coverage } from '../../api/contract-coverage.ts';
import { useWords } from '../format.ts';

type StateCoverage = Coverage['states'][number];

/** Spans named one by one; more would bury the sentence. */
const NAMED_SPANS = 3;

/** Where silence is no peace, for the whole view: which states stopped, which never reported. */
export function CoverageOverview({ coverage }: { coverage: Coverage }) {
  const { t, counted } = useWords();
  const without = coverage.states.filter((state) => state.isWithoutData);
  if (without.length === 0) return null;
  const groups = {
    stopped: without.filter(({ status }) => status === 'stopped'),
    never: without.filter(({ status }) => status === 'never'),
    partly: without.filter(({ status }) => status === 'covered' || status === 'sparse'),
  };
  return (
    <section className="no-data-note">
      {(['stopped', 'partly', 'never'] as const).map((group) => {
        const states = groups[group];
        if (states.length === 0) return null;
        const names = states.map(({ name }) => name).join(', ');
        return (
          <p key={group}>{t(`coverage:overview.${group}`, { ...counted(states.length), states: names })}</p>
        );
      })}
      <p>
        <strong>{t('coverage:notSafe')}</strong>
      </p>
    </section>
  );
}

/** The same for one state. */
export function CoverageOfState({ state }: { state: StateCoverage }) {
  const { t, date, number } = useWords();
  const last = state.noData.at(-1);
  const gaps = state.status === 'stopped' ? state.noData.slice(0, -1) : state.noData;
  if (state.status === 'covered' && gaps.length === 0) return null;
  return (
    <section className="no-data-note">
      {state.status === 'stopped' && last && <p>{t('coverage:state.stopped', { date: date(last.from) })}</p>}
      {(state.status === 'never' || state.status === 'sparse') && (
        <p>{t(`coverage:state.${state.status}`)}</p>
      )}
      {state.status !== 'never' && gaps.length > 0 && (
        <p>
          {t('coverage:state.gaps', {
            n: number(state.noDataDays),
            spans: gaps
              .slice(-NAMED_SPANS)
              .map(({ from, to }) => t('coverage:state.span', { from: date(from), to: date(to) }))
              .join('; '),
          })}
        </p>
      )}
      <p>
        <strong>{t('coverage:notSafe')}</strong>
      </p>
    </section>
  );
}
