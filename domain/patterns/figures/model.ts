import { barChart } from '../../charts/bars.ts';
import { intervalChart } from '../../charts/intervals.ts';
import {
  type AssumptionId,
  crimeEarnings,
  EARNING_CRIMES,
  type EarningsAssumptions,
  earningsSensitivity,
  PRINTED_MILLIONS,
  REPORT_ASSUMPTIONS,
} from '../earnings.ts';
import type { Figure } from './figure.ts';
import { leadersOf, leaderTitle } from './leaders.ts';
import { type FigureWords, sentence } from './words.ts';

const PART = 0.25;
const MILLION = 1e6;

/** What crime earns by the model, beside what the report prints. */
export function earningsFigure(assumptions: EarningsAssumptions, words: FigureWords, width: number): Figure {
  const { byCrime, total } = crimeEarnings(assumptions);
  const say = (crime: string) => words.t(`taxonomy:crime.${crime}`);
  const isReport =
    assumptions === REPORT_ASSUMPTIONS || JSON.stringify(assumptions) === JSON.stringify(REPORT_ASSUMPTIONS);
  const most = leadersOf(EARNING_CRIMES, (crime) => byCrime[crime]);
  const millions = (usd: number) => words.number(usd / MILLION, 2);
  return {
    id: 'earnings',
    title: most[0]
      ? leaderTitle(words, 'patterns:figure.earnings', most.map(say), {
          total: millions(total),
          part: words.percent(byCrime[most[0]] / total),
        })
      : words.t('patterns:figure.earnings.zero'),
    measure: words.t('patterns:figure.earnings.measure', {
      migrants: words.number(assumptions.migrantsPerYear),
    }),
    chart: barChart(
      EARNING_CRIMES.map((crime) => ({
        id: crime,
        label: say(crime),
        value: byCrime[crime] / MILLION,
        text: millions(byCrime[crime]),
        tick: PRINTED_MILLIONS[crime],
      })),
      width,
    ),
    columns: [
      { name: words.t('patterns:dimension.crime'), kind: 'text' },
      { name: words.t('patterns:column.share'), kind: 'percent' },
      { name: words.t('patterns:column.usdPerVictim'), kind: 'number' },
      { name: words.t('patterns:column.usdMillions'), kind: 'usd' },
      { name: words.t('patterns:column.printed'), kind: 'usd' },
    ],
    rows: [
      ...EARNING_CRIMES.map((crime) => ({
        cells: [
          sentence(say(crime)),
          assumptions.share[crime],
          assumptions.usdPerVictim[crime],
          byCrime[crime] / MILLION,
          PRINTED_MILLIONS[crime],
        ],
      })),
      { cells: [words.t('patterns:total'), '', '', total / MILLION, PRINTED_MILLIONS.total] },
    ],
    selects: [],
    notes: [
      words.t('patterns:figure.earnings.printed'),
      words.t('patterns:figure.earnings.caveat'),
      ...(isReport ? [] : [words.t('patterns:figure.earnings.edited')]),
    ],
    source: words.t('patterns:source.report'),
  };
}

/** Which assumption moves the total most. */
export function sensitivityFigure(
  assumptions: EarningsAssumptions,
  words: FigureWords,
  width: number,
): Figure {
  const rows = earningsSensitivity(assumptions, PART);
  const total = crimeEarnings(assumptions).total / MILLION;
  const first = rows[0]!;
  const top = leadersOf(rows, ({ low, high }) => high - low);
  const millions = (value: number) => words.number(value, value < 10 ? 2 : 1);
  return {
    id: 'sensitivity',
    title:
      top.length > 0
        ? leaderTitle(
            words,
            'patterns:figure.sensitivity',
            top.map(({ id }) => assumptionName(id, words)),
            { low: millions(first.low / MILLION), high: millions(first.high / MILLION) },
          )
        : words.t('patterns:figure.earnings.zero'),
    measure: words.t('patterns:figure.sensitivity.measure', { part: words.percent(PART) }),
    chart: intervalChart(
      rows.map(({ id, low, high }) => ({
        label: assumptionName(id, words),
        points: [{ value: total, low: low / MILLION, high: high / MILLION, style: 'second' }],
        text: `± ${millions((high - low) / 2 / MILLION)}`,
      })),
      { width, format: millions, from: Math.min(total, first.low / MILLION) * 0.9 },
    ),
    columns: [
      { name: words.t('patterns:column.assumption'), kind: 'text' },
      { name: words.t('patterns:column.totalLow'), kind: 'usd' },
      { name: words.t('patterns:column.totalHigh'), kind: 'usd' },
    ],
    rows: rows.map(({ id, low, high }) => ({
      cells: [assumptionName(id, words), low / MILLION, high / MILLION],
    })),
    selects: [],
    notes: [words.t('patterns:figure.sensitivity.note')],
    source: words.t('patterns:source.report'),
  };
}

/** An assumption as people say it. */
export function assumptionName(id: AssumptionId, words: FigureWords): string {
  if (id === 'migrants') return words.t('patterns:assumption.migrants');
  const [kind, crime] = id.split('.') as [string, string];
  return words.t(`patterns:assumption.${kind}`, { crime: words.t(`taxonomy:crime.${crime}`) });
}
