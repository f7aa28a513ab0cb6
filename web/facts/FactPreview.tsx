import { type ReactNode, useId } from 'react';
import type { FactFileAnswer } from '../../api/contract-facts.ts';
import { useWords } from '../format.ts';
import { WideTable } from '../upload/WideTable.tsx';

/** What a file would load, in its first rows as they were understood, and what it would replace. */
export function FactPreview({
  name,
  answer: { count, replaces, columns, rows },
  children,
}: {
  name: string;
  answer: FactFileAnswer;
  children: ReactNode;
}) {
  const { t, number, counted } = useWords();
  const titleId = useId();
  return (
    <div className="fact-preview">
      <p id={titleId}>
        {t('patterns:load.tried', {
          ...counted(count),
          file: name,
          replaces: number(replaces),
          shown: number(rows.length),
        })}
      </p>
      <WideTable labelledBy={titleId}>
        <table>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((cells) => (
              // A table that is taken has no key twice.
              <tr key={cells[0]}>
                {columns.map((column, at) => (
                  <td key={column}>{cells[at]}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </WideTable>
      <p className="fact-buttons">{children}</p>
    </div>
  );
}
