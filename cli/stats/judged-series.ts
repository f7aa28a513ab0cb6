import { done, type Outcome } from './outcome.ts';
import type { Field, Result } from './result.ts';
import type { Series } from './series.ts';

/** What a rule says of the counts of one series from the one at `start` on, one row each. */
export interface Judged {
  start: number;
  rows: readonly (readonly Field[])[];
}

/** Runs a rule over each series and puts series (where there are several), t and y before what it says. */
export function judgeSeries(
  allSeries: readonly Series[],
  columns: readonly string[],
  judge: (series: Series) => Outcome<Judged>,
): Outcome<Result> {
  const isNamed = allSeries.some((series) => series.name !== '');
  const rows: Field[][] = [];
  for (const series of allSeries) {
    const judged = judge(series);
    if (!judged.ok) return judged;
    for (const [k, fields] of judged.value.rows.entries()) {
      const t = judged.value.start + k;
      rows.push([...(isNamed ? [series.name] : []), series.labels[t]!, series.values[t]!, ...fields]);
    }
  }
  return done({ columns: [...(isNamed ? ['series'] : []), 't', 'y', ...columns], rows });
}

/** 1, 0, or nothing. */
export function flag(value: boolean | null): number | null {
  return value === null ? null : Number(value);
}
