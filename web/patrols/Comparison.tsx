import type { PatrolComparison, PatrolResult } from '../../api/contract-patrols.ts';
import { getJson } from '../data/requests.ts';
import { useLoaded } from '../data/useLoaded.ts';
import { useWords } from '../format.ts';
import { MethodNote } from '../hotspots/MethodNote.tsx';
import { LoadState } from '../panel/LoadState.tsx';
import { PlanMap } from './PlanMap.tsx';
import { usePlanWords } from './planWords.ts';

const load = (path: string, signal: AbortSignal) => getJson<PatrolComparison>(path, signal);

/** Two saved plans side by side, and what they have in common. */
export function Comparison({ ids }: { ids: readonly string[] }) {
  const { t, number, percent, counted, date } = useWords();
  const words = usePlanWords();
  const loaded = useLoaded(`/api/patrol-plans/compare?ids=${ids.join(',')}`, load);
  if (loaded.failure || !loaded.value) return <LoadState loaded={loaded} />;
  const pair = loaded.value.pairs[0];
  if (!pair) return null;
  const shown = loaded.value.plans.map(({ row, plan }) => ({
    row,
    plan,
    result: plan.results[0] as PatrolResult,
  }));
  const [first, second] = shown;
  if (!first || !second) return null;
  const lines: [string, (one: (typeof shown)[number]) => string][] = [
    [t('patrols:compare.covered'), ({ result }) => words.share(result.covered)],
    [t('patrols:compare.worst'), ({ result }) => wayShare(result, 'worst-stretches')],
    [t('patrols:compare.units'), ({ plan }) => number(plan.request.units)],
    [t('patrols:compare.reach'), ({ row }) => `${number(row.reachKm, 1)} km`],
    [t('patrols:compare.shift'), ({ plan }) => t('patrols:hours', { n: number(plan.request.shiftHours, 1) })],
    [t('patrols:compare.uncovered'), ({ result }) => words.perYear(result.uncovered.perYear)],
    [t('patrols:compare.period'), ({ plan }) => words.period(plan)],
    [t('patrols:compare.asOf'), ({ plan }) => date(plan.asOf)],
  ];
  function wayShare(result: PatrolResult, name: string) {
    const way = result.ways.find((one) => one.way === name);
    return way ? percent(way.covered.value) : '';
  }
  const keyOf = ({ corridorId, km }: { corridorId: string; km: number }) => `${corridorId} ${km.toFixed(3)}`;
  return (
    <section className="work patrol-compare">
      <h3>{t('patrols:compare.title')}</h3>
      <p>
        {t('patrols:compare.sentence', {
          ...counted(pair.samePositions),
          shared: number(pair.sharedKm),
          first: first.row.name,
          second: second.row.name,
          onlyFirst: number(pair.onlyFirstKm),
          onlySecond: number(pair.onlySecondKm),
        })}
      </p>
      {!pair.sameData && <p className="patrol-note-amber">{t('patrols:compare.otherData')}</p>}
      <table className="bands patrol-pair">
        <thead>
          <tr>
            <td />
            {shown.map(({ row }) => (
              <th key={row.planId} scope="col">
                {row.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(([label, textOf]) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              {shown.map((one) => (
                <td key={one.row.planId}>{textOf(one)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <div className="patrol-two">
        {shown.map(({ row, result }, i) => {
          const other = new Set((shown[1 - i]?.result.positions ?? []).map(keyOf));
          return (
            <div key={row.planId}>
              <h4>{row.name}</h4>
              <PlanMap positions={result.positions} label={t('patrols:compare.map', { name: row.name })} />
              <ol>
                {result.positions.map((position) => (
                  <li key={position.order}>
                    <span className="place-mark place-mark-chosen">{position.order}</span>
                    <span>
                      {t('patrols:positions.between', {
                        from: position.fromStation,
                        to: position.toStation,
                      })}{' '}
                      <span className="quiet">
                        {t('patrols:compare.at', {
                          km: number(position.km, 1),
                          share: percent(position.addsShare),
                        })}
                      </span>
                      {other.has(keyOf(position)) && (
                        <span className="patrol-both">{t('patrols:compare.both')}</span>
                      )}
                    </span>
                  </li>
                ))}
              </ol>
            </div>
          );
        })}
      </div>
      <MethodNote
        text={t('patrols:method.text', { km: number(first.plan.shelterDistanceKm, 1) })}
        limits={t('patrols:method.limits')}
        source={t('patrols:method.source')}
      />
    </section>
  );
}
