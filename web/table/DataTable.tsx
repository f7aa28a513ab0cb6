import '../styles/table.css';
import { cellToLatLng } from 'h3-js';
import { type UIEvent, useMemo, useState } from 'react';
import type { Cells } from '../../api/contract.ts';
import type { Snapshot } from '../data/snapshot.ts';
import type { Loaded } from '../data/useLoaded.ts';
import { useWords } from '../format.ts';
import type { Shows } from '../panel/Panel.tsx';
import { useAboutText } from '../panel/texts.ts';
import { useView } from '../view/ViewProvider.tsx';
import type { TableKind } from '../view/view.ts';
import { tableKinds } from './kinds.ts';
import { usePrinting } from './printing.ts';
import { TableState } from './TableState.tsx';
import { type Column, sortedRows, type TableContent, type TableRow, tableContent } from './tableRows.ts';
import { useCurrentAnswers } from './useCurrentAnswers.ts';

/** Rows drawn above and below what is seen. */
const SPARE_ROWS = 8;
/** Rows that are printed: some thirty-five sheets; whoever wants more takes the file along. */
const PRINTED_ROWS = 1_000;
const ROW_PX = window.matchMedia('(max-width: 759px)').matches ? 44 : 32;

interface Props {
  shows: Shows;
  kind: TableKind;
  snapshot: Snapshot;
  cells: Loaded<Cells>;
}

/** What the map shows as a table that can be sorted; a row that is chosen is chosen on the map, and the other way. */
export default function DataTable({ shows, kind, snapshot, cells }: Props) {
  const { t, counted } = useWords();
  const { change } = useView();
  const content = useTableContent(kind, snapshot, cells.value);
  const isThere = content !== null && content.rows.length > 0;
  return (
    <>
      <fieldset className="table-kinds">
        <legend className="hidden">{t('table:kinds')}</legend>
        {tableKinds(shows, !snapshot.withheld).map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={one === kind}
            onClick={() => change({ table: one, tableSort: null }, 'replace')}
          >
            {t(`table:kind.${one}`)}
          </button>
        ))}
      </fieldset>
      <TableState kind={kind} snapshot={snapshot} cells={cells} isEmpty={content !== null && !isThere} />
      {isThere && (
        <>
          <p className="quiet">
            {t('table:rows', counted(content.rows.length))}{' '}
            {kind === 'incidents' &&
              snapshot.states.unplaced > 0 &&
              t('table:unplaced', counted(snapshot.states.unplaced))}
          </p>
          <Rows key={kind} content={content} kind={kind} />
        </>
      )}
    </>
  );
}

/** The rows of a kind, in the words of the reader; null where what they are made of is not there. */
export function useTableContent(
  kind: TableKind,
  snapshot: Snapshot,
  cells: Cells | null,
): TableContent | null {
  const words = useWords();
  const aboutText = useAboutText();
  const { hotspots, risk } = useCurrentAnswers();
  return useMemo(
    () => tableContent(kind, { snapshot, cells, hotspots, risk }, words, aboutText, middleOf),
    [kind, snapshot, cells, hotspots, risk, words, aboutText],
  );
}

function middleOf(cell: string): { lon: number; lat: number } {
  const [lat, lon] = cellToLatLng(cell);
  return { lon, lat };
}

