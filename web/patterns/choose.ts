import type { Filter, Selection } from '../../domain/patterns/brush.ts';
import type { Dimension } from '../../domain/patterns/lens.ts';

/** The selection after something was chosen in a figure that selects these filters. */
export function chosen(selection: Selection, selects: readonly Filter[], pick: string): Selection {
  const [first, second] = selects;
  if (first === undefined) return selection;
  if (first === 'period') return withMonth(selection, pick);
  if (second !== undefined && second !== 'period') {
    const [row = '', column = ''] = pick.split('|');
    const isOnly = (dimension: Dimension, word: string) => selection[dimension]?.join() === word;
    const isSame = isOnly(first, row) && isOnly(second, column);
    const words = (word: string) => (isSame ? undefined : [word]);
    return without({ ...selection, [first]: words(row), [second]: words(column) });
  }
  return toggled(selection, first, pick);
}

/** The word taken in, or taken out where it was in. */
export function toggled(selection: Selection, dimension: Dimension, word: string): Selection {
  const words = selection[dimension] ?? [];
  const next = words.includes(word) ? words.filter((one) => one !== word) : [...words, word];
  return without({ ...selection, [dimension]: next.length > 0 ? next : undefined });
}

/** Months from one to another, whichever comes first. */
export function withMonths(selection: Selection, a: string, b: string): Selection {
  const [first, last] = a < b ? [a, b] : [b, a];
  return { ...selection, from: `${first}-01`, to: lastDayOf(last) };
}

/** The first month chosen is a period of its own, the second makes it a range, the same again takes it away. */
function withMonth(selection: Selection, month: string): Selection {
  const from = selection.from?.slice(0, 7);
  const to = selection.to?.slice(0, 7);
  if (from === month && to === month) return without({ ...selection, from: undefined, to: undefined });
  return from !== undefined && from === to
    ? withMonths(selection, from, month)
    : withMonths(selection, month, month);
}

function lastDayOf(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}

/** Without what is not chosen. */
export function without(selection: { [K in keyof Selection]?: Selection[K] | undefined }): Selection {
  return Object.fromEntries(Object.entries(selection).filter(([, value]) => value !== undefined));
}
