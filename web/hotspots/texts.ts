import { useCallback } from 'react';
import type { HotspotsFound } from '../../api/contract-hotspots.ts';
import { useWords } from '../format.ts';

/** The numbers of one cell of an answer. */
export interface CellNumbers {
  id: string;
  count: number;
  around: number;
  expected: number;
  z: number;
  p: number;
  pPermutation: number | null;
  q: number;
  class: HotspotsFound['class'][number];
  stability: number;
  pattern: string | null;
}

/** One cell of an answer, or null where the study area does not have it. */
export function numbersOf(found: HotspotsFound, id: string): CellNumbers | null {
  const at = found.cells.indexOf(id);
  return at < 0 ? null : numbersAt(found, at);
}

/** The cell at an index of the columns. */
export function numbersAt(found: HotspotsFound, at: number): CellNumbers {
  const value = (column: readonly number[]) => column[at] ?? 0;
  return {
    id: found.cells[at] ?? '',
    count: value(found.count),
    around: value(found.around),
    expected: value(found.expected),
    z: value(found.z),
    p: value(found.p),
    pPermutation: found.pPermutation ? value(found.pPermutation) : null,
    q: value(found.q),
    class: found.class[at] ?? 'none',
    stability: value(found.stability),
    pattern: found.emerging.status === 'answered' ? (found.emerging.pattern[at] ?? 'none') : null,
  };
}

/** Writes a p or q: three digits, and no zero that is none. */
export function useShareText(): (share: number) => string {
  const { t, language } = useWords();
  return useCallback(
    (share: number) => {
      if (share < 0.001) return t('hotspots:small');
      const text = new Intl.NumberFormat(language === 'es' ? 'es-MX' : 'en', {
        maximumSignificantDigits: 2,
      }).format(share);
      return t('hotspots:equals', { q: text });
    },
    [t, language],
  );
}

/** The reason why there is no answer, as a sentence. */
export function useReasonText(): (refusal: {
  reason: string;
  value?: number | undefined;
  needed?: number | undefined;
}) => string {
  const { t, number } = useWords();
  return useCallback(
    ({ reason, value, needed }) =>
      t([`hotspots:reasons.${reason}`, 'hotspots:reasons.other'], {
        reason,
        value: value === undefined ? '' : number(value),
        needed: needed === undefined ? '' : number(needed),
      }),
    [t, number],
  );
}
