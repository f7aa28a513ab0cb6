import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildProgram } from './program-build.mjs';

/** `vigia ...` from its build, which is made anew where it is stale. */

const folder = await buildProgram();
// Processes and threads that it starts come from the same build.
process.env.PROGRAM_BUILD_DIR = folder;
process.setSourceMapsEnabled(true);
await import(pathToFileURL(path.join(folder, 'cli', 'vigia.mjs')).href);
