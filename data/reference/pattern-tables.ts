import { parse } from 'csv-parse/sync';
import { restoreCell } from '../../domain/export-cell.ts';
import {
  APPREHENSION_SERIES,
  type Apprehensions,
  type CaseOutcome,
  type EnforcementMeasure,
  type FactKind,
  MEASURE_BOX,
  MEASURE_KINDS,
  type MeasurePlace,
  MOST_RADIUS_KM,
  type PrintedSum,
  type StateExposure,
  type UnreportedShare,
} from '../../domain/patterns/facts.ts';
import { STATES } from '../../domain/states.ts';

/** Why a table of facts is not taken: the row (1 is the first below the header), the column and what stood there. */
export interface FactProblem {
  row: number;
  column: string;
  value: string;
  reason:
    | 'no-table'
    | 'missing-column'
    | 'empty'
    | 'not-a-day'
    | 'not-a-number'
    | 'no-such-state'
    | 'no-such-kind'
    | 'ends-before'
    | 'half-a-place'
    | 'not-in-mexico'
    | 'too-long'
    | 'not-an-id'
    | 'uneven'
    | 'too-many-rows'
    | 'twice';
  /** What would be right, where a list says it. */
  allowed?: readonly string[];
}

export type FactTable<T> = { ok: true; rows: T[] } | { ok: false; problems: FactProblem[] };

/** Columns of each kind of table; all must be there, in any order. */
export const FACT_COLUMNS: Readonly<Record<FactKind, readonly string[]>> = {
  measures: ['measure_id', 'day', 'end_day', 'kind', 'name_es', 'name_en', 'states', 'source', 'url'],
  exposure: ['state', 'exposure', 'unit', 'source'],
  outcomes: [
    'outcome_id',
    'state',
    'period',
    'complaints',
    'investigations',
    'charged',
    'sentences',
    'source',
    'url',
  ],
};

/** Columns that a table may have besides: where a measure stands, of which few sources tell. */
export const OPTIONAL_FACT_COLUMNS: Readonly<Record<FactKind, readonly string[]>> = {
  measures: ['lon', 'lat', 'radius_km'],
  exposure: [],
  outcomes: [],
};

/** All rows go to every page that shows them. */
const MOST_ROWS = 2000;
const LONGEST_TEXT = 1000;
/** As addresses of views name a measure. */
const MEASURE_ID = /^[\w-]{1,80}$/;
/** What the database counts with. */
const MOST_COUNTED = 2 ** 31 - 1;

const STATE_CODES = STATES.map(({ code }) => code);

/** Reads measures of enforcement; all of the table or its problems, row by row. */
export function parseMeasures(text: string, delimiter = ','): FactTable<EnforcementMeasure> {
  return readFacts('measures', { text, delimiter }, 'measure_id', (cells) => ({
    id: cells.matching('measure_id', MEASURE_ID),
    day: cells.day('day'),
    endDay: endDayOf(cells),
    kind: cells.word('kind', MEASURE_KINDS, 'no-such-kind'),
    nameEs: cells.text('name_es'),
    nameEn: cells.text('name_en'),
    stateCodes: (cells.optional('states') ?? '')
      .split('|')
      .filter((code) => code !== '')
      .map((code) => cells.checked('states', code, STATE_CODES, 'no-such-state')),
    place: placeOf(cells),
    source: cells.text('source'),
    url: cells.optional('url'),
  }));
}

function endDayOf(cells: Cells): string | null {
  if (cells.optional('end_day') === null) return null;
  const [day, endDay] = [cells.day('day', false), cells.day('end_day')];
  if (endDay < day) cells.refuse('end_day', 'ends-before');
  return endDay;
}

