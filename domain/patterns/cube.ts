import { bitMask, CRIMES, type Crime, HAZARDS, INCIDENT_KINDS, PERPETRATORS } from '../taxonomy.ts';
import { NO_INDEX } from '../wire.ts';
import type { PatternColumns } from './columns.ts';
import { type Dimension, type Lens, wordsOfDimension } from './lens.ts';

/** One dimension of the incidents that are looked at: a code each, or the bits of several. */
export type DimensionColumn =
  | { words: readonly string[]; codes: Uint8Array; masks: null }
  | { words: readonly string[]; codes: null; masks: Int32Array };

/** The incidents of a lens, in columns ready to be brushed. */
export interface PatternCube {
  lens: Lens;
  length: number;
  dimensions: Readonly<Record<Dimension, DimensionColumn>>;
  firstDay: Int32Array;
  lastDay: Int32Array;
  /** Months since `firstMonth`, -1 where only the year or a longer interval is known. */
  month: Int16Array;
  /** Months since year 0 of the earliest incident. */
  firstMonth: number;
  months: number;
  /** As in the columns: no choice is made of these, they are counted along corridors. */
  corridor: Uint16Array;
  dayParts: Uint8Array;
  synthetic: number;
}

const KIND_CRIME = INCIDENT_KINDS.indexOf('crime');
const UNKNOWN_PERPETRATOR = PERPETRATORS.indexOf('unknown');

/** Picks the incidents of a lens out of all columns. An incident whose crimes are of both groups is in both. */
export function patternCube(columns: PatternColumns, lens: Lens): PatternCube {
  const words = wordsOfDimension('crime', lens);
  const isHazard = lens.group === 'hazard';
  const bits = isHazard ? 0 : bitMask(CRIMES, words as readonly Crime[]);
  // Crimes of a group stand together in CRIMES, so its own bits are those of all crimes, moved.
  const shift = isHazard ? 0 : CRIMES.indexOf(words[0] as Crime);
  const rows: number[] = [];
  for (let i = 0; i < columns.length; i++) {
    if ((columns.kind[i] === KIND_CRIME) === isHazard) continue;
    if (isHazard || (crimeBits(columns, i, lens) & bits) !== 0) rows.push(i);
  }
  const n = rows.length;
  const take = (column: Uint8Array) => Uint8Array.from(rows, (row) => column[row]!);
  const coded = (dimension: Dimension, codes: Uint8Array): DimensionColumn => ({
    words: wordsOfDimension(dimension, lens),
    codes,
    masks: null,
  });
  const masked = (dimension: Dimension, maskOf: (row: number) => number): DimensionColumn => ({
    words: wordsOfDimension(dimension, lens),
    codes: null,
    masks: Int32Array.from(rows, maskOf),
  });
  const firstDay = Int32Array.from(rows, (row) => columns.firstDay[row]!);
  const lastDay = Int32Array.from(rows, (row) => columns.lastDay[row]!);
  let synthetic = 0;
  for (const row of rows) synthetic += columns.synthetic[row]!;
  return {
    lens,
    length: n,
    dimensions: {
      state: coded('state', take(columns.state)),
      crime: isHazard
        ? masked('crime', (row) => hazardBit(columns.hazard[row]!))
        : masked('crime', (row) => (crimeBits(columns, row, lens) & bits) >> shift),
      perpetrator: masked('perpetrator', (row) => perpetratorBits(columns, row, lens)),
      place: coded('place', take(columns.placeType)),
      known: coded('known', take(columns.howKnown)),
      border: coded('border', take(columns.border)),
      rail: coded('rail', take(columns.rail)),
    },
    firstDay,
    lastDay,
    ...monthsOf(firstDay, lastDay),
    corridor: Uint16Array.from(rows, (row) => columns.corridor[row]!),
    dayParts: take(columns.dayParts),
    synthetic,
  };
}

function hazardBit(hazard: number): number {
  return 1 << (hazard === NO_INDEX ? HAZARDS.indexOf('mixed_or_unknown') : hazard);
}

function crimeBits(columns: PatternColumns, row: number, { counting }: Lens): number {
  if (counting === 'all') return columns.crimes[row]!;
  const crime = columns.crime[row]!;
  return crime === NO_INDEX ? 0 : 1 << crime;
}

function perpetratorBits(columns: PatternColumns, row: number, { counting }: Lens): number {
  if (counting === 'all') return columns.perpetrators[row]! || 1 << UNKNOWN_PERPETRATOR;
  const perpetrator = columns.perpetrator[row]!;
  return 1 << (perpetrator === NO_INDEX ? UNKNOWN_PERPETRATOR : perpetrator);
}

function monthsOf(
  firstDay: Int32Array,
  lastDay: Int32Array,
): Pick<PatternCube, 'month' | 'firstMonth' | 'months'> {
  const month = new Int16Array(firstDay.length).fill(-1);
  if (firstDay.length === 0) return { month, firstMonth: 0, months: 0 };
  let least = firstDay[0]!;
  let most = least;
  for (const day of firstDay) {
    if (day < least) least = day;
    if (day > most) most = day;
  }
  for (const day of lastDay) if (day > most) most = day;
  // A table by day: a calendar asked for each incident is what building a cube would cost most.
  const ofDay = new Int32Array(most - least + 1);
  for (let day = least; day <= most; day++) ofDay[day - least] = monthOfDay(day);
  const firstMonth = ofDay[0]!;
  let last = firstMonth;
  for (let i = 0; i < firstDay.length; i++) {
    const from = ofDay[firstDay[i]! - least]!;
    if (from !== ofDay[lastDay[i]! - least]) continue;
    month[i] = from - firstMonth;
    if (from > last) last = from;
  }
  return { month, firstMonth, months: last - firstMonth + 1 };
}

const MS_PER_DAY = 86_400_000;

/** Months since year 0 of a day since 1970-01-01. */
export function monthOfDay(day: number): number {
  const date = new Date(day * MS_PER_DAY);
  return 12 * date.getUTCFullYear() + date.getUTCMonth();
}

/** `2018-04` of months since year 0. */
export function monthText(month: number): string {
  return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
}
