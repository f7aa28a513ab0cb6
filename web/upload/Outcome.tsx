import type { TFunction } from 'i18next';
import type { UploadState } from '../../api/contract-intake.ts';
import { useWords } from '../format.ts';
import { WideTable } from './WideTable.tsx';

const COUNTS = [
  'rowsRead',
  'loaded',
  'corrected',
  'alreadyKnown',
  'quarantined',
  'merged',
  'doubtful',
  'hazards',
] as const;

/** What a trial or a load came to, with the same table as the terminal's. */
export function Outcome({ upload }: { upload: UploadState }) {
  const { t, number } = useWords();
  const { report, failure, problem } = upload;
  if (failure) {
    return (
      <p className="notice-problem" role="alert">
        {failureText(failure, upload.name, t)}
      </p>
    );
  }
  if (!report) {
    return problem && upload.state === 'ready' ? (
      <p className="notice-offline">{failureText(problem, upload.name, t)}</p>
    ) : null;
  }
  const unplaced = Object.values(report.unplaced).reduce((sum, n) => sum + n, 0);
  const rows: [string, number][] = COUNTS.map((key) => [t(`ingest:result.${key}`), report[key]]);
  rows.push([t('ingest:result.unplaced'), unplaced]);
  if (report.skipped > 0) rows.push([t('ingest:result.skipped'), report.skipped]);
  const found = Object.entries(report.personalData.found).map(
    ([kind, n]) => `${t(`intake:form.kind.${kind}`)}: ${n}`,
  );
  const reasons = Object.entries(report.quarantinedBy);
  return (
    <section aria-labelledby="outcome" role="status">
      <h3 id="outcome">
        {t(report.dryRun ? 'intake:upload.tried' : 'intake:upload.loaded', { file: report.file })}
      </h3>
      <table>
        <caption className="hidden">{t('intake:upload.result')}</caption>
        <tbody>
          {rows.map(([label, count]) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td className="number">{number(count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {report.personalData.rows > 0 && (
        <p>
          {t('ingest:result.personal', {
            count: report.personalData.rows,
            rows: number(report.personalData.rows),
            what: [...report.personalData.columns, ...found].join(', '),
          })}
        </p>
      )}
      {report.encoding === 'windows-1252' && <p>{t('ingest:result.encoding')}</p>}
      {reasons.length > 0 && (
        <>
          <h4>{t('intake:upload.byReason')}</h4>
          <ul>
            {reasons.map(([reason, count]) => (
              <li key={reason}>
                {number(count)}: {t(`ingest:problem.${reason}`)}
              </li>
            ))}
          </ul>
          {!report.dryRun && (
            <p>
              <a href="/revision">{t('intake:upload.toReview')}</a>
            </p>
          )}
          <WideTable labelledBy="first-problems">
            <table>
              <caption id="first-problems">{t('intake:upload.firstProblems')}</caption>
              <thead>
                <tr>
                  {(['row', 'column', 'value', 'reason'] as const).map((head) => (
                    <th key={head} scope="col">
                      {t(`intake:upload.${head}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {report.quarantineSample.map(({ rowNumber, column, value, reason }) => (
                  <tr key={`${rowNumber} ${column} ${reason} ${value}`}>
                    <td className="number">{number(rowNumber)}</td>
                    <td>{column}</td>
                    <td>
                      <q>{value}</q>
                    </td>
                    <td>{t(`ingest:problem.${reason}`)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </WideTable>
        </>
      )}
    </section>
  );
}

function failureText(failure: NonNullable<UploadState['failure']>, file: string, t: TFunction): string {
  if (failure.reason === 'cancelled') return t('intake:upload.cancelled');
  if (failure.reason === 'process-died') return t('intake:upload.died');
  const { reason, ...details } = failure;
  return t('intake:upload.failed', { reason: t(`ingest:file.${reason}`, { detail: '', ...details, file }) });
}
