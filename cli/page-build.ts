import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
export const WEB_DIR = path.join(ROOT, 'dist', 'web');

/** What the page is made of. */
const INPUTS = ['web', 'domain', 'vite.config.ts', 'cli/page-build.ts', 'package-lock.json', ...contracts()];

/** True when the page was never built, or something it is made of changed since. */
export function isPageStale(): boolean {
  const built = statSync(path.join(WEB_DIR, 'index.html'), { throwIfNoEntry: false });
  return built === undefined || INPUTS.some((input) => newest(path.join(ROOT, input)) > built.mtimeMs);
}

/** The page takes types and more from all of them; what else is in the folder is none of its business. */
function contracts(): string[] {
  const names = readdirSync(path.join(ROOT, 'api')).filter((name) => /^contract(-.+)?\.ts$/.test(name));
  return names.map((name) => path.join('api', name));
}

/** Builds the page into dist/web. */
export async function buildPage(): Promise<void> {
  // Loaded only when needed: it costs half a second.
  const { build } = await import('vite');
  // Vite believes it: a test runner's 'test' would make the slow page of development.
  const before = process.env.NODE_ENV;
  process.env.NODE_ENV = 'production';
  try {
    await build({
      root: path.join(ROOT, 'web'),
      configFile: path.join(ROOT, 'vite.config.ts'),
      logLevel: 'error',
    });
  } finally {
    if (before === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = before;
  }
}

function newest(file: string): number {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined) return 0;
  if (!found.isDirectory()) return found.mtimeMs;
  return Math.max(found.mtimeMs, ...readdirSync(file).map((name) => newest(path.join(file, name))));
}
