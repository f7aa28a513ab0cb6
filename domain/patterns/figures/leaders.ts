import type { FigureWords } from './words.ts';

/** Names that a title has room for. */
const MOST_NAMED = 3;
/** Sums of floats that should be equal differ by less than this part of them. */
const EQUAL = 1e-9;

/** All that have the greatest value, several where they tie; none where nothing is over zero. */
export function leadersOf<T>(all: readonly T[], weigh: (one: T) => number): T[] {
  const most = Math.max(0, ...all.map(weigh));
  return most === 0 ? [] : all.filter((one) => weigh(one) >= most * (1 - EQUAL));
}

/**
 * A title that names what leads, never one where two tie: `KEY.title` with the one, or `KEY.tied` with the first three
 * of those that tie and how many more there are; both get it as `name`.
 */
export function leaderTitle(
  { t, list }: FigureWords,
  key: string,
  names: readonly string[],
  values: Readonly<Record<string, string | number>>,
): string {
  const name = list(
    names.length > MOST_NAMED
      ? [...names.slice(0, MOST_NAMED), t('patterns:andMore', { n: names.length - MOST_NAMED })]
      : names,
  );
  return t(`${key}.${names.length > 1 ? 'tied' : 'title'}`, { ...values, name });
}
