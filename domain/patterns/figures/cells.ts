import type { ColumnKind } from './figure.ts';
import type { FigureWords } from './words.ts';

/** A cell of a figure's table as it is read; null is no data, which is not zero. */
export function cellText(value: string | number | null, kind: ColumnKind, words: FigureWords): string {
  if (value === null) return words.t('patterns:noData');
  if (typeof value === 'string') return value;
  switch (kind) {
    case 'percent':
      return `${words.number(100 * value, 1)} %`;
    case 'usd':
      return words.number(value, 2);
    case 'number':
      return value !== 0 && Math.abs(value) < 0.0005 ? '< 0.001' : words.number(value, 3);
    default:
      return words.number(value);
  }
}