/** All three numbers or none of them. */
function placeOf(cells: Cells): MeasurePlace | null {
  const columns = OPTIONAL_FACT_COLUMNS.measures;
  const missing = columns.filter((column) => cells.optional(column) === null);
  if (missing.length === columns.length) return null;
  if (missing.length > 0) {
    for (const column of missing) cells.refuse(column, 'half-a-place', columns);
    return null;
  }
  const { west, east, south, north } = MEASURE_BOX;
  const within = (column: string, least: number, most: number) => {
    const value = Number(cells.optional(column));
    return value >= least && value <= most ? value : cells.refuse(column, 'not-in-mexico');
  };
  return {
    lon: within('lon', west, east),
    lat: within('lat', south, north),
    radiusKm: cells.number('radius_km', (value) => value > 0 && value <= MOST_RADIUS_KM) ?? 0,
  };
}

/** Reads how many could have been harmed by state. */
export function parseExposure(text: string, delimiter = ','): FactTable<StateExposure> {
  return readFacts('exposure', { text, delimiter }, 'state', (cells) => ({
    stateCode: cells.word('state', STATE_CODES, 'no-such-state'),
    exposure: cells.number('exposure', (value) => value > 0) ?? cells.refuse('exposure', 'empty'),
    unit: cells.text('unit'),
    source: cells.text('source'),
  }));
}

/** Reads what became of complaints by state. */
export function parseOutcomes(text: string, delimiter = ','): FactTable<CaseOutcome> {
  const whole = (value: number) => Number.isInteger(value) && value >= 0 && value <= MOST_COUNTED;
  return readFacts('outcomes', { text, delimiter }, 'outcome_id', (cells) => ({
    id: cells.text('outcome_id'),
    stateCode: cells.word('state', STATE_CODES, 'no-such-state'),
    period: cells.optional('period') ?? '',
    complaints: cells.number('complaints', whole),
    investigations: cells.number('investigations', whole),
    charged: cells.number('charged', whole),
    sentences: cells.number('sentences', whole),
    source: cells.text('source'),
    url: cells.optional('url'),
  }));
}

/** The shipped measures; a fault in them is a bug of ours. */
export function readEnforcementMeasures(text: string): EnforcementMeasure[] {
  return rowsOf('enforcement-measures.csv', parseMeasures(text));
}

/** The shipped outcomes. */
export function readCaseOutcomes(text: string): CaseOutcome[] {
  return rowsOf('case-outcomes.csv', parseOutcomes(text));
}

/** The sums of printed-apprehensions.csv. */
export function readPrintedSums(text: string): PrintedSum[] {
  const rows = parse(text, { columns: true }) as Record<string, string>[];
  return rows.map(({ table, what, printed, computed, source }) => ({
    table: table!,
    what: what!,
    printed: Number(printed),
    computed: Number(computed),
    source: source!,
  }));
}

/** The rows of border-apprehensions.csv. */
export function readApprehensions(text: string): Apprehensions[] {
  const rows = parse(text, { columns: true }) as Record<string, string>[];
  return rows.map(({ series, country, fiscal_year, people, source, url }) => {
    const known = APPREHENSION_SERIES.find((one) => one === series);
    if (known === undefined) throw new Error(`border-apprehensions.csv: no series ${series}`);
    return {
      series: known,
      country: country || null,
      fiscalYear: Number(fiscal_year),
      people: Number(people),
      source: source!,
      url: url!,
    };
  });
}

/** The rows of unreported-shares.csv. */
export function readUnreportedShares(text: string): UnreportedShare[] {
  const rows = parse(text, { columns: true }) as Record<string, string>[];
  return rows.map(({ year, share, source, url }) => ({
    year: Number(year),
    share: Number(share),
    source: source!,
    url: url!,
  }));
}

function rowsOf<T>(file: string, table: FactTable<T>): T[] {
  if (!table.ok) throw new Error(`${file}: ${JSON.stringify(table.problems)}`);
  return table.rows;
}

