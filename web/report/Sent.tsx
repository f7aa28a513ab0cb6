import type { ReportSent, SentReport, SentReports } from '../../api/contract-reports.ts';
import { getJson } from '../data/requests.ts';
import { useLoaded } from '../data/useLoaded.ts';
import { useWords } from '../format.ts';
import { LoadState } from '../panel/LoadState.tsx';
import { kindsOf } from './SendStep.tsx';

/** What became of the report that was just sent. */
export function Sent({ sent, onAnother }: { sent: ReportSent; onAnother: () => void }) {
  const words = useWords();
  const { t } = words;
  return (
    <section className="notice-sent" role="status" aria-labelledby="sent-title">
      <h3 id="sent-title">{t('intake:form.sentTitle')}</h3>
      <p>{t(`intake:form.outcome.${sent.outcome}`)}</p>
      <Fate report={sent.report} />
      {sent.redacted.length > 0 && (
        <p>{t('intake:form.takenOut', { kinds: kindsOf(sent.redacted, words) })}</p>
      )}
      <p className="quiet">{t('intake:form.draftGone')}</p>
      <button type="button" className="primary" onClick={onAnother}>
        {t('intake:form.another')}
      </button>
    </section>
  );
}

function Fate({ report }: { report: SentReport }) {
  const { t, distance } = useWords();
  const { placeStatus, precision, radiusM, joined, doubtful } = report;
  return (
    <>
      <p>
        {placeStatus === 'placed' && precision && radiusM !== null
          ? t('intake:form.placed', {
              precision: t(`taxonomy:precision.${precision}`),
              radius: distance(radiusM),
            })
          : t(`intake:form.unplaced.${placeStatus}`)}
      </p>
      {joined && <p>{t('intake:form.joined')}</p>}
      {doubtful && <p>{t('intake:form.doubtful')}</p>}
    </>
  );
}

const loadMine = (key: string, signal: AbortSignal) =>
  getJson<SentReports>(key.slice(0, key.indexOf('#')), signal);

/** The reader's own reports, newest first, and what became of each. */
export function MyReports({ newest }: { newest: string }) {
  const { t, date } = useWords();
  const loaded = useLoaded(`/api/reports/mine#${newest}`, loadMine);
  const { value } = loaded;
  // While one writes a report nothing of older ones is worth a word, but that they could not be read.
  if (!value) return loaded.failure && <LoadState loaded={loaded} />;
  return (
    <details className="mine">
      <summary>{t('intake:form.mineTitle')}</summary>
      {value.reports.length === 0 && <p className="quiet">{t('intake:form.mineNone')}</p>}
      <ul>
        {value.reports.map((report) => (
          <li key={report.reportId}>
            <p>
              <strong>
                {t('intake:form.mineLine', {
                  date: date(report.firstDay, report.datePrecision),
                  crimes: report.crimes.map((crime) => t(`taxonomy:crime.${crime}`)).join(', '),
                })}
              </strong>
            </p>
            <Fate report={report} />
          </li>
        ))}
      </ul>
    </details>
  );
}
