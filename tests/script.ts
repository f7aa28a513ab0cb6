import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { programFile } from '../data/program-file.ts';

/** Programs of the tests, which die on the way; built with the product. */
export const SCRIPTS = [
  'tests/data/dying-ingest.ts',
  'tests/data/dying-keeping.ts',
  'tests/data/dying-messenger.ts',
];

/** Starts one of the scripts. */
export function startScript(source: URL, args: string[], stdio: StdioOptions): ChildProcess {
  const { file, execArgv } = programFile(source);
  return spawn(process.execPath, [...execArgv, fileURLToPath(file), ...args], { stdio });
}
