import { type PointerEvent as ReactPointerEvent, useLayoutEffect, useRef, useState } from 'react';
import { isoDayOf } from '../../domain/days.ts';
import { firstDayOf } from '../../domain/time-bins.ts';
import { useWords } from '../format.ts';
import { type BinWindow, moved, resized } from './dayWindow.ts';
import { Handle } from './Handle.tsx';
import type { Silence } from './silence.ts';
import type { TimeCube } from './timeCube.ts';

const HEIGHT_PX = 64;
const AXIS_PX = 16;
const BARS_PX = HEIGHT_PX - AXIS_PX;
/** Room for a handle at either edge. */
const MARGIN_PX = 12;

interface Props {
  cube: TimeCube;
  bins: BinWindow;
  silence: Silence | null;
  /** Another window that comes to rest by itself. */
  onMove: (bins: BinWindow) => void;
  /** Another window while a pointer holds it. */
  onHold: (bins: BinWindow) => void;
  onRest: () => void;
  onPlay: () => void;
}

/** Bars over time, hatched where states were silent, with the window drawn on top. */
export function Histogram({ cube, bins, silence, onMove, onHold, onRest, onPlay }: Props) {
  const { t, date, number } = useWords();
  const root = useRef<HTMLDivElement>(null);
  const width = useWidth(root);
  const { all, bars, bin } = cube;
  const count = all.last - all.first + 1;
  const step = Math.max(1, width - 2 * MARGIN_PX) / count;
  const x = (index: number) => MARGIN_PX + (index - all.first) * step;
  const heights = Array.from(bars.crimes, (crimes, i) => crimes + (bars.hazards[i] as number));
  const most = heights.reduce((a, b) => Math.max(a, b), 0);
  const scale = most === 0 ? 0 : (BARS_PX - 4) / most;
  const gap = step > 4 ? 1 : 0;
  const dayOf = (index: number) => isoDayOf(firstDayOf(index, bin));
  const nameOf = (index: number) => date(dayOf(index), bin === 'month' ? 'month' : 'day');
  const summary =
    most === 0
      ? t('timeline:chart.none')
      : t(`timeline:chart.${bin}`, { when: nameOf(all.first + heights.indexOf(most)), n: number(most) });
  const binAt = (clientX: number) => {
    const left = root.current?.getBoundingClientRect().left ?? 0;
    return all.first + Math.floor((clientX - left - MARGIN_PX) / step);
  };
  const drag = useDrag(binAt, onRest);

  return (
    <div ref={root} className="histogram">
      <svg width={width} height={HEIGHT_PX} role="img" aria-label={summary}>
        <defs>
          <pattern
            id="silent"
            width="6"
            height="6"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <rect width="1.6" height="6" className="hatch" />
          </pattern>
        </defs>
        <rect
          className="window"
          x={x(bins.first)}
          width={(bins.last - bins.first + 1) * step}
          height={BARS_PX}
        />
        {heights.map((height, i) => {
          const crimes = (bars.crimes[i] as number) * scale;
          const index = all.first + i;
          const isIn = index >= bins.first && index <= bins.last;
          return (
            <g key={index} className={isIn ? 'bar' : 'bar bar-out'}>
              <rect
                className="bar-crimes"
                x={x(index)}
                y={BARS_PX - crimes}
                width={step - gap}
                height={crimes}
              />
              <rect
                className="bar-hazards"
                x={x(index)}
                y={BARS_PX - height * scale}
                width={step - gap}
                height={height * scale - crimes}
              />
            </g>
          );
        })}
        {silence?.shares.map((share, i) =>
          share > 0 ? (
            <rect
              // biome-ignore lint/suspicious/noArrayIndexKey: a share is known by its bin
              key={i}
              x={x(all.first + i)}
              width={step}
              height={Math.max(3, share * BARS_PX)}
              fill="url(#silent)"
            />
          ) : null,
        )}
        <path className="axis" d={`M${MARGIN_PX} ${BARS_PX + 0.5}H${width - MARGIN_PX}`} />
        {years(all, dayOf, step).map(({ index, year }) => (
          <g key={year}>
            <path className="axis" d={`M${Math.round(x(index)) + 0.5} ${BARS_PX}v4`} />
            <text x={x(index) + 3} y={HEIGHT_PX - 3}>
              {year}
            </text>
          </g>
        ))}
        {most > 0 && (
          <text className="most" x={width - MARGIN_PX} y={HEIGHT_PX - 3} textAnchor="end">
            {t('timeline:axis', { n: number(most) })}
          </text>
        )}
      </svg>
      {/* The same is done with the handles and their keys. */}
      <div className="timeline-ground" onPointerDown={drag((from, to) => onHold(between(from, to, all)))} />
      <Handle
        label={t('timeline:window')}
        kind="window"
        left={x(bins.first)}
        width={(bins.last - bins.first + 1) * step}
        value={bins.first}
        all={all}
        bin={bin}
        text={t('timeline:span', { from: nameOf(bins.first), to: nameOf(bins.last) })}
        onStep={(to) => onMove(moved(bins, to - bins.first, all))}
        onPlay={onPlay}
        onPointerDown={drag((from, to) => onHold(moved(bins, to - from, all)))}
      />
      {(['first', 'last'] as const).map((end) => (
        <Handle
          key={end}
          label={t(end === 'first' ? 'timeline:from' : 'timeline:to')}
          kind="end"
          left={x(end === 'first' ? bins.first : bins.last + 1)}
          width={0}
          value={bins[end]}
          all={all}
          bin={bin}
          text={nameOf(bins[end])}
          onStep={(to) => onMove(resized(bins, end, to, all))}
          onPlay={onPlay}
          onPointerDown={drag((_, to) => onHold(resized(bins, end, to, all)))}
        />
      ))}
    </div>
  );
}

