import { useState } from 'react';
import { isoDayOf } from '../../domain/days.ts';
import { PRECISIONS } from '../../domain/taxonomy.ts';
import type { IncidentTable } from '../data/incidentTable.ts';
import { useWords } from '../format.ts';
import { aboutRow } from './rows.ts';
import { useAboutText } from './texts.ts';

const PAGE_SIZE = 25;

interface Props {
  table: IncidentTable;
  rows: readonly number[];
  onOpen: (row: number) => void;
}

/** Incidents as a list of buttons, in the caller's order, a page at a time. */
export function IncidentList({ table, rows, onOpen }: Props) {
  const { t, date, number } = useWords();
  const aboutText = useAboutText();
  const [shown, setShown] = useState(PAGE_SIZE);
  return (
    <section className="incident-list">
      <h3>{t('list.title')}</h3>
      <ul>
        {rows.slice(0, shown).map((row) => {
          const about = aboutRow(table, row);
          const precision = PRECISIONS[table.precision[row] as number] ?? 'state';
          return (
            <li key={table.id[row]}>
              <button type="button" onClick={() => onOpen(row)}>
                <span className={`mark mark-${about.kind}`} aria-hidden="true" />
                <span className="what">{aboutText(about)}</span>
                <span className="where">{t(`taxonomy:precision.${precision}`)}</span>
                <time>{date(isoDayOf(table.day[row] as number))}</time>
              </button>
            </li>
          );
        })}
      </ul>
      {rows.length > shown && (
        <button type="button" className="more" onClick={() => setShown(shown + 4 * PAGE_SIZE)}>
          {t('list.more', { n: number(rows.length - shown) })}
        </button>
      )}
    </section>
  );
}
