import { memo, type ReactNode, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { cellText } from '../../domain/patterns/figures/cells.ts';
import type { Figure, FigureContext } from '../../domain/patterns/figures/figure.ts';
import type { FigureWords } from '../../domain/patterns/figures/words.ts';
import { ChartSvg } from './ChartSvg.tsx';
import { LayerLegend, LayerTable, TableHead } from './FigureLayer.tsx';
import { type SaveFormat, saveFigure } from './saveFigure.ts';

/** Shows a figure: at once, a moment later, or of what the server answers for the period. */
export type ShowFigure = (
  build: (context: FigureContext) => Figure,
  options?: { wide?: boolean; when?: 'now' | 'later' | 'told'; fields?: ReactNode },
) => ReactNode;

interface Props {
  /** Makes the figure; the same function as before, unless it makes another. */
  build: (context: FigureContext) => Figure;
  context: Omit<FigureContext, 'width'>;
  words: FigureWords;
  onPick: (figure: Figure, pick: string, from: string) => void;
  /** Told that the figure's layer is to be shown, or put away. */
  onLayer: (isShown: boolean) => void;
  wide?: boolean;
  /** Fields that the figure depends on. */
  children?: ReactNode;
}

const FORMATS: readonly SaveFormat[] = ['svg', 'png', 'csv'];
/** Rows shown before one asks for the rest. */
const TOP = 40;

/** One figure: the finding, what is counted, the chart, what must be known, the table, and ways to take it along. */
export const FigureView = memo(function FigureView({
  build,
  context,
  words,
  onPick,
  onLayer,
  wide = false,
  children,
}: Props) {
  const { t } = words;
  const ref = useRef<HTMLElement>(null);
  const width = useWidth(ref);
  const figure = useMemo(() => build({ ...context, width }), [build, context, width]);
  const titleId = useId();
  const isLive = figure.selects.length > 0;
  const onMark = useMemo(
    () => (isLive ? (pick: string, from: string) => onPick(figure, pick, from) : undefined),
    [isLive, figure, onPick],
  );
  return (
    <article
      ref={ref}
      className={wide ? 'figure figure-wide' : 'figure'}
      data-figure={figure.id}
      aria-labelledby={titleId}
    >
      <h4 id={titleId}>{figure.title}</h4>
      <p className="figure-measure">{figure.measure}</p>
      {children}
      {figure.chart && <ChartSvg chart={figure.chart} onPick={onMark} />}
      {figure.layer && <LayerLegend layer={figure.layer} onLayer={onLayer} />}
      <ul className="figure-notes">
        {figure.notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
        <li>{figure.source}</li>
      </ul>
      <div className="figure-foot">
        <FigureTable
          figure={figure}
          words={words}
          labelledBy={titleId}
          onPick={isLive ? (pick) => onPick(figure, pick, pick) : undefined}
        />
        {FORMATS.filter((format) => format === 'csv' || figure.chart).map((format) => (
          <button
            key={format}
            type="button"
            className="link"
            aria-label={`${t('patterns:page.export', { format: format.toUpperCase() })}: ${figure.title}`}
            onClick={() => void saveFigure(figure, format)}
          >
            {format.toUpperCase()}
          </button>
        ))}
      </div>
    </article>
  );
});

function FigureTable({
  figure,
  words,
  labelledBy,
  onPick,
}: {
  figure: Figure;
  words: FigureWords;
  labelledBy: string;
  onPick: ((pick: string) => void) | undefined;
}) {
  const { t } = words;
  const [open, setOpen] = useState(figure.chart === null);
  const [all, setAll] = useState(false);
  const rows = all ? figure.rows : figure.rows.slice(0, TOP);
  return (
    <details className="figure-table" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary aria-describedby={labelledBy}>{t('patterns:page.table')}</summary>
      {open && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard.
        <section className="figure-scroll" tabIndex={0} aria-labelledby={labelledBy}>
          <table>
            <TableHead columns={figure.columns} />
            <tbody>
              {rows.map(({ cells, pick, isChosen }) => (
                <tr
                  key={`${pick ?? ''} ${cells.join(' ')}`}
                  aria-selected={isChosen ? true : undefined}
                  className={isChosen ? 'is-chosen' : undefined}
                >
                  {cells.map((cell, at) => {
                    const column = figure.columns[at];
                    if (!column) return null;
                    const text = cellText(cell, column.kind, words);
                    const isButton = at === 0 && pick !== undefined && onPick !== undefined;
                    return (
                      <td key={column.name} className={column.kind === 'text' ? undefined : 'number'}>
                        {isButton ? (
                          <button
                            type="button"
                            className="link"
                            aria-pressed={isChosen ?? false}
                            onClick={() => onPick(pick)}
                          >
                            {text}
                          </button>
                        ) : (
                          text
                        )}
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
          {rows.length < figure.rows.length && (
            <button type="button" className="link" onClick={() => setAll(true)}>
              {t('patterns:page.showAll', { n: words.number(figure.rows.length) })}
            </button>
          )}
          {figure.layer?.isShown && <LayerTable layer={figure.layer} words={words} />}
        </section>
      )}
    </details>
  );
}

/** The width that a figure has for its chart; follows the window. */
function useWidth(ref: { current: HTMLElement | null }): number {
  const [width, setWidth] = useState(500);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setWidth(Math.max(260, Math.floor(entry.contentRect.width)));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return width;
}
