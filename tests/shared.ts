import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const SHARED = fileURLToPath(new URL('../../shared', import.meta.url));

/** A file of the shared folder beside the checkout; `present` is false where the project stands alone. */
export function shared(...parts: string[]): { file: string; present: boolean } {
  const file = path.join(SHARED, ...parts);
  return { file, present: existsSync(file) };
}
