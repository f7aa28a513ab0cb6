import { distanceM } from '../../domain/geocoding/sphere.ts';
import type { Geocoded, GeocodeResult, Geocoder } from '../../domain/geocoding/types.ts';
import { STATES } from '../../domain/states.ts';
import type { TruthRow } from './geocoding-rows.ts';

export interface Answer {
  row: TruthRow;
  result: GeocodeResult;
  /** Metres from the file's point; infinite when not placed. */
  errorM: number;
}

export interface Measures {
  rows: number;
  placed: number;
  /** Share of the rows not placed. */
  unplaced: number;
  reasons: Record<string, number>;
  medianKm: number;
  within10: number;
  within25: number;
  within50: number;
  /** Share of placed rows whose text names one state in full and that are placed in it. */
  rightState: number;
  insideRadius: number;
  medianRadiusKm: number;
}

export function answer(geocoder: Geocoder, rows: readonly TruthRow[]): Answer[] {
  return rows.map((row) => {
    const result = geocoder.geocode(row.text);
    return {
      row,
      result,
      errorM: result.status === 'placed' ? distanceM(result, row) : Number.POSITIVE_INFINITY,
    };
  });
}

export function isFine({ result }: Answer): boolean {
  return result.status === 'placed' && (result.precision === 'exact' || result.precision === 'locality');
}

export function measure(answers: readonly Answer[]): Measures {
  const placed = answers.filter(
    (one): one is Answer & { result: Geocoded } => one.result.status === 'placed',
  );
  const reasons: Record<string, number> = {};
  for (const { result } of answers)
    if (result.status !== 'placed') {
      const reason = `${result.status}/${result.reason}`;
      reasons[reason] = (reasons[reason] ?? 0) + 1;
    }
  const errors = placed.map(({ errorM }) => errorM / 1000);
  const within = (km: number): number => share(errors.filter((error) => error <= km).length, errors.length);
  const naming = placed.flatMap(({ row, result }) => {
    const named = onlyStateOf(row.text);
    return named === undefined ? [] : [named === result.stateCode];
  });
  return {
    rows: answers.length,
    placed: placed.length,
    unplaced: share(answers.length - placed.length, answers.length),
    reasons,
    medianKm: median(errors),
    within10: within(10),
    within25: within(25),
    within50: within(50),
    rightState: share(naming.filter(Boolean).length, naming.length),
    insideRadius: share(
      placed.filter(({ errorM, result }) => errorM <= result.radiusM).length,
      placed.length,
    ),
    medianRadiusKm: median(placed.map(({ result }) => result.radiusM / 1000)),
  };
}

/**
 * Rows whose point cannot be theirs: the file gives the very same point to rows whose texts are placed more than
 * 50 km apart. A mechanical test of the file, not of our answers: it needs only that they differ.
 */
export function standIns(answers: readonly Answer[]): Set<string> {
  const byPoint = new Map<string, Answer[]>();
  for (const one of answers) {
    const key = `${one.row.lon} ${one.row.lat}`;
    byPoint.set(key, [...(byPoint.get(key) ?? []), one]);
  }
  const ids = new Set<string>();
  for (const group of byPoint.values()) {
    const placed = group.map(({ result }) => result).filter((result) => result.status === 'placed');
    const spread = placed.some((a) => placed.some((b) => distanceM(a, b) > 50_000));
    if (spread) for (const { row } of group) ids.add(row.id);
  }
  return ids;
}

/** The one state that the text names in full as a part of its own; undefined when none or several. */
function onlyStateOf(text: string): string | undefined {
  const parts = text.split(/[,.()]/).map((part) => fold(part));
  const codes = new Set(
    STATES.flatMap(({ code, name, longName }) =>
      parts.includes(fold(name)) ||
      (longName !== undefined && longName !== 'México' && parts.includes(fold(longName)))
        ? [code]
        : [],
    ),
  );
  return codes.size === 1 ? [...codes][0] : undefined;
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
