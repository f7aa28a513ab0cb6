import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseSync } from 'vite';
import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../cli/words.ts';
import { PERMISSIONS } from '../../domain/access/permissions.ts';
import type { Catalogue } from '../../domain/plurals.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const LOCALES = join(ROOT, 'domain/locales');

function catalogue(language: string, namespace: string): Catalogue {
  return JSON.parse(readFileSync(join(LOCALES, language, `${namespace}.json`), 'utf8')) as Catalogue;
}

function texts(node: Catalogue, prefix = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of Object.entries(node)) {
    const key = prefix === '' ? name : `${prefix}.${name}`;
    if (typeof value === 'string') found.set(key, value);
    else for (const [inner, text] of texts(value, key)) found.set(inner, text);
  }
  return found;
}

function placeholders(text: string): string[] {
  return [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name as string).sort();
}

const namespaces = readdirSync(join(LOCALES, 'es')).map((file) => basename(file, '.json'));

describe.each(namespaces)('the catalogue %s', (namespace) => {
  const es = texts(catalogue('es', namespace));
  const en = texts(catalogue('en', namespace));

  it('has the same keys in Spanish and English', () => {
    expect([...en.keys()].sort()).toEqual([...es.keys()].sort());
  });

  it('has no empty text and the same placeholders in both', () => {
    for (const [key, text] of es) {
      expect(text.trim(), key).not.toBe('');
      expect(placeholders(en.get(key) ?? ''), key).toEqual(placeholders(text));
    }
  });
});

/** Files of the page without their comments, which speak of other dotted names. */
const sources = (readdirSync(join(ROOT, 'web'), { recursive: true }) as string[])
  .filter((path) => /\.tsx?$/.test(path))
  .map((path) => ({ path, text: withoutComments(readFileSync(join(ROOT, 'web', path), 'utf8')) }));

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
}

/** A literal that names a text: quoted words joined by dots, a namespace before a colon, or a template. */
const KEY = /(['`])((?:[a-z]\w*:)?[a-z][\w-]*(?:\.[\w-]+|\.\$\{[^}]+\})+)\1/g;

/** They are written like keys, and are none. */
const PERMISSION_WORDS: ReadonlySet<string> = new Set(PERMISSIONS);
/** So are the fields of a rule, as the wire names them. */
const RULE_FIELD =
  /^(condition|minimum|quietHours|place)\.(\$\{name\}|kind|resolution|patterns|sources|radiusM|from|to|code|corridorId|stretchId|h3|ring)$/;

function keysUsed(): { path: string; pattern: RegExp; key: string }[] {
  return sources.flatMap(({ path, text }) =>
    [...text.matchAll(KEY)]
      .map(([, , key]) => key as string)
      .filter(
        (key) =>
          !/\.(ts|tsx|css|js)$/.test(key) &&
          !/^\w+:$/.test(key) &&
          !PERMISSION_WORDS.has(key) &&
          !RULE_FIELD.test(key),
      )
      .map((key) => {
        const whole = key.includes(':') ? key : `web:${key}`;
        const pattern = whole
          .split(/\$\{[^}]+\}/)
          .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
          .join('[\\w-]+');
        return { path, key, pattern: new RegExp(`^${pattern}(_one|_other)?$`) };
      }),
  );
}

describe('the page', () => {
  const known = namespaces.flatMap((namespace) =>
    [...texts(catalogue('es', namespace)).keys()].map((key) => `${namespace}:${key}`),
  );
  const used = keysUsed().filter(({ key }) => !key.startsWith('geocoding:'));

  it('uses only texts that exist', () => {
    expect(used.length).toBeGreaterThan(100);
    const missing = used.filter(({ pattern }) => !known.some((key) => pattern.test(key)));
    expect(missing.map(({ path, key }) => `${path}: ${key}`)).toEqual([]);
  });
});

/** Everything that may show a text. */
const FOLDERS = ['web', 'api', 'cli', 'domain', 'data', 'etl'];
type Node = Record<string, unknown> & { type?: string };

/** What the program writes: its texts, with a hole for each `${}`, and the names of its properties. */
function written(): { literals: Set<string>; names: Set<string> } {
  const literals = new Set<string>();
  const names = new Set<string>();
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) {
      node.forEach(walk);
      return;
    }
    if (node === null || typeof node !== 'object') return;
    const { type, value, name, quasis } = node as Node;
    if (type === 'Literal' && typeof value === 'string') literals.add(escaped(value));
    if (type === 'Identifier') names.add(String(name));
    if (type === 'TemplateLiteral') {
      const parts = quasis as { value: { cooked: string } }[];
      literals.add(parts.map((part) => escaped(part.value.cooked)).join('.+'));
    }
    Object.values(node).forEach(walk);
  };
  for (const folder of FOLDERS) {
    for (const path of readdirSync(join(ROOT, folder), { recursive: true }) as string[]) {
      if (!/\.tsx?$/.test(path)) continue;
      walk(parseSync(path, readFileSync(join(ROOT, folder, path), 'utf8')).program);
    }
  }
  return { literals, names };
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

it('leaves no text of any catalogue unused', () => {
  const { literals, names } = written();
  const patterns = [...literals]
    // What names nothing but a hole names every text.
    .filter((literal) => /[.:]/.test(literal) && /[a-z]{3}/i.test(literal) && literal.length < 200)
    .map((literal) => new RegExp(`^(?:\\w+:)?${literal}(_one|_many|_other)?$`));
  expect(patterns.length).toBeGreaterThan(1000);
  // The catalogue of the statistics is read as an object, property by property.
  const isNamed = (key: string) => key.split('.').every((part) => names.has(part) || literals.has(part));
  const unused = namespaces.flatMap((namespace) =>
    [...texts(catalogue('es', namespace)).keys()]
      .filter((key) => (namespace === 'stats' ? !isNamed(key) : true))
      .map((key) => `${namespace}:${key}`)
      .filter((key) => !patterns.some((pattern) => pattern.test(key))),
  );
  expect(unused).toEqual([]);
});

it('has words for exactly a million, which Spanish counts apart', () => {
  expect(wordsOf('es')('review:cli.total', { count: 1_000_000 })).toBe('1000000 filas');
  expect(wordsOf('es')('review:cli.total', { count: 1 })).toBe('1 fila');
  expect(wordsOf('en')('review:cli.total', { count: 1_000_000 })).toBe('1000000 rows');
});
