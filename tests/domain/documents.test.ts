import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { cutAtDocuments, DOCUMENTS } from '../../domain/documents.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');
const PAGES = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(path.join(ROOT, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];
const FOLDERS = ['api', 'cli', 'data', 'docs', 'domain', 'etl', 'tests', 'web'];

/** Files and folders that a page names in code marks, by our own folders. */
function namedPaths(text: string): string[] {
  const marked = text.matchAll(/`([\w-]+\/[\w./*{},-]+)`/g);
  return [...marked].map(([, name]) => name).filter((name) => FOLDERS.includes(name.split('/')[0]));
}

/** Whether a path is there; `*` stands for any one name, `{a,b}` for each of them. */
function isThere(named: string): boolean {
  const braces = /\{([^}]+)\}/.exec(named);
  if (braces) return braces[1].split(',').every((one) => isThere(named.replace(braces[0], one)));
  const [folder, ...rest] = named.split('*');
  if (rest.length === 0) return existsSync(path.join(ROOT, named));
  const from = folder.slice(0, folder.lastIndexOf('/') + 1);
  const pattern = named
    .slice(from.length)
    .split('*')
    .map((part) => part.replaceAll(/[.+]/g, '\\$&'))
    .join('[^/]*');
  return readdirSync(path.join(ROOT, from), { recursive: true, encoding: 'utf8' }).some((name) =>
    new RegExp(`^${pattern}$`).test(name),
  );
}

/** A heading as GitHub writes it after `#`. */
function anchorsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, title]) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s-]/gu, '')
      .trim()
      .replaceAll(/\s/g, '-'),
  );
}

describe('what the documents say is there', () => {
  it.each(PAGES)('%s: every file, folder, link and script', (page) => {
    const text = read(page);
    expect(namedPaths(text).filter((named) => !isThere(named))).toEqual([]);

    const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, to]) => to)
      .filter((to) => !/^\w+:/.test(to));
    const broken = links.filter((to) => {
      const [file, anchor] = to.split('#');
      const target = file === '' ? page : path.join(path.dirname(page), file);
      if (!existsSync(path.join(ROOT, target))) return true;
      return anchor !== undefined && !anchorsOf(read(target)).includes(anchor);
    });
    expect(broken).toEqual([]);

    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const asked = [...text.matchAll(/npm run (?:-s )?(\w[\w:-]*)/g)].map(([, name]) => name);
    expect(asked.filter((name) => !(name in scripts))).toEqual([]);
  });

  it('every page of docs/ can be read in the product', () => {
    expect(PAGES.filter((page) => page.startsWith('docs/')).sort()).toEqual(
      DOCUMENTS.map((name) => `docs/${name}.md`).sort(),
    );
  });

  it('each actor of the threat model is stopped by something that is shown', () => {
    const rows = read('docs/threat-model.md')
      .split('\n')
      .filter((line) => line.startsWith('| ') && !line.startsWith('| actor'));
    expect(rows.length).toBeGreaterThan(8);
    const bare = rows.filter((row) => namedPaths(row).length === 0 && !/\]\([\w-]+\.md[^)]*\)/.test(row));
    expect(bare.map((row) => row.slice(0, 60))).toEqual([]);
  });

  it.each(['es', 'en'])('the words of the interface (%s) name documents that are there', (language) => {
    const folder = `domain/locales/${language}`;
    for (const file of readdirSync(path.join(ROOT, folder))) {
      const named = read(`${folder}/${file}`).match(/docs\/[\w.-]+\.md/g) ?? [];
      expect(named.filter((name) => !isThere(name))).toEqual([]);
      const linked = named
        .flatMap((name) => cutAtDocuments(name))
        .filter(({ document }) => document !== null);
      expect(linked).toHaveLength(named.length);
    }
  });
});
