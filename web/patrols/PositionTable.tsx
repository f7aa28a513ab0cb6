import type { PatrolResult } from '../../api/contract-patrols.ts';
import { useWords } from '../format.ts';
import { usePlanWords } from './planWords.ts';

/** The positions in order: each next one adds most to those before. */
export function PositionTable({
  result,
  chosen,
  corridorName,
}: {
  result: PatrolResult;
  chosen: number | null;
  corridorName: (id: string) => string;
}) {
  const { t, number, percent } = useWords();
  const words = usePlanWords();
  let sum = 0;
  const rows = result.positions.map((position) => {
    sum += position.addsShare;
    return { position, sum };
  });
  return (
    <table className="bands patrol-table">
      <caption>{t('patrols:positions.caption')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('patrols:positions.order')}</th>
          <th scope="col" className="patrol-words">
            {t('patrols:positions.stretch')}
          </th>
          <th scope="col" className="patrol-words">
            {t('patrols:positions.reach')}
          </th>
          <th scope="col" className="patrol-words">
            {t('patrols:positions.base')}
          </th>
          <th scope="col">{t('patrols:positions.there')}</th>
          <th scope="col">{t('patrols:positions.adds')}</th>
          <th scope="col">{t('patrols:positions.sum')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ position, sum: total }) => (
          <tr key={position.order} aria-current={position.order === chosen || undefined}>
            <td data-label={t('patrols:positions.order')}>
              <span className="place-mark place-mark-chosen">{position.order}</span>
            </td>
            <th scope="row">
              {t('patrols:positions.between', { from: position.fromStation, to: position.toStation })}
              <small>
                {t('patrols:positions.at', {
                  corridor: position.corridorName,
                  km: number(position.km, 1),
                })}
              </small>
            </th>
            <td data-label={t('patrols:positions.reach')} className="patrol-words">
              {words.ranges(position, corridorName)}
            </td>
            <td data-label={t('patrols:positions.base')} className="patrol-words">
              {t('patrols:positions.from', {
                base: position.base.name,
                km: number(position.travelKm),
                hours: number(position.travelHours, 1),
              })}
            </td>
            <td data-label={t('patrols:positions.there')}>
              {t('patrols:hours', { n: number(position.hoursThere, 1) })}
            </td>
            <td data-label={t('patrols:positions.adds')}>
              {percent(position.addsShare)}
              <small>{t('patrols:positions.perYear', { n: number(position.addsPerYear, 1) })}</small>
            </td>
            <td data-label={t('patrols:positions.sum')}>{percent(total)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
