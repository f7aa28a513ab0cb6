import type { ScanNights } from '../../api/contract-scan.ts';
import { getJson } from '../data/requests.ts';
import { useLoaded } from '../data/useLoaded.ts';
import { useWords } from '../format.ts';
import { LoadState } from '../panel/LoadState.tsx';

const load = (key: string, signal: AbortSignal) =>
  getJson<ScanNights>(key.slice(0, key.lastIndexOf('@')), signal);

interface Props {
  version: string | null;
  onDay: (day: string, shape: 'circle' | 'track') => void;
}

/** What was found each night, as it was known then. */
export function Nights({ version, onDay }: Props) {
  const { t, number, date } = useWords();
  const loaded = useLoaded(version && `/api/scan/nights@${version}`, load);
  const nights = loaded.value?.nights;
  return (
    <section className="work">
      <h3>{t('scan:nights.title')}</h3>
      <LoadState loaded={loaded} isWaiting={version === null} />
      {nights?.length === 0 && <p className="quiet">{t('scan:nights.none')}</p>}
      {nights && nights.length > 0 && (
        <table className="bands">
          <caption>{t('scan:nights.caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('scan:nights.day')}</th>
              <th scope="col">{t('scan:controls.shape')}</th>
              <th scope="col">{t('scan:nights.signals')}</th>
              <th scope="col">{t('scan:nights.strongest')}</th>
            </tr>
          </thead>
          <tbody>
            {nights.map(({ asOf, shape, signals, strongestDays }) => (
              <tr key={`${asOf}-${shape}`}>
                <th scope="row">
                  <button type="button" className="link" onClick={() => onDay(asOf, shape)}>
                    {date(asOf)}
                  </button>
                </th>
                <td>{t(`scan:controls.${shape}`)}</td>
                <td>{number(signals)}</td>
                <td>{strongestDays === null ? t('scan:nights.nothing') : number(strongestDays)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
