import path from 'node:path';
import { pathToFileURL } from 'node:url';

const build = process.env.PROGRAM_BUILD_DIR;
if (build === undefined) {
  // Threads don't inherit the loader of the program's thread: TypeScript has to be taught to each.
  const { register } = await import('tsx/esm/api');
  register();
  await import('./worker.ts');
} else {
  // See data/program-file.ts.
  await import(pathToFileURL(path.join(build, 'api', 'jobs', 'worker.mjs')).href);
}
