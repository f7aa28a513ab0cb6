import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** A file of ours that runs as a process or thread of its own, and what Node needs to read it. */
export interface ProgramFile {
  file: URL;
  execArgv: string[];
}

/**
 * Where a program of ours is: in the build that this process runs from (cli/program-build.mjs, which lists them), or
 * as it was written, to be read by tsx.
 *
 * @param source the TypeScript file: `new URL('./name.ts', import.meta.url)`.
 */
export function programFile(source: URL): ProgramFile {
  const build = process.env.PROGRAM_BUILD_DIR;
  if (build === undefined) return { file: source, execArgv: ['--import', 'tsx'] };
  const name = path.relative(ROOT, fileURLToPath(source)).replace(/\.ts$/, '.mjs');
  return { file: pathToFileURL(path.join(build, name)), execArgv: [] };
}
