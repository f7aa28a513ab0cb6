import { execFileSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const KEPT = path.join(ROOT, 'node_modules', '.cache', 'vigia-tests');

/** What an empty database with reference tables is made of. */
const INGREDIENTS = [
  'data/schema',
  'data/reference',
  'data/database.ts',
  'data/embedded.ts',
  'data/embedded-postgis.ts',
  'data/embedded-server.ts',
  'data/gazetteer.ts',
  'data/migrate.ts',
  'data/reference-load.ts',
  'domain/network/rail.ts',
  'tests/setup',
  'package-lock.json',
].map((name) => path.join(ROOT, name));

/**
 * A folder that takes long to make, kept until something that databases are made of changes.
 *
 * @param make makes it and says where; it is moved from there.
 */
export async function keptFolder(name: string, make: () => Promise<string>): Promise<string> {
  const folder = path.join(KEPT, `${name}-${digest()}`);
  if (existsSync(folder)) return folder;
  mkdirSync(KEPT, { recursive: true });
  for (const other of readdirSync(KEPT)) {
    if (other.startsWith(`${name}-`)) rmSync(path.join(KEPT, other), { recursive: true, force: true });
  }
  const made = await make();
  // Copied beside it first: a broken-off copy must never look whole.
  const part = `${folder}.${randomUUID()}`;
  copyFolder(made, part);
  rmSync(made, { recursive: true, force: true });
  if (existsSync(folder)) rmSync(part, { recursive: true, force: true });
  else renameSync(part, folder);
  return folder;
}

/** Copies a folder with its owners and modes, which Node's own copy does not keep. */
export function copyFolder(from: string, to: string): void {
  execFileSync('cp', ['-a', from, to]);
}

function digest(): string {
  const hash = createHash('sha256');
  for (const root of INGREDIENTS) {
    const isFolder = statSync(root).isDirectory();
    const names = isFolder ? readdirSync(root, { recursive: true, encoding: 'utf8' }).sort() : [''];
    for (const file of names.map((name) => path.join(root, name))) {
      if (statSync(file).isFile())
        hash.update(path.relative(ROOT, file)).update('\0').update(readFileSync(file));
    }
  }
  return hash.digest('hex').slice(0, 16);
}
