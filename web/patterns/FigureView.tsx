import { memo, type ReactNode, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Figure, FigureContext } from '../../domain/patterns/figures/figure.ts';
import type { FigureWords } from '../../domain/patterns/figures/words.ts';
import { ChartSvg } from './ChartSvg.tsx';
import { LayerLegend } from './FigureLayer.tsx';
import { FigureTable } from './FigureTable.tsx';
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
          lens={context.cube.lens}
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
