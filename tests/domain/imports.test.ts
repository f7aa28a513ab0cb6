import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Who may import whom; CONTRIBUTING.md has the same table in words. */
const MAY_IMPORT: Record<string, string[]> = {
  domain: ['domain'],
  data: ['data', 'domain'],
  etl: ['etl', 'data', 'domain'],
  api: ['api', 'etl', 'data', 'domain'],
  web: ['web', 'domain'],
  cli: ['cli', 'api', 'etl', 'data', 'domain'],
};
/** The page may know the wire's types, and nothing else of the server. */
const WIRE_TYPES = /^api\/contract[\w-]*\.ts$/;

interface Import {
  file: string;
  from: string;
  typeOnly: boolean;
}

function sourceFiles(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => path.join(folder, name));
}

function importsOf(file: string): Import[] {
  const text = readFileSync(path.join(ROOT, file), 'utf8');
  const found = text.matchAll(
    /^(?:import|export)\s+(type\s)?[^;]*?from\s+'([^']+)'|import\(\s*'([^']+)'\s*\)/gm,
  );
  return [...found].map(([, type, from, dynamic]) => ({
    file,
    from: from ?? dynamic,
    typeOnly: type !== undefined,
  }));
}

function folderOf(file: string, from: string): string {
  return path.normalize(path.join(path.dirname(file), from)).split(path.sep)[0];
}

describe('the house', () => {
  for (const [folder, allowed] of Object.entries(MAY_IMPORT)) {
    it(`${folder} imports only ${allowed.join(', ')}`, () => {
      const imports = sourceFiles(folder).flatMap(importsOf);
      expect(imports.length).toBeGreaterThan(0);
      const wrong = imports.filter(({ file, from, typeOnly }) => {
        if (!from.startsWith('.')) return false;
        if (allowed.includes(folderOf(file, from))) return false;
        const target = path.normalize(path.join(path.dirname(file), from));
        return !(folder === 'web' && typeOnly && WIRE_TYPES.test(target));
      });
      expect(wrong).toEqual([]);
    });
  }

  it('domain is pure: no node module, no clock, no randomness', () => {
    const wrong = sourceFiles('domain').flatMap((file) => {
      const text = readFileSync(path.join(ROOT, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
      const nodes = importsOf(file).filter(({ from }) => from.startsWith('node:') || from === 'pg');
      const impure = /Math\.random|Date\.now|new Date\(\)|performance\.now|process\./.exec(text);
      return [...nodes.map(({ from }) => `${file}: ${from}`), ...(impure ? [`${file}: ${impure[0]}`] : [])];
    });
    expect(wrong).toEqual([]);
  });

  it('only the command line reads the environment', () => {
    const wrong = ['domain', 'data', 'etl', 'api', 'web']
      .flatMap(sourceFiles)
      // What a process was started from is no setting: it is handed to those that it starts.
      .filter((file) => file !== 'data/program-file.ts')
      .filter((file) => readFileSync(path.join(ROOT, file), 'utf8').includes('process.env'));
    expect(wrong).toEqual([]);
  });
});
