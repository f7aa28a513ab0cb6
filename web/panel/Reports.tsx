import { type FormEvent, useId, useState } from 'react';
import type { IncidentDetail } from '../../api/contract.ts';
import { type Failure, postJson } from '../data/requests.ts';
import { useWords } from '../format.ts';
import { useSession } from '../session.ts';
import { ReportCard } from './ReportCard.tsx';

const LEAST_REASON = 10;

interface Props {
  incident: IncidentDetail;
  onOpened: () => void;
}

/** The reports behind an incident: opened for an hour by a typed reason, which is kept. */
export function Reports({ incident, onOpened }: Props) {
  const { t, counted, time } = useWords();
  const { may } = useSession();
  const until = incident.reportsOpenUntil;
  return (
    <section className="reports">
      <h3>{t('incident.reports', counted(incident.reportsTotal))}</h3>
      {until === null && may('reports.open') && <Reason incidentId={incident.id} onOpened={onOpened} />}
      {until === null && !may('reports.open') && <p className="quiet">{t('reports.notYours')}</p>}
      {until !== null && <p className="quiet">{t('reports.openUntil', { time: time(Date.parse(until)) })}</p>}
      {incident.reports.map((report) => (
        <ReportCard key={`${report.sourceId}/${report.reportId}/${report.version}`} report={report} />
      ))}
      {incident.reportsWithheld > 0 && (
        <p className="quiet">{t('reports.withheld', counted(incident.reportsWithheld))}</p>
      )}
    </section>
  );
}

function Reason({ incidentId, onOpened }: { incidentId: number; onOpened: () => void }) {
  const { t } = useWords();
  const [reason, setReason] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  const [sending, setSending] = useState(false);
  const noteId = useId();
  const isEnough = reason.trim().length >= LEAST_REASON;

  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (!isEnough) return;
    setSending(true);
    const answer = await postJson(`/api/incidents/${incidentId}/reports/open`, { reason });
    setSending(false);
    if (answer.ok) onOpened();
    else setFailure(answer.failure);
  };

  return (
    <form className="reason" onSubmit={send}>
      <label>
        {t('reports.reason')}
        <textarea
          rows={3}
          maxLength={1000}
          value={reason}
          aria-describedby={noteId}
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
      <p id={noteId} className="quiet">
        {t('reports.reasonNote')}
      </p>
      <button type="submit" className="primary reason-send" disabled={sending || !isEnough}>
        {t('reports.openButton')}
      </button>
      {failure && <p role="alert">{t('reports.failed', { code: failure.code })}</p>}
    </form>
  );
}