/** A drag that tells the bin where it began and the one where it is, from pointer down to pointer up. */
function useDrag(binAt: (clientX: number) => number, onRest: () => void) {
  const begun = useRef<number | null>(null);
  return (onDrag: (from: number, to: number) => void) =>
    (event: ReactPointerEvent<HTMLElement>): void => {
      if (event.button !== 0) return;
      const element = event.currentTarget;
      const from = binAt(event.clientX);
      begun.current = from;
      element.setPointerCapture(event.pointerId);
      const onPointerMove = (moving: PointerEvent) => onDrag(from, binAt(moving.clientX));
      const onEnd = () => {
        element.removeEventListener('pointermove', onPointerMove);
        element.removeEventListener('pointerup', onEnd);
        element.removeEventListener('pointercancel', onEnd);
        onRest();
      };
      element.addEventListener('pointermove', onPointerMove);
      element.addEventListener('pointerup', onEnd);
      element.addEventListener('pointercancel', onEnd);
    };
}

/** The window between two bins, in whichever order they came. */
function between(a: number, b: number, all: BinWindow): BinWindow {
  const within = (index: number) => Math.min(Math.max(index, all.first), all.last);
  return { first: within(Math.min(a, b)), last: within(Math.max(a, b)) };
}

/** Where years begin on the axis, as many as have room. */
function years(
  all: BinWindow,
  dayOf: (index: number) => string,
  step: number,
): { index: number; year: string }[] {
  const found: { index: number; year: string }[] = [];
  for (let index = all.first; index <= all.last; index++) {
    const year = dayOf(index).slice(0, 4);
    if (year !== found.at(-1)?.year && (index > all.first || dayOf(index).slice(5, 7) === '01')) {
      if (found.length > 0 || index === all.first || dayOf(index - 1).slice(0, 4) !== year)
        found.push({ index, year });
    }
  }
  const room = Math.ceil((40 / step) * (found.length / Math.max(1, all.last - all.first + 1)));
  return found.filter((_, i) => i % Math.max(1, room) === 0);
}

function useWidth(root: { current: HTMLElement | null }): number {
  const [width, setWidth] = useState(600);
  useLayoutEffect(() => {
    const element = root.current;
    if (!element) return;
    setWidth(element.clientWidth);
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, [root]);
  return width;
}
