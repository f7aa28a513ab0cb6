import { memo, type PointerEvent, useLayoutEffect, useRef } from 'react';
import type { Chart, Mark } from '../../domain/charts/svg.ts';
import { drawMarks } from './drawMarks.ts';

const NONE: readonly Mark[] = [];

interface Props {
  chart: Chart;
  /** Told what was clicked, and where a drag ended that began elsewhere. */
  onPick?: ((pick: string, from: string) => void) | undefined;
}

/**
 * A chart drawn in the page, its marks by drawMarks.ts. It is hidden from screen readers, whose way to the numbers and
 * to choosing them is the table of the figure.
 */
export const ChartSvg = memo(function ChartSvg({ chart, onPick }: Props) {
  const began = useRef<string | null>(null);
  const svg = useRef<SVGSVGElement>(null);
  const drawn = useRef(NONE);
  useLayoutEffect(() => {
    if (svg.current) drawMarks(svg.current, chart.marks, drawn.current);
    drawn.current = chart.marks;
  }, [chart]);
  const pickAt = (event: PointerEvent) =>
    (event.target as Element).closest('[data-pick]')?.getAttribute('data-pick') ?? null;
  return (
    <div
      className={onPick ? 'chart chart-live' : 'chart'}
      aria-hidden="true"
      onPointerDown={(event) => {
        began.current = pickAt(event);
      }}
      onPointerUp={(event) => {
        const from = began.current;
        const to = pickAt(event);
        began.current = null;
        if (from !== null && to !== null) onPick?.(to, from);
      }}
    >
      <svg
        ref={svg}
        aria-hidden="true"
        viewBox={`0 0 ${chart.width} ${chart.height}`}
        width={chart.width}
        height={chart.height}
      />
    </div>
  );
});
