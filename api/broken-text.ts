import { z } from 'zod';

/** Half of a pair: no character, and no database takes it in a document (RFC 8259, 8.2). */
const LONE_SURROGATE = /\p{Surrogate}/u;

/** The first text in a value that is no Unicode, told like any other wrong input; null where there is none. */
export function brokenText(value: unknown, path: (string | number)[] = []): z.ZodError | null {
  if (typeof value === 'string') return LONE_SURROGATE.test(value) ? errorAt(path) : null;
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, part] of Object.entries(value)) {
    const here = [...path, Array.isArray(value) ? Number(key) : key];
    const found = LONE_SURROGATE.test(key) ? errorAt(path) : brokenText(part, here);
    if (found) return found;
  }
  return null;
}

function errorAt(path: (string | number)[]): z.ZodError {
  return new z.ZodError([{ code: 'custom', path, message: 'a text holds half of a surrogate pair' }]);
}
