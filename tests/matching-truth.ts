import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';

/** What is known to be true of the sample's reports: the event behind each, and the near misses. */
export interface LabelledReport {
  reportId: string;
  eventId: string;
  nearMissOf: string;
}

/** The labels of the committed sample, without the rows that must not load. */
export function sampleTruth(): LabelledReport[] {
  const file = new URL('../data/sample/camrd-sample-truth.csv', import.meta.url);
  return labelled(parse(readFileSync(file, 'utf8'), { columns: true }) as Record<string, string>[]);
}

/** Labels from rows of a truth file. */
export function labelled(rows: readonly Record<string, string>[]): LabelledReport[] {
  return rows
    .filter((row) => row.wrong_reason === '')
    .map((row) => ({ reportId: row.folio!, eventId: row.event_id!, nearMissOf: row.near_miss_of! }));
}

export interface Share {
  hits: number;
  of: number;
  value: number;
  /** Wilson's interval, 95 %. */
  low: number;
  high: number;
}

export interface MatchingScore {
  precision: Share;
  recall: Share;
  /** Joined pairs that are labelled as near misses. */
  nearMisses: number;
}

/** Compares joined reports with the truth, pair by pair. */
export function scoreMatching(
  truth: readonly LabelledReport[],
  incidentOf: ReadonlyMap<string, number>,
): MatchingScore {
  const known = new Map(truth.map((label) => [label.reportId, label]));
  const joined = pairsWithin(
    [...known.values()].filter(({ reportId }) => incidentOf.has(reportId)),
    (one) => String(incidentOf.get(one.reportId)),
  );
  const real = pairsWithin([...known.values()], (one) => one.eventId);
  const right = joined.filter(([a, b]) => a.eventId === b.eventId).length;
  const nearMisses = joined.filter(
    ([a, b]) => a.nearMissOf === b.eventId || b.nearMissOf === a.eventId,
  ).length;
  return { precision: wilson(right, joined.length), recall: wilson(right, real.length), nearMisses };
}

function pairsWithin<T>(items: readonly T[], keyOf: (item: T) => string): [T, T][] {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return [...groups.values()].flatMap((group) =>
    group.flatMap((a, at) => group.slice(at + 1).map((b): [T, T] => [a, b])),
  );
}

/** A share with Wilson's score interval (Wilson 1927), 95 %. */
function wilson(hits: number, of: number): Share {
  const z = 1.959964;
  const p = hits / of;
  const centre = (p + (z * z) / (2 * of)) / (1 + (z * z) / of);
  const half = (z / (1 + (z * z) / of)) * Math.sqrt((p * (1 - p)) / of + (z * z) / (4 * of * of));
  return { hits, of, value: p, low: centre - half, high: centre + half };
}

/** As `precision 237 / 240 = 98.8 % (96.4 % to 99.6 %)`. */
export function sentence(name: string, { hits, of, value, low, high }: Share): string {
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
  return `${name} ${hits} / ${of} = ${percent(value)} (${percent(low)} to ${percent(high)})`;
}
