import type { KeyboardEvent, PointerEvent } from 'react';
import type { Bin } from '../../domain/time-bins.ts';
import { useWords } from '../format.ts';
import type { BinWindow } from './dayWindow.ts';

/** Steps with Shift: a year, or ten weeks. */
const FAR = { month: 12, week: 10 } as const;

interface Props {
  label: string;
  /** An end of the window, or all of it. */
  kind: 'end' | 'window';
  left: number;
  width: number;
  value: number;
  all: BinWindow;
  bin: Bin;
  /** The value in words. */
  text: string;
  onStep: (to: number) => void;
  onPlay: () => void;
  onPointerDown: (event: PointerEvent<HTMLElement>) => void;
}

/** A slider on the timeline: by pointer, by arrows (with Shift farther), Home and End; space plays. */
export function Handle({ label, kind, left, width, value, all, bin, text, ...on }: Props) {
  const { t } = useWords();
  const onKeyDown = (event: KeyboardEvent) => {
    const far = event.shiftKey ? FAR[bin] : 1;
    const to = {
      ArrowLeft: value - far,
      ArrowDown: value - far,
      ArrowRight: value + far,
      ArrowUp: value + far,
      PageDown: value - FAR[bin],
      PageUp: value + FAR[bin],
      Home: all.first,
      End: all.last,
    }[event.key];
    if (to !== undefined) on.onStep(to);
    else if (event.key === ' ') on.onPlay();
    else return;
    event.preventDefault();
  };
  return (
    <div
      role="slider"
      tabIndex={0}
      className={`handle handle-${kind}`}
      style={kind === 'window' ? { left, width } : { left }}
      aria-label={label}
      aria-valuemin={all.first}
      aria-valuemax={all.last}
      aria-valuenow={value}
      aria-valuetext={text}
      title={`${label}: ${text}. ${t('timeline:keys')}`}
      onKeyDown={onKeyDown}
      onPointerDown={on.onPointerDown}
    />
  );
}