function Rows({ content, kind }: { content: TableContent; kind: TableKind }) {
  const { t, language, number } = useWords();
  const { view, change } = useView();
  const first =
    content.columns.find(({ isNumber }) => isNumber && kind !== 'incidents') ?? content.columns[0];
  const asked = content.columns.find(({ id }) => id === view.tableSort?.column)?.id;
  const column = asked ?? first?.id ?? 'name';
  const isDescending = asked && view.tableSort ? view.tableSort.isDescending : true;
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(400);
  const rows = useMemo(
    () => sortedRows(content, column, isDescending, language),
    [content, column, isDescending, language],
  );
  const isPrinting = usePrinting();
  const begin = isPrinting ? 0 : Math.max(0, Math.floor(top / ROW_PX) - SPARE_ROWS);
  const end = Math.min(
    rows.length,
    isPrinting ? PRINTED_ROWS : Math.ceil((top + height) / ROW_PX) + SPARE_ROWS,
  );
  const onScroll = ({ currentTarget }: UIEvent<HTMLElement>) => {
    setTop(currentTarget.scrollTop);
    setHeight(currentTarget.clientHeight);
  };
  const isChosen = ({ scope, incidentId }: TableRow) =>
    incidentId !== null
      ? incidentId === view.incidentId
      : scope !== null && scope.kind === view.scope?.kind && scope.id === view.scope.id;
  const choose = ({ scope, incidentId, lon, lat }: TableRow) =>
    change({
      scope,
      incidentId,
      camera: { zoom: Math.max(view.camera?.zoom ?? 0, ZOOM[kind]), lon, lat },
    });
  return (
    <section className="table-scroll" onScroll={onScroll} tabIndex={-1} aria-label={t('table:title')}>
      {isPrinting && end < rows.length && (
        <p>{t('table:printedFirst', { n: number(end), total: number(rows.length) })}</p>
      )}
      <table aria-rowcount={rows.length + 1}>
        <thead>
          <tr aria-rowindex={1}>
            {content.columns.map(({ id, isNumber }) => (
              <th
                key={id}
                scope="col"
                className={isNumber ? 'number' : undefined}
                aria-sort={column !== id ? 'none' : isDescending ? 'descending' : 'ascending'}
              >
                <button
                  type="button"
                  onClick={() =>
                    change(
                      { tableSort: { column: id, isDescending: column === id ? !isDescending : isNumber } },
                      'replace',
                    )
                  }
                >
                  {t(`table:column.${id}`)}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {begin > 0 && <tr className="spacer" style={{ height: begin * ROW_PX }} />}
          {rows.slice(begin, end).map((row, i) => (
            <Row
              key={row.key}
              row={row}
              index={begin + i + 2}
              columns={content.columns}
              isChosen={isChosen(row)}
              onChoose={() => choose(row)}
            />
          ))}
          {end < rows.length && <tr className="spacer" style={{ height: (rows.length - end) * ROW_PX }} />}
        </tbody>
      </table>
    </section>
  );
}

const ZOOM: Readonly<Record<TableKind, number>> = {
  states: 5.2,
  stretches: 7,
  scores: 7,
  cells: 5.8,
  hotspots: 6.4,
  incidents: 8,
};

const after = (digits: number) => ({ minimumFractionDigits: digits, maximumFractionDigits: digits });
/** Digits of columns of other than whole numbers: as many in each row, so that they stand under one another. */
const DIGITS: Partial<Record<Column['id'], Intl.NumberFormatOptions>> = {
  q: { maximumSignificantDigits: 2 },
  z: after(2),
  expected: after(1),
  n: after(1),
};

interface RowProps {
  row: TableRow;
  index: number;
  columns: readonly Column[];
  isChosen: boolean;
  onChoose: () => void;
}

function Row({ row, index, columns, isChosen, onChoose }: RowProps) {
  const { t, language, number, percent, date, distance } = useWords();
  const shown = (id: Column['id'], value: string | number) => {
    if (id === 'day') return date(String(value));
    if (typeof value === 'string') return value;
    if (id === 'radius') return distance(value);
    if (id === 'stability') return percent(value);
    if (id === 'q' && value < 0.001) return t('hotspots:small');
    const digits = DIGITS[id];
    return digits ? value.toLocaleString(language === 'es' ? 'es-MX' : 'en', digits) : number(value);
  };
  return (
    <tr aria-rowindex={index} aria-selected={isChosen} className={isChosen ? 'chosen' : undefined}>
      {row.values.map((value, i) => {
        const column = columns[i] as Column;
        const content = shown(column.id, value);
        return (
          <td key={column.id} className={column.isNumber ? 'number' : undefined}>
            {i === 0 ? (
              <button type="button" aria-current={isChosen ? 'true' : undefined} onClick={onChoose}>
                {content}
              </button>
            ) : (
              content
            )}
          </td>
        );
      })}
    </tr>
  );
}
