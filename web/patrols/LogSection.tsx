import type { Corridors } from '../../api/contract.ts';
import type { PatrolLog } from '../../api/contract-patrol-log.ts';
import { getJson } from '../data/requests.ts';
import { useLoaded } from '../data/useLoaded.ts';
import { useWords } from '../format.ts';
import { LoadState } from '../panel/LoadState.tsx';
import { HeldRows } from './HeldRows.tsx';
import { LogEntries } from './LogEntries.tsx';
import { LogFile } from './LogFile.tsx';
import { LogForm } from './LogForm.tsx';

const load = (path: string, signal: AbortSignal) => getJson<PatrolLog>(path, signal);

/** The patrol log: entered by form or by file; what is held back; what is there. */
export function LogSection({ corridors }: { corridors: Corridors | null }) {
  const { t } = useWords();
  const log = useLoaded('/api/patrol-log', load);
  return (
    <div className="patrol-log">
      <p>{t('patrolLog:page.lead')}</p>
      <div className="patrol-two">
        <LogForm corridors={corridors} onLogged={log.retry} />
        <LogFile onLogged={log.retry} />
      </div>
      <LoadState loaded={log} />
      {log.value && log.value.held.total > 0 && <HeldRows rows={log.value.held.rows} />}
      {log.value && <LogEntries log={log.value} onChanged={log.retry} />}
      <p className="patrol-note">{t('patrols:noProof')}</p>
    </div>
  );
}
