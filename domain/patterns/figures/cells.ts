import type { ColumnKind } from './figure.ts';
import type { FigureWords } from './words.ts';

/** A cell of a figure's table as it is read; null is no data, which is not zero. */
export function cellText(value: string | number | null, kind: ColumnKind, words: FigureWords): string {
  if (value === null) return words.t('patterns:noData');
  if (typeof value === 'string') return value;
  switch (kind) {
    case 'percent':
      return words.percent(value, 1);
    case 'usd':
      return words.number(value, 2);
    case 'number':
      return numberText(value, words);
    default:
      return words.number(value);
  }
}

/** Three digits after the point for what is small, fewer for what is large: no more than the numbers can bear. */
function numberText(value: number, words: FigureWords): string {
  const size = Math.abs(value);
  if (value !== 0 && size < 0.0005) return value > 0 ? '< 0.001' : '> −0.001';
  return words.number(value, size >= 100 ? 0 : size >= 10 ? 1 : 3);
}
