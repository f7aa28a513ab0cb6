import { readFile } from 'node:fs/promises';
import type { z } from 'zod';
import { type Mapping, mappingSchema, ONE_OF } from './schema.ts';

/** One thing wrong with a mapping: where in the file, why, and what it should be. */
export interface MappingError {
  /** As `$.crimes[0].values["Attack"][0]`. */
  path: string;
  reason:
    | 'missing'
    | 'wrong-type'
    | 'unknown-key'
    | 'not-allowed'
    | 'too-few'
    | 'not-together'
    | 'wrong-form';
  /** What would be right: a type, words, keys. */
  expected: string;
}

export type MappingResult =
  | { ok: true; mapping: Mapping }
  | { ok: false; reason: 'mapping-missing' | 'mapping-not-json'; detail: string }
  | { ok: false; reason: 'mapping-wrong'; errors: MappingError[] };

/** Reads and checks a mapping; every error names its place in the JSON. */
export async function readMapping(filePath: string): Promise<MappingResult> {
  let text: string;
  try {
    text = await readFile(filePath, 'utf8');
  } catch (error) {
    return { ok: false, reason: 'mapping-missing', detail: (error as NodeJS.ErrnoException).code ?? '' };
  }
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    return { ok: false, reason: 'mapping-not-json', detail: (error as Error).message };
  }
  return checkMapping(value);
}

/** Checks a mapping that was read already; every error names its place in the JSON. */
export function checkMapping(
  value: unknown,
): Extract<MappingResult, { ok: true } | { reason: 'mapping-wrong' }> {
  const checked = mappingSchema.safeParse(value, { reportInput: true });
  if (!checked.success) {
    return { ok: false, reason: 'mapping-wrong', errors: checked.error.issues.flatMap(errorsOf) };
  }
  if (checked.data.crimes.length === 0 && checked.data.hazard === undefined) {
    const error: MappingError = { path: '$.crimes', reason: 'missing', expected: 'crimes, hazard' };
    return { ok: false, reason: 'mapping-wrong', errors: [error] };
  }
  return { ok: true, mapping: checked.data };
}

function errorsOf(issue: z.core.$ZodIssue): MappingError[] {
  const path = jsonPath(issue.path);
  switch (issue.code) {
    case 'invalid_type':
      return [
        { path, reason: issue.input === undefined ? 'missing' : 'wrong-type', expected: issue.expected },
      ];
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: jsonPath([...issue.path, key]),
        reason: 'unknown-key',
        expected: '',
      }));
    case 'invalid_key':
      return [{ path, reason: 'unknown-key', expected: '' }];
    case 'invalid_value':
      return [{ path, reason: 'not-allowed', expected: issue.values.join(', ') }];
    case 'too_small':
      return [{ path, reason: 'too-few', expected: String(issue.minimum) }];
    case 'custom':
      return [{ path, reason: 'not-together', expected: issue.message.replace(ONE_OF, '') }];
    default:
      return [{ path, reason: 'wrong-form', expected: 'pattern' in issue ? String(issue.pattern) : '' }];
  }
}

/** `['crimes', 0, 'values', 'Armed clash']` as `$.crimes[0].values["Armed clash"]`. */
export function jsonPath(parts: readonly PropertyKey[]): string {
  return parts.reduce<string>((path, part) => {
    if (typeof part === 'number') return `${path}[${part}]`;
    return /^\w+$/.test(String(part)) ? `${path}.${String(part)}` : `${path}[${JSON.stringify(part)}]`;
  }, '$');
}
