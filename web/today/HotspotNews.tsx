import type { TodayHotspots } from '../../api/contract-today.ts';
import { useComputed } from '../data/useComputed.ts';
import { useWords } from '../format.ts';
import { Progress } from '../hotspots/Progress.tsx';
import { Method } from '../panel/Method.tsx';
import { linkTo } from './links.ts';

/** Which hotspots appeared and which went since the reader last looked; computed on the server, so it comes later. */
export function HotspotNews({ dataVersion, since }: { dataVersion: string; since: string }) {
  const { t, counted, number } = useWords();
  const computed = useComputed<TodayHotspots>(`/api/today/hotspots@${dataVersion}/${since}`);
  const { value } = computed.loaded;
  if (value?.status === 'first-look') return null;
  const found = value?.status === 'answered' ? value : null;
  return (
    <section className="today-card">
      {found && (
        <>
          <h3>
            {found.appeared > 0
              ? t('today:hotspots.title', counted(found.appeared))
              : t('today:hotspots.none')}
          </h3>
          <ul className="today-list">
            {found.listed.map(({ cell, near, around, expected }) => (
              <li key={cell}>
                <a className="link" href={linkTo('/focos', { kind: 'cell', id: cell }, null)}>
                  {t('today:hotspots.row', { place: near })}
                </a>{' '}
                <span className="quiet">
                  {t('today:hotspots.around', { n: number(around), expected: number(expected, 1) })}
                </span>
              </li>
            ))}
          </ul>
          <p className="quiet">
            {t('today:hotspots.stayed', counted(found.stayed))}{' '}
            {found.gone > 0 &&
              t('today:hotspots.gone', {
                ...counted(found.gone),
                places: [...new Set(found.listedGone.map(({ near }) => near))].join(', '),
              })}
          </p>
          {found.synthetic > 0 && (
            <p className="quiet">{t('today:synthetic', { n: number(found.synthetic) })}</p>
          )}
        </>
      )}
      {value?.status === 'refused' && <p>{t('today:hotspots.refused')}</p>}
      <Progress computed={computed} text={t('today:hotspots.computing')} />
      <a className="link" href="/focos">
        {t('today:hotspots.all')}
      </a>
      <Method text={t('today:hotspots.method')} />
    </section>
  );
}
