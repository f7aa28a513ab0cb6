import type { IncidentDetail } from '../../api/contract.ts';
import { useWords } from '../format.ts';

const SHA_SHOWN = 12;

/** One source's claim, and the file and row it came from. */
export function ReportCard({ report }: { report: IncidentDetail['reports'][number] }) {
  const { t, date, number } = useWords();
  return (
    <article className="report">
      <h4>
        {report.withheld.includes('source')
          ? t('intake:shown.sourceWithheld')
          : (report.publisher ?? report.sourceName)}
      </h4>
      {report.publishedDay && (
        <p className="quiet">{t('report.published', { date: date(report.publishedDay) })}</p>
      )}
      {report.summary && <p>{report.summary}</p>}
      {report.withheld.includes('words') && <p className="quiet">{t('intake:shown.wordsWithheld')}</p>}
      {report.withheld.includes('place') ? (
        <p className="quiet">{t('intake:shown.placeWithheld')}</p>
      ) : (
        <p>
          <span className="quiet">{t('report.placeText')}</span> <q>{report.placeText}</q>
        </p>
      )}
      {report.url && /^https?:/i.test(report.url) && (
        <p>
          <a href={report.url} rel="noreferrer noopener" target="_blank">
            {t('report.open')}
          </a>
        </p>
      )}
      <p className="provenance">
        {!report.withheld.includes('source') && (
          <>
            {t('report.provenance', {
              source: report.sourceName,
              file: report.file,
              row: number(report.rowNumber),
            })}
            <br />
          </>
        )}
        {t('report.fingerprint', { id: report.reportId, version: number(report.version) })}{' '}
        <code title={report.fileSha256}>{report.fileSha256.slice(0, SHA_SHOWN)}</code>
      </p>
    </article>
  );
}
