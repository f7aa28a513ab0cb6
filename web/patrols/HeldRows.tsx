import type { HeldPatrolRowWire } from '../../api/contract-patrol-log.ts';
import type { PatrolColumn } from '../../domain/patrols/log-entry.ts';
import { useWords } from '../format.ts';

/** Rows that could not be read, by file, row, column and value; they go when a better file of that name comes. */
export function HeldRows({ rows }: { rows: readonly HeldPatrolRowWire[] }) {
  const { t, number } = useWords();
  return (
    <section className="work">
      <h3>{t('patrolLog:page.held')}</h3>
      <p>{t('patrolLog:page.heldHint')}</p>
      <ul className="patrol-held">
        {rows.map(({ fileName, row, problems }) => (
          <li key={`${fileName}-${row}`}>
            <strong>{t('patrolLog:page.heldRow', { file: fileName, row: number(row) })}</strong>
            {problems.map(({ column, value, reason }) => (
              <p key={`${column}-${reason}`}>
                {column === ''
                  ? t('patrolLog:page.heldWhole', { value, problem: t(`patrolLog:problem.${reason}`) })
                  : t('patrolLog:page.heldCell', {
                      column: t(`patrolLog:column.${column as PatrolColumn}`),
                      value,
                      problem: t(`patrolLog:problem.${reason}`),
                    })}
              </p>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}
