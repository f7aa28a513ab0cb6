import { useState } from 'react';
import type { PatrolEntryWire, PatrolLog } from '../../api/contract-patrol-log.ts';
import { sendJson } from '../data/requests.ts';
import { useWords } from '../format.ts';
import { Empty } from '../panel/Empty.tsx';
import { useFindText } from './findText.ts';

/** What the log holds, the newest first. */
export function LogEntries({ log, onChanged }: { log: PatrolLog; onChanged: () => void }) {
  const { t, counted } = useWords();
  if (log.total === 0) return <Empty text={t('patrolLog:page.none')} />;
  return (
    <section className="work">
      <h3>{t('patrolLog:page.entries', counted(log.total))}</h3>
      <table className="bands patrol-table">
        <thead>
          <tr>
            {(['from', 'unit', 'corridor', 'kind', 'finds'] as const).map((column) => (
              <th key={column} scope="col">
                {t(`patrolLog:column.${column === 'from' ? 'when' : column}`)}
              </th>
            ))}
            <td />
          </tr>
        </thead>
        <tbody>
          {log.entries.map((entry) => (
            <Row key={entry.entryId} entry={entry} onChanged={onChanged} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({ entry, onChanged }: { entry: PatrolEntryWire; onChanged: () => void }) {
  const { t, number, date } = useWords();
  const findText = useFindText();
  const [isSure, setSure] = useState(false);
  const remove = async () => {
    if (!isSure) return setSure(true);
    const answer = await sendJson('DELETE', `/api/patrol-log/${entry.entryId}`);
    if (answer.ok) onChanged();
  };
  const [day, hour] = entry.startsAt.split('T') as [string, string];
  const [endDay, endHour] = entry.endsAt.split('T') as [string, string];
  return (
    <tr>
      <th scope="row">
        {date(day)}
        <small>{day === endDay ? `${hour} – ${endHour}` : `${hour} – ${date(endDay)} ${endHour}`}</small>
      </th>
      <td data-label={t('patrolLog:column.unit')}>{entry.unit}</td>
      <td data-label={t('patrolLog:column.corridor')} className="patrol-words">
        {entry.corridorName}
        <small>{t('patrolLog:page.kms', { from: number(entry.fromKm, 1), to: number(entry.toKm, 1) })}</small>
      </td>
      <td data-label={t('patrolLog:column.kind')}>{t(`patrolLog:kind.${entry.kind}`)}</td>
      <td data-label={t('patrolLog:column.finds')} className="patrol-words">
        {entry.finds.length > 0
          ? entry.finds.map(findText).join(', ')
          : t(entry.kind === 'planned' ? 'patrolLog:page.notYet' : 'patrolLog:page.notSaid')}
      </td>
      <td>
        <button type="button" className="secondary" onClick={() => void remove()}>
          {t(isSure ? 'patrolLog:page.sure' : 'patrolLog:page.remove')}
        </button>
      </td>
    </tr>
  );
}
