import { type FormEvent, useId, useRef, useState } from 'react';
import { useWords } from '../format.ts';
import type { QuarantinedRow } from './QuarantineTab.tsx';
import { useKeys } from './useKeys.ts';

interface Props {
  row: QuarantinedRow;
  busy: boolean;
  onRetry: (corrected: Record<string, string>) => void;
  onDismiss: () => void;
}

/** A row that could not be read: its wrong cells first, marked; every cell can be corrected. */
export function QuarantineForm({ row, busy, onRetry, onDismiss }: Props) {
  const { t, number, counted } = useWords();
  const [edited, setEdited] = useState<Record<string, string>>({});
  const form = useRef<HTMLFormElement>(null);
  const now: Record<string, string> = { ...row.original, ...row.corrected };
  const wrong = [...new Set(row.problems.map(({ column }) => column))].filter((column) => column !== '');
  const others = Object.keys(now)
    .filter((column) => !wrong.includes(column))
    .sort();
  const wholeRow = row.problems.filter(({ column }) => column === '');
  const edit = (column: string, text: string) => setEdited((before) => ({ ...before, [column]: text }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!busy) onRetry({ ...row.corrected, ...edited });
  };
  useKeys({
    // Into the cell that has to be corrected first; from there Enter sends the form.
    enter: () => form.current?.querySelector('input')?.focus(),
    d: onDismiss,
  });

  return (
    <form ref={form} onSubmit={submit} className="quarantine-form">
      <h3 id="queue-current">
        {t('review:quarantine.of', { row: number(row.rowNumber), file: row.file || row.sourceId })}
      </h3>
      {wholeRow.map(({ reason, value }) => (
        <p key={reason} className="wrong-reason">
          {t('review:quarantine.whole')}: {t(`ingest:problem.${reason}`)} {value && <q>{value}</q>}
        </p>
      ))}
      {row.attempts > 0 && <p className="quiet">{t('review:quarantine.attempts', counted(row.attempts))}</p>}
      {wrong.length > 0 && (
        <fieldset>
          <legend>{t('review:quarantine.wrong')}</legend>
          {wrong.map((column) => (
            <Cell
              key={column}
              column={column}
              value={edited[column] ?? now[column] ?? ''}
              inFile={row.original[column] ?? ''}
              reasons={row.problems
                .filter((problem) => problem.column === column)
                .map(({ reason }) => reason)}
              onChange={(text) => edit(column, text)}
            />
          ))}
        </fieldset>
      )}
      <details open={wrong.length === 0 || undefined}>
        <summary>{t('review:quarantine.others', { n: number(others.length) })}</summary>
        <div className="cells">
          {others.map((column) => (
            <Cell
              key={column}
              column={column}
              value={edited[column] ?? now[column] ?? ''}
              inFile={row.original[column] ?? ''}
              reasons={[]}
              onChange={(text) => edit(column, text)}
            />
          ))}
        </div>
      </details>
      <p className="decisions">
        <button type="submit" className="primary" disabled={busy}>
          {t('review:quarantine.retry')}
        </button>
        <button type="button" className="secondary" disabled={busy} onClick={onDismiss}>
          {t('review:quarantine.dismiss')}
        </button>
      </p>
    </form>
  );
}

function Cell({
  column,
  value,
  inFile,
  reasons,
  onChange,
}: {
  column: string;
  value: string;
  inFile: string;
  reasons: readonly string[];
  onChange: (text: string) => void;
}) {
  const { t } = useWords();
  const id = useId();
  const isWrong = reasons.length > 0;
  const isChanged = value !== inFile;
  return (
    <div className={isWrong ? 'cell cell-wrong' : 'cell'}>
      <label htmlFor={id}>{column}</label>
      <input
        id={id}
        type="text"
        value={value}
        autoComplete="off"
        aria-invalid={isWrong || undefined}
        aria-describedby={isWrong || isChanged ? `${id}-note` : undefined}
        onChange={(event) => onChange(event.target.value)}
      />
      {(isWrong || isChanged) && (
        <p id={`${id}-note`} className="cell-note">
          {reasons.map((reason) => t(`ingest:problem.${reason}`)).join('; ')}
          {isChanged && (
            <span className="quiet">
              {' '}
              {t('review:quarantine.inFile', { value: inFile || t('review:quarantine.emptyCell') })}
            </span>
          )}
        </p>
      )}
    </div>
  );
}
