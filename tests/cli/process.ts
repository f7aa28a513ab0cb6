import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface Finished {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Starts `vigia ...` as a user would, in an environment of its own. */
export function startVigia(args: string[], env: Record<string, string>): ChildProcess {
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter(([key]) => !key.startsWith('VIGIA_')),
  );
  return spawn(process.execPath, ['cli/start.mjs', ...args], {
    cwd: ROOT,
    env: { ...inherited, VIGIA_LANG: 'en', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Runs `vigia ...` to its end. */
export async function vigia(args: string[], env: Record<string, string>): Promise<Finished> {
  const child = startVigia(args, env);
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    stderr += chunk;
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, stdout, stderr };
}

/** Waits until a process has printed something; fails with all it printed when it ends before. */
export function printed(child: ChildProcess, pattern: RegExp): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    let text = '';
    const look = (chunk: Buffer) => {
      text += chunk;
      const found = pattern.exec(text);
      if (found) resolve(found);
    };
    child.stdout?.on('data', look);
    child.stderr?.on('data', look);
    child.once('close', (code) => reject(new Error(`ended with ${code} before ${pattern}: ${text}`)));
  });
}
