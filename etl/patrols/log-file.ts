import en from '../../domain/locales/en/patrolLog.json' with { type: 'json' };
import es from '../../domain/locales/es/patrolLog.json' with { type: 'json' };
import {
  PATROL_KINDS,
  type PatrolCells,
  type PatrolColumn,
  type PatrolEntry,
  type PatrolGround,
  type PatrolProblem,
  readPatrolEntry,
  safeValue,
} from '../../domain/patrols/log-entry.ts';
import { plainWords } from '../plain-words.ts';
import { CRIME_WORDS } from '../sources/camrd-values.ts';
import { readSmallTable, type SmallTableProblem } from './small-table.ts';

/** A row that could not be read; its cells are without personal data. */
export interface HeldPatrolRow {
  row: number;
  values: Record<string, string>;
  /** Of the row as a whole: `wrong-number-of-cells` and the like, in no column. */
  problems: (PatrolProblem | { column: ''; value: string; reason: string })[];
}

export interface PatrolLogFile {
  entries: PatrolEntry[];
  held: HeldPatrolRow[];
}

/** Columns as a file calls them, in Spanish and in English; `finds` may be missing. */
const HEADERS: Readonly<Record<PatrolColumn, readonly string[]>> = {
  kind: ['tipo', 'kind'],
  unit: ['unidad', 'unit'],
  corridor: ['corredor', 'corridor'],
  fromKm: ['km_desde', 'from_km'],
  toKm: ['km_hasta', 'to_km'],
  from: ['desde', 'from'],
  to: ['hasta', 'to'],
  finds: ['hallazgo', 'hallazgos', 'found'],
};
const COLUMNS = Object.keys(HEADERS) as PatrolColumn[];

const KIND_WORDS = new Map(
  PATROL_KINDS.flatMap((kind) =>
    [kind, es.kind[kind], en.kind[kind]].map((word): [string, string] => [plainWords(word), kind]),
  ),
);
const FIND_WORDS = new Map<string, string>([
  ...CRIME_WORDS,
  ...(['nothing', 'holding_house', 'hazard'] as const).flatMap((find) =>
    [find, es.find[find], en.find[find]].map((word): [string, string] => [plainWords(word), find]),
  ),
]);

/** Reads a log: `tipo,unidad,corredor,km_desde,km_hasta,desde,hasta,hallazgo`; several finds parted by `|`. */
export function readPatrolLog(
  bytes: Uint8Array,
  ground: PatrolGround,
):
  | { ok: true; file: PatrolLogFile }
  | { ok: false; reason: SmallTableProblem | 'no-columns'; missing?: string[] } {
  const table = readSmallTable(bytes);
  if ('problem' in table) return { ok: false, reason: table.problem };
  const headerOf = new Map(
    COLUMNS.map((column) => [
      column,
      table.header.find((name) => HEADERS[column].includes(plainWords(name))) ?? null,
    ]),
  );
  const missing = COLUMNS.filter((column) => column !== 'finds' && headerOf.get(column) === null);
  if (missing.length > 0) {
    return { ok: false, reason: 'no-columns', missing: missing.map((column) => HEADERS[column][0]) };
  }
  const entries: PatrolEntry[] = [];
  const held: HeldPatrolRow[] = [];
  for (const read of table.rows) {
    const cell = (column: PatrolColumn) => read.row.values[headerOf.get(column) ?? '']?.trim() ?? '';
    const cells = Object.fromEntries(COLUMNS.map((column) => [column, cell(column)])) as PatrolCells;
    const entry = readPatrolEntry(
      { ...cells, kind: wordIn(KIND_WORDS, cells.kind), finds: findsOf(cells.finds) },
      ground,
    );
    if (read.ok && entry.ok) {
      entries.push(entry.entry);
      continue;
    }
    const broken = read.ok ? [] : read.problems;
    held.push({
      row: read.row.rowNumber,
      values: Object.fromEntries(COLUMNS.map((column) => [column, safeValue(column, cells[column])])),
      problems: [
        ...broken.map(({ value, reason }) => ({ column: '' as const, value: value.slice(0, 80), reason })),
        ...(entry.ok ? [] : entry.problems.map((problem) => asWritten(problem, cells))),
      ],
    });
  }
  return { ok: true, file: { entries, held } };
}

/** Of an unknown word the word itself, so that the problem names what stands in the file. */
function wordIn(words: ReadonlyMap<string, string>, text: string): string {
  return words.get(plainWords(text)) ?? text;
}

function findsOf(text: string): string {
  return text
    .split(/[|;]/)
    .map((word) => wordIn(FIND_WORDS, word.trim()))
    .join('|');
}

function asWritten(problem: PatrolProblem, cells: PatrolCells): PatrolProblem {
  return { ...problem, value: safeValue(problem.column, cells[problem.column]) };
}
