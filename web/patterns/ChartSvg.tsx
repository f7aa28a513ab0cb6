import { createElement, type PointerEvent, type ReactNode, useRef } from 'react';
import type { Chart, Mark } from '../../domain/charts/svg.ts';

interface Props {
  chart: Chart;
  /** Told what was clicked, and where a drag ended that began elsewhere. */
  onPick?: ((pick: string, from: string) => void) | undefined;
}

/**
 * A chart drawn in the page. It is hidden from screen readers, whose way to the numbers and to choosing them is the
 * table of the figure.
 */
export function ChartSvg({ chart, onPick }: Props) {
  const began = useRef<string | null>(null);
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
        aria-hidden="true"
        viewBox={`0 0 ${chart.width} ${chart.height}`}
        width={chart.width}
        height={chart.height}
      >
        {chart.marks.map(drawn)}
      </svg>
    </div>
  );
}

function drawn({ tag, attrs, text, title, pick, children = [] }: Mark, key: number): ReactNode {
  const given = Object.entries(attrs).map(([name, value]) => [camel(name), value]);
  const props = { ...Object.fromEntries(given), key, ...(pick === undefined ? {} : { 'data-pick': pick }) };
  const told = title === undefined ? null : <title key="title">{title}</title>;
  return createElement(tag, props, told, text, ...children.map(drawn));
}

/** React's names of SVG attributes. */
function camel(name: string): string {
  return name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
