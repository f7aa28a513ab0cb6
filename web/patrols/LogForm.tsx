import { useState } from 'react';
import type { Corridors } from '../../api/contract.ts';
import type { PatrolLogged } from '../../api/contract-patrol-log.ts';
import { PATROL_FINDS, PATROL_KINDS, type PatrolFind } from '../../domain/patrols/log-entry.ts';
import { type Failure, postJson } from '../data/requests.ts';
import { useWords } from '../format.ts';
import { useFindText } from './findText.ts';

const EMPTY = {
  kind: 'executed' as (typeof PATROL_KINDS)[number],
  unit: '',
  corridor: '',
  fromKm: '',
  toKm: '',
  from: '',
  to: '',
  finds: [] as PatrolFind[],
};
type Entry = typeof EMPTY;
const TEXT_FIELDS = [
  { field: 'unit', type: 'text' },
  { field: 'fromKm', type: 'text' },
  { field: 'toKm', type: 'text' },
  { field: 'from', type: 'datetime-local' },
  { field: 'to', type: 'datetime-local' },
] as const;

/** One patrol, planned or executed, with what was found. */
export function LogForm({ corridors, onLogged }: { corridors: Corridors | null; onLogged: () => void }) {
  const { t } = useWords();
  const findText = useFindText();
  const [entry, setEntry] = useState<Entry>(EMPTY);
  const [said, setSaid] = useState<PatrolLogged | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const list = corridors?.corridors ?? [];
  const corridor = entry.corridor || (list[0]?.id ?? '');
  const write = (patch: Partial<Entry>) => {
    setEntry((before) => ({ ...before, ...patch }));
    setSaid(null);
  };
  const faults = faultsOf(failure);
  const send = async () => {
    const finds = entry.kind === 'planned' ? [] : entry.finds;
    const answer = await postJson<PatrolLogged>('/api/patrol-log', { ...entry, corridor, finds });
    setFailure(answer.ok ? null : answer.failure);
    if (!answer.ok) return;
    setSaid(answer.value);
    // The next one is often by the same unit on the same corridor.
    setEntry((before) => ({ ...before, finds: [] }));
    onLogged();
  };
  return (
    <form
      className="patrol-entry"
      aria-label={t('patrolLog:page.form')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <h3>{t('patrolLog:page.form')}</h3>
      <div className="segmented">
        {PATROL_KINDS.map((kind) => (
          <label key={kind}>
            <input
              type="radio"
              name="patrol-kind"
              checked={entry.kind === kind}
              onChange={() => write({ kind })}
            />
            <span>{t(`patrolLog:kind.${kind}`)}</span>
          </label>
        ))}
      </div>
      <div className="patrol-fields">
        <div className="patrol-field">
          <label>
            {t('patrolLog:column.corridor')}
            <select value={corridor} onChange={({ target }) => write({ corridor: target.value })}>
              {list.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        </div>
        {TEXT_FIELDS.map(({ field, type }) => {
          const fault = faults.find((one) => one.field === field);
          return (
            <div className="patrol-field" key={field}>
              <label>
                {t(`patrolLog:column.${field}`)}
                <input
                  type={type}
                  autoComplete="off"
                  value={entry[field]}
                  aria-invalid={fault !== undefined || undefined}
                  onChange={({ target }) => write({ [field]: target.value })}
                />
              </label>
              {fault && (
                <p className="patrol-fault">
                  {t(`patrolLog:problem.${fault.problem}`)}
                  {fault.allowed && fault.problem === 'off-the-corridor' && ` (${fault.allowed.join(' – ')})`}
                </p>
              )}
            </div>
          );
        })}
      </div>
      {entry.kind === 'executed' && (
        <fieldset className="patrol-finds">
          <legend>{t('patrolLog:column.finds')}</legend>
          {PATROL_FINDS.map((find) => (
            <label key={find}>
              <input
                type="checkbox"
                checked={entry.finds.includes(find)}
                onChange={({ target }) =>
                  write({
                    finds: target.checked
                      ? [...entry.finds, find]
                      : entry.finds.filter((other) => other !== find),
                  })
                }
              />
              {findText(find)}
            </label>
          ))}
          {faults
            .filter(({ field }) => field === 'finds')
            .map(({ problem }) => (
              <p key={problem} className="patrol-fault">
                {t(`patrolLog:problem.${problem}`)}
              </p>
            ))}
          <p className="quiet">{t('patrolLog:page.findsHint')}</p>
        </fieldset>
      )}
      {failure && faults.length === 0 && (
        <p className="patrol-fault" role="alert">
          {t(`error.${failure.reason}`)}
        </p>
      )}
      <button type="submit" className="primary">
        {t('patrolLog:page.enter')}
      </button>
      {said && (
        <p role="status">
          {t(`patrolLog:page.said.${said.added > 0 ? 'added' : said.corrected > 0 ? 'corrected' : 'known'}`)}
        </p>
      )}
    </form>
  );
}

interface EntryFault {
  field: string;
  problem: string;
  allowed?: readonly string[];
}

function faultsOf(failure: Failure | null): EntryFault[] {
  return failure?.code === 'invalid_input' && Array.isArray(failure.details)
    ? (failure.details as EntryFault[])
    : [];
}
