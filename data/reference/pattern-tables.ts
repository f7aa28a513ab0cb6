import { parse } from 'csv-parse/sync';
import {
  type CaseOutcome,
  type EnforcementMeasure,
  type FactKind,
  MEASURE_KINDS,
  type PrintedSum,
  type StateExposure,
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

const STATE_CODES = STATES.map(({ code }) => code);

/** Reads measures of enforcement; all of the table or its problems, row by row. */
export function parseMeasures(text: string): FactTable<EnforcementMeasure> {
  return readFacts('measures', text, 'measure_id', (cells) => ({
    id: cells.text('measure_id'),
    day: cells.day('day'),
    endDay: cells.optional('end_day') === null ? null : cells.day('end_day'),
    kind: cells.word('kind', MEASURE_KINDS, 'no-such-kind'),
    nameEs: cells.text('name_es'),
    nameEn: cells.text('name_en'),
    stateCodes: (cells.optional('states') ?? '')
      .split('|')
      .filter((code) => code !== '')
      .map((code) => cells.checked('states', code, STATE_CODES, 'no-such-state')),
    source: cells.text('source'),
    url: cells.optional('url'),
  }));
}

/** Reads how many could have been harmed by state. */
export function parseExposure(text: string): FactTable<StateExposure> {
  return readFacts('exposure', text, 'state', (cells) => ({
    stateCode: cells.word('state', STATE_CODES, 'no-such-state'),
    exposure: cells.number('exposure', (value) => value > 0) ?? cells.refuse('exposure', 'empty'),
    unit: cells.text('unit'),
    source: cells.text('source'),
  }));
}

/** Reads what became of complaints by state. */
export function parseOutcomes(text: string): FactTable<CaseOutcome> {
  const whole = (value: number) => Number.isInteger(value) && value >= 0;
  return readFacts('outcomes', text, 'outcome_id', (cells) => ({
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

function rowsOf<T>(file: string, table: FactTable<T>): T[] {
  if (!table.ok) throw new Error(`${file}: ${JSON.stringify(table.problems)}`);
  return table.rows;
}

function readFacts<T>(kind: FactKind, text: string, key: string, rowOf: (cells: Cells) => T): FactTable<T> {
  let rows: Record<string, string>[];
  try {
    rows = parse(text, { columns: true, bom: true, trim: true, skip_empty_lines: true });
  } catch {
    return { ok: false, problems: [{ row: 0, column: '', value: '', reason: 'no-table' }] };
  }
  if (rows.length === 0)
    return { ok: false, problems: [{ row: 0, column: '', value: '', reason: 'no-table' }] };
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

  optional(column: string): string | null {
    return this.values[column] === '' ? null : this.values[column]!;
  }

  text(column: string): string {
    const value = this.values[column]!;
    if (value === '') this.refuse(column, 'empty');
    return value;
  }

  day(column: string): string {
    const value = this.values[column]!;
    const date = new Date(`${value}T00:00:00Z`);
    const isDay = /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(date.getTime());
    if (!isDay || !date.toISOString().startsWith(value)) this.refuse(column, 'not-a-day');
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
