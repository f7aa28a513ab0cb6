import type { TextRole } from '../../domain/personal-data/redact.ts';
import { jsonPath } from './read-mapping.ts';
import type { Mapping } from './schema.ts';

export interface MappedColumn {
  /** Where the mapping names it. */
  path: string;
  column: string;
}

/** Keys whose texts are names of columns, wherever they stand in a mapping. */
const COLUMN_KEYS: ReadonlySet<string> = new Set(['column', 'columns', 'lastDayColumn', 'lat', 'lon']);

/** Every column that a mapping names, with its place in the JSON. */
export function columnsOf(mapping: Mapping): MappedColumn[] {
  const found: MappedColumn[] = [];
  const walk = (node: unknown, path: PropertyKey[], isColumn: boolean): void => {
    if (typeof node === 'string') {
      if (isColumn) found.push({ path: jsonPath(path), column: node });
    } else if (Array.isArray(node)) {
      node.forEach((part, i) => {
        walk(part, [...path, i], isColumn);
      });
    } else if (typeof node === 'object' && node !== null) {
      for (const [key, part] of Object.entries(node)) {
        // What a lookup's words are called is not ours to read.
        if (key !== 'values') walk(part, [...path, key], COLUMN_KEYS.has(key));
      }
    }
  };
  walk(mapping, [], false);
  return found;
}

const CODES: readonly (keyof Mapping)[] = [
  'reportId',
  'date',
  'dayPart',
  'point',
  'victims',
  'victimsBy',
  'publishedDay',
  'url',
];

/** What the cells of a column are, from what the mapping makes of them. */
export function rolesOf(mapping: Mapping): Map<string, TextRole> {
  const roles = new Map<string, TextRole>();
  for (const { path, column } of columnsOf(mapping)) {
    const key = /^\$\.(\w+)/.exec(path)?.[1] as keyof Mapping;
    const role = CODES.includes(key) ? 'code' : key === 'place' || key === 'publisher' ? key : 'free';
    // A column with two uses is searched as the one that tells most.
    if (!roles.has(column) || role === 'free') roles.set(column, role);
  }
  return roles;
}
