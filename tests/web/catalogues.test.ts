import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
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

  it('leaves no text of its catalogue unused', () => {
    const unused = known.filter(
      (key) => key.startsWith('web:') && !used.some(({ pattern }) => pattern.test(key)),
    );
    expect(unused).toEqual([]);
  });
});

it('has words for exactly a million, which Spanish counts apart', () => {
  expect(wordsOf('es')('review:cli.total', { count: 1_000_000 })).toBe('1000000 filas');
  expect(wordsOf('es')('review:cli.total', { count: 1 })).toBe('1 fila');
  expect(wordsOf('en')('review:cli.total', { count: 1_000_000 })).toBe('1000000 rows');
});