function readFacts<T>(
  kind: FactKind,
  { text, delimiter }: { text: string; delimiter: string },
  key: string,
  rowOf: (cells: Cells) => T,
): FactTable<T> {
  const noTable: FactProblem = { row: 0, column: '', value: '', reason: 'no-table' };
  // No column of the database takes it.
  if (text.includes('\0')) return { ok: false, problems: [noTable] };
  let rows: Record<string, string>[];
  try {
    rows = parse(text, { columns: true, delimiter, bom: true, trim: true, skip_empty_lines: true });
  } catch (error) {
    return { ok: false, problems: [unreadable(error)] };
  }
  if (rows.length > MOST_ROWS) {
    const value = String(rows.length);
    return { ok: false, problems: [{ row: MOST_ROWS + 1, column: '', value, reason: 'too-many-rows' }] };
  }
  if (rows.length === 0) return { ok: false, problems: [noTable] };
  const missing = FACT_COLUMNS[kind].filter((column) => !(column in rows[0]!));
  if (missing.length > 0) {
    const allowed = FACT_COLUMNS[kind];
    const problems = missing.map((column) => ({
      row: 0,
      column,
      value: '',
      reason: 'missing-column' as const,
      allowed,
    }));
    return { ok: false, problems };
  }
  const problems: FactProblem[] = [];
  const seen = new Set<string>();
  const read = rows.map((values, index) => {
    const cells = new Cells(values, index + 1, problems);
    const name = values[key]!;
    if (seen.has(name)) cells.refuse(key, 'twice');
    seen.add(name);
    return rowOf(cells);
  });
  return problems.length > 0 ? { ok: false, problems } : { ok: true, rows: read };
}

/** A row with more or fewer cells than the header is named; whatever else the reader of CSV trips over is no table. */
function unreadable(error: unknown): FactProblem {
  const { code, record, records = 0 } = error as { code?: string; record?: unknown; records?: number };
  if (code === 'CSV_RECORD_INCONSISTENT_COLUMNS' && Array.isArray(record)) {
    return { row: records + 1, column: '', value: record.join(','), reason: 'uneven' };
  }
  return { row: 0, column: '', value: '', reason: 'no-table' };
}

/** The cells of one row; what can't be read is noted, and something of the right type given back. */
class Cells {
  private readonly values: Record<string, string>;
  private readonly row: number;
  private readonly problems: FactProblem[];

  constructor(values: Record<string, string>, row: number, problems: FactProblem[]) {
    this.values = values;
    this.row = row;
    this.problems = problems;
  }

  /** Notes a problem of a cell; gives 0, which nobody reads since the table is refused. */
  refuse(column: string, reason: FactProblem['reason'], allowed?: readonly string[]): number {
    const value = this.values[column] ?? '';
    this.problems.push({ row: this.row, column, value, reason, ...(allowed ? { allowed } : {}) });
    return 0;
  }

  /** Null where the cell is empty, or where a table has no such column. */
  optional(column: string): string | null {
    const value = restoreCell(this.values[column] ?? '');
    if (value.length > LONGEST_TEXT) this.refuse(column, 'too-long');
    return value === '' ? null : value;
  }

  text(column: string): string {
    const value = this.optional(column);
    if (value === null) this.refuse(column, 'empty');
    return value ?? '';
  }

  matching(column: string, pattern: RegExp): string {
    const value = this.text(column);
    if (value !== '' && !pattern.test(value)) this.refuse(column, 'not-an-id');
    return value;
  }

  /** A day since 1900, told of unless it is told of elsewhere. */
  day(column: string, isTold = true): string {
    const value = this.values[column]!;
    const date = new Date(`${value}T00:00:00Z`);
    const isDay = /^(?:19|2\d)\d\d-\d\d-\d\d$/.test(value) && !Number.isNaN(date.getTime());
    if (isTold && (!isDay || !date.toISOString().startsWith(value))) this.refuse(column, 'not-a-day');
    return value;
  }

  number(column: string, isRight: (value: number) => boolean): number | null {
    const text = this.optional(column);
    if (text === null) return null;
    const value = Number(text);
    return Number.isFinite(value) && isRight(value) ? value : this.refuse(column, 'not-a-number');
  }

  word<T extends string>(column: string, words: readonly T[], reason: FactProblem['reason']): T {
    return this.checked(column, this.values[column]!, words, reason);
  }

  checked<T extends string>(
    column: string,
    value: string,
    words: readonly T[],
    reason: FactProblem['reason'],
  ): T {
    if (!(words as readonly string[]).includes(value)) this.refuse(column, reason, words);
    return value as T;
  }
}
