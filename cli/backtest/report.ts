import type { TFunction } from 'i18next';
import type { BacktestAnswer } from '../../domain/statistics/backtest/backtest.ts';
import {
  BACKTEST_COVERAGES,
  type BacktestSummary,
  type Interval,
  type MethodAccuracy,
} from '../../domain/statistics/backtest/summary.ts';
import { verdictText } from '../../domain/statistics/backtest/verdict.ts';

/** What a backtest found, for a terminal: the verdict first, the bias beside it, then every number. */
export function backtestReport(answer: BacktestAnswer, t: TFunction): string {
  const { area, track } = answer;
  return [
    verdictText(answer, t),
    '',
    t('backtest:bias'),
    '',
    ...summaryLines(area, 'area', t),
    ...(track
      ? ['', ...summaryLines(track, 'track', t)]
      : ['', t('backtest:noTrack', { n: answer.onTrack })]),
    '',
    t('backtest:method.text', { resolution: answer.resolution, km: answer.bandwidthKm.toFixed(0) }),
    '',
  ].join('\n');
}

function summaryLines(summary: BacktestSummary, unit: 'area' | 'track', t: TFunction): string[] {
  const { windows, empty, units, extent } = summary;
  const lines = [
    t(`backtest:title.${unit}`),
    t(`backtest:basis.${unit}`, {
      windows: windows.length,
      from: windows[0],
      to: windows.at(-1),
      units,
      extent: extent.toFixed(0),
      empty: empty.length,
    }),
    '',
    row([
      t('backtest:column.method'),
      t('backtest:column.hits'),
      t('backtest:column.hitRate'),
      'PAI',
      'PEI',
      t('backtest:column.difference'),
      t('backtest:column.windows'),
    ]),
  ];
  for (const coverage of BACKTEST_COVERAGES) {
    lines.push(t(`backtest:coverage.${unit}`, { percent: 100 * coverage }));
    for (const accuracy of summary.methods.filter((one) => one.coverage === coverage)) {
      lines.push(accuracyLine(accuracy, t));
    }
  }
  lines.push('', t('backtest:losing.title'));
  const losing = summary.methods.filter(({ lost }) => lost.length > 0);
  if (losing.length === 0) lines.push(`  ${t('backtest:losing.none')}`);
  for (const { method, coverage, lost } of losing) {
    lines.push(`  ${t(`backtest:methods.${method}`)}, ${100 * coverage} %: ${lost.join(', ')}`);
  }
  return lines;
}

function accuracyLine(accuracy: MethodAccuracy, t: TFunction): string {
  const { method, hits, total, hitRate, pai, pei, againstNaive, won, tied, lost } = accuracy;
  const percent = ({ value, low, high }: Interval) =>
    `${(100 * value).toFixed(1)} (${(100 * low).toFixed(1)}..${(100 * high).toFixed(1)})`;
  const plain = ({ value, low, high }: Interval, digits: number) =>
    `${value.toFixed(digits)} (${low.toFixed(digits)}..${high.toFixed(digits)})`;
  return row([
    `  ${t(`backtest:methods.${method}`)}`,
    `${hits}/${total}`,
    percent(hitRate),
    plain(pai, 2),
    plain(pei, 3),
    method === 'naive' ? '' : percent(againstNaive),
    method === 'naive' ? '' : `${won.length}/${tied.length}/${lost.length}`,
  ]);
}

const WIDTHS = [34, 13, 20, 22, 22, 24, 10];

function row(cells: readonly string[]): string {
  return cells
    .map((cell, k) => cell.padEnd(WIDTHS[k]!))
    .join(' ')
    .trimEnd();
}
