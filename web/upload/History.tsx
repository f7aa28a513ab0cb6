import type { LoadedFiles } from '../../api/contract-intake.ts';
import { getJson } from '../data/requests.ts';
import { useLoaded } from '../data/useLoaded.ts';
import { useWords } from '../format.ts';
import { LoadState } from '../panel/LoadState.tsx';
import { WideTable } from './WideTable.tsx';

const SHA_SHOWN = 12;

const load = (key: string, signal: AbortSignal) =>
  getJson<LoadedFiles>(key.slice(0, key.indexOf('#')), signal);

/** Files that were loaded, tried or broken off, newest first. */
export function History({ version }: { version: string }) {
  const { t, number, date, time } = useWords();
  const files = useLoaded(`/api/files#${version}`, load);
  const { value } = files;
  return (
    <div>
      <h3 id="history">{t('intake:upload.history')}</h3>
      <LoadState loaded={files} />
      {value && value.files.length === 0 && <p className="quiet">{t('intake:upload.historyNone')}</p>}
      {value && value.files.length > 0 && (
        <WideTable labelledBy="history">
          <table>
            <thead>
              <tr>
                <th scope="col">{t('intake:upload.when')}</th>
                <th scope="col">{t('intake:upload.file')}</th>
                <th scope="col">{t('intake:upload.status')}</th>
                <th scope="col" className="number">
                  {t('ingest:result.loaded')}
                </th>
                <th scope="col" className="number">
                  {t('ingest:result.quarantined')}
                </th>
                <th scope="col">{t('intake:upload.who')}</th>
                <th scope="col">SHA-256</th>
              </tr>
            </thead>
            <tbody>
              {value.files.map((file) => (
                <tr key={file.runId}>
                  <td>
                    {date(file.startedAt.slice(0, 10))}, {time(Date.parse(file.startedAt))}
                  </td>
                  <td>{file.fileName}</td>
                  <td>{t(`intake:upload.state.${file.status}`)}</td>
                  <td className="number">{file.loaded === null ? '' : number(file.loaded)}</td>
                  <td className="number">{file.quarantined === null ? '' : number(file.quarantined)}</td>
                  <td>{file.startedBy ?? t('intake:upload.terminal')}</td>
                  <td>
                    <code title={file.sha256}>{file.sha256.slice(0, SHA_SHOWN)}</code>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </WideTable>
      )}
    </div>
  );
}
