import type { BacktestAnswer } from './backtest.ts';
import { MAIN_COVERAGE, type Verdict } from './summary.ts';

/** Texts by key, with values; the interpreter of the page or the terminal. */
type Translate = (key: string, values?: Record<string, string | number>) => string;

/** The one sentence that says whether anything beats the naive map on these data. */
export function verdictText(
  { area, track }: { area: { verdict: Verdict }; track: { verdict: Verdict } | null } | BacktestAnswer,
  t: Translate,
): string {
  const named = (side: 'better' | 'worse'): string[] => [
    ...area.verdict[side].map((method) =>
      t('backtest:verdict.byArea', { method: t(`backtest:methods.${method}`) }),
    ),
    ...(track?.verdict[side] ?? []).map((method) =>
      t('backtest:verdict.byTrack', { method: t(`backtest:methods.${method}`) }),
    ),
  ];
  const better = named('better');
  const worse = named('worse');
  const values = { percent: 100 * MAIN_COVERAGE, better: better.join(', '), worse: worse.join(', ') };
  if (better.length > 0)
    return t(worse.length > 0 ? 'backtest:verdict.mixed' : 'backtest:verdict.better', values);
  return t(worse.length > 0 ? 'backtest:verdict.worse' : 'backtest:verdict.none', values);
}
