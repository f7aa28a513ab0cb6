import type { Facts } from '../data/load-facts.ts';
import {
  type FactProblem,
  type FactTable,
  parseExposure,
  parseMeasures,
  parseOutcomes,
} from '../data/reference/pattern-tables.ts';
import type { FactKind } from '../domain/patterns/facts.ts';
import { spreadsheetText } from './patrols/small-table.ts';
import { delimiterOf } from './readers/csv.ts';

/** Reads a file of facts, in the encodings and with the delimiters of spreadsheets: all of it, or what is wrong with it. */
export function readFactFile(
  kind: FactKind,
  bytes: Uint8Array,
): { ok: true; facts: Facts } | { ok: false; problems: FactProblem[] } {
  const text = spreadsheetText(bytes);
  const delimiter = delimiterOf(text);
  switch (kind) {
    case 'measures':
      return factsOf(parseMeasures(text, delimiter), (rows) => ({ kind, rows }));
    case 'exposure':
      return factsOf(parseExposure(text, delimiter), (rows) => ({ kind, rows }));
    case 'outcomes':
      return factsOf(parseOutcomes(text, delimiter), (rows) => ({ kind, rows }));
  }
}

function factsOf<T>(table: FactTable<T>, facts: (rows: T[]) => Facts): ReturnType<typeof readFactFile> {
  return table.ok ? { ok: true, facts: facts(table.rows) } : table;
}
