import type { PatrolsDone } from '../../api/contract-patrol-log.ts';
import type { PatrolPosition } from '../../api/contract-patrols.ts';
import { getJson } from '../data/requests.ts';
import { useLoaded } from '../data/useLoaded.ts';
import { useWords } from '../format.ts';
import { LoadState } from '../panel/LoadState.tsx';
import { Method } from '../panel/Method.tsx';
import { usePatrolsView } from './patrolsView.ts';
import { ShareBar } from './Ways.tsx';

const load = (path: string, signal: AbortSignal) => getJson<PatrolsDone>(path, signal);

/** What was done of a plan, by the log, and what that does not prove. */
export function DonePanel({
  planId,
  positions,
}: {
  planId: string;
  positions: readonly Pick<PatrolPosition, 'order' | 'fromStation' | 'toStation'>[];
}) {
  const { t, number, percent, counted } = useWords();
  const { view, change } = usePatrolsView();
  const days = { from: view.doneFrom, to: view.doneTo };
  const query = new URLSearchParams(Object.entries(days).filter(([, day]) => day !== ''));
  const isPeriod = days.from === '' || days.to === '' || days.from <= days.to;
  const loaded = useLoaded(isPeriod ? `/api/patrol-plans/${planId}/done?${query}` : null, load);
  const done = loaded.value;
  const sum = (field: 'planned' | 'executed') =>
    (done?.positions ?? []).reduce((total, position) => total + position[field], 0);
  const rows = (done?.positions ?? []).map((row) => ({
    ...row,
    place: positions.find(({ order }) => order === row.order),
    share: row.planned > 0 ? row.executed / row.planned : 0,
  }));
  return (
    <section className="work patrol-done">
      <h3>{t('patrols:done.title')}</h3>
      <div className="patrol-days">
        {(['from', 'to'] as const).map((side) => (
          <label key={side}>
            {t(`patrols:done.${side}`)}
            <input
              type="date"
              value={days[side]}
              onChange={({ target }) =>
                change(side === 'from' ? { doneFrom: target.value } : { doneTo: target.value })
              }
            />
          </label>
        ))}
      </div>
      {!isPeriod && <p className="patrol-fault">{t('patrols:fault.days')}</p>}
      <LoadState loaded={loaded} />
      {done && (
        <>
          <p>
            {t(sum('executed') === 0 ? 'patrols:done.nothing' : 'patrols:done.sentence', {
              executed: number(sum('executed')),
              planned: number(sum('planned')),
              share: percent(sum('planned') > 0 ? sum('executed') / sum('planned') : 0),
            })}{' '}
            {done.elsewhere > 0 && t('patrols:done.elsewhere', { n: number(done.elsewhere) })}
          </p>
          <table className="bands patrol-table">
            <caption>{t('patrols:done.caption')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('patrols:positions.order')}</th>
                <th scope="col">{t('patrols:positions.stretch')}</th>
                <th scope="col">{t('patrols:done.planned')}</th>
                <th scope="col">{t('patrols:done.executed')}</th>
                <th scope="col" colSpan={2}>
                  {t('patrols:done.share')}
                </th>
                <th scope="col">{t('patrols:done.found')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ order, place, share, ...row }) => (
                <tr key={order}>
                  <td data-label={t('patrols:positions.order')}>
                    <span className="place-mark place-mark-chosen">{order}</span>
                  </td>
                  <th scope="row">
                    {place &&
                      t('patrols:positions.between', { from: place.fromStation, to: place.toStation })}
                  </th>
                  <td data-label={t('patrols:done.planned')}>
                    {number(row.planned)}
                    {!row.isPlannedLogged && <small>{t('patrols:done.oneShift')}</small>}
                  </td>
                  <td data-label={t('patrols:done.executed')}>{number(row.executed)}</td>
                  <td className="patrol-bar">
                    <ShareBar value={share} low={share} high={share} />
                  </td>
                  <td data-label={t('patrols:done.share')}>{percent(share)}</td>
                  <td data-label={t('patrols:done.found')} className="patrol-words">
                    {t('patrols:done.patrols', {
                      ...counted(row.patrols),
                      nothing: number(row.foundNothing),
                      something: number(row.foundSomething),
                    })}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <p>{t('patrols:done.discovered', counted(done.discovered))}</p>
        </>
      )}
      <p className="patrol-note">{t('patrols:noProof')}</p>
      <Method text={t('patrols:done.method')} />
    </section>
  );
}
