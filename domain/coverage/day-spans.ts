import type { DaySpan } from './silence.ts';

/** Spans that together cover the same days, in order, none touching another. */
export function union(spans: readonly DaySpan[]): DaySpan[] {
  const merged: DaySpan[] = [];
  for (const { from, to } of [...spans].sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last && from <= last.to + 1) last.to = Math.max(last.to, to);
    else if (from <= to) merged.push({ from, to });
  }
  return merged;
}

/** The days that both cover; each list in order and without overlaps, as `union` gives it. */
export function intersection(a: readonly DaySpan[], b: readonly DaySpan[]): DaySpan[] {
  const common: DaySpan[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const from = Math.max(a[i]!.from, b[j]!.from);
    const to = Math.min(a[i]!.to, b[j]!.to);
    if (from <= to) common.push({ from, to });
    if (a[i]!.to < b[j]!.to) i++;
    else j++;
  }
  return common;
}

/** Number of days in spans that don't overlap. */
export function dayCount(spans: readonly DaySpan[]): number {
  return spans.reduce((sum, { from, to }) => sum + to - from + 1, 0);
}
