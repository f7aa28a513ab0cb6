import type { StretchRiskRow } from '../../api/contract-network.ts';
import type { Words } from '../format.ts';
import { stretchEnds } from '../panel/stretchEnds.ts';

/** "y" is "e" before the sound of i: Arriaga e Ixtepec, Apizaco y Hierro. */
export function andWord(next: string, language: string): string {
  if (language !== 'es') return 'and';
  return /^h?[ií](?![eaou])/i.test(next) ? 'e' : 'y';
}

/** What a stretch's risk says in one sentence: counts, against expectation, with interval; or that there is none. */
export function stretchSentence(
  { t, number, counted, language }: Pick<Words, 't' | 'number' | 'counted' | 'language'>,
  stretch: StretchRiskRow,
  period: { from: string; to: string },
): string {
  const { timesMean, status } = stretch;
  const { from, to } = stretchEnds({ t, number }, stretch);
  const names = { from, to, and: andWord(to, language) };
  if (status === 'no-data') return t('routes:stretch.noData', names);
  if (timesMean === null) return t('routes:stretch.noneCounted');
  const days = (Date.parse(period.to) - Date.parse(period.from)) / 86_400_000 + 1;
  return t('routes:stretch.sentence', {
    ...names,
    ...counted(Math.round(stretch.count)),
    months: number(Math.max(1, Math.round(days / 30.44))),
    times: timesText(t, number, timesMean.value),
    low: number(timesMean.low, 1),
    high: number(timesMean.high, 1),
  });
}

function timesText(t: Words['t'], number: Words['number'], times: number): string {
  const rounded = Math.round(times * 10) / 10;
  if (rounded === 1) return t('routes:stretch.as');
  return rounded === 2 ? t('routes:stretch.double') : t('routes:stretch.times', { times: number(times, 1) });
}
