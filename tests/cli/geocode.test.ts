import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vigia-geocode-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function geocode(...words: string[]): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['cli/start.mjs', 'geocode', ...words], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe('vigia geocode', () => {
  it('explains a text in Spanish', () => {
    const { status, stdout } = geocode('cerca de las vías, Chahuites, Oaxaca');
    expect(status).toBe(0);
    expect(stdout).toContain('Chahuites (Oaxaca)');
    expect(stdout).toContain('Costa de Chiapas');
  });

  it('explains a text in English', () => {
    expect(geocode('Emiliano Zapata', '--lang', 'en').stdout).toContain('A person must decide');
  });

  it('prints the whole answer as JSON', () => {
    expect(JSON.parse(geocode('Arriaga, Chiapas', '--json').stdout)).toMatchObject({
      status: 'placed',
      stateCode: '07',
    });
  });

  it('writes a line for every row of a file, in its order', () => {
    const input = file(
      'in.csv',
      'id,lugar\n1,"Arriaga, Chiapas"\n2,Emiliano Zapata\n3,\n4,"Río Bravo, Piedras Negras, Coahuila"\n',
    );
    const output = join(folder, 'out.csv');
    const { status } = geocode('--file', input, '--text-column', 'lugar', '--out', output);
    expect(status).toBe(0);
    const text = readFileSync(output, 'utf8');
    expect(text.split('\n')[0]).toBe('row,status,lon,lat,precision,radius_m,state_code,matched,rule,score');
    const rows = parse(text, { columns: true }) as Record<string, string>[];
    expect(rows.map(({ row, status: answer, rule }) => [row, answer, rule])).toEqual([
      ['1', 'placed', 'locality'],
      ['2', 'ambiguous', 'homonyms'],
      ['3', 'unmatched', 'empty'],
      ['4', 'placed', 'border-river'],
    ]);
    expect(Number(rows[0]!.lat)).toBeCloseTo(16.24, 1);
    expect(rows[0]!.state_code).toBe('07');
  });

  it.each([
    {
      title: 'a missing file',
      words: () => ['--file', join(folder, 'none.csv'), '--text-column', 'a'],
      says: 'none.csv',
    },
    { title: 'a folder', words: () => ['--file', folder, '--text-column', 'a'], says: 'carpeta' },
    {
      title: 'an empty file',
      words: () => ['--file', file('empty.csv', ''), '--text-column', 'a'],
      says: 'vacío',
    },
    {
      title: 'a missing column',
      words: () => ['--file', file('b.csv', 'x,y\n1,2\n'), '--text-column', 'lugar'],
      says: 'x, y',
    },
    {
      title: 'a file that is no UTF-8',
      words: () => ['--file', file('latin.csv', Uint8Array.of(0x61, 0x0a, 0xe9, 0x0a)), '--text-column', 'a'],
      says: 'UTF-8',
    },
    {
      title: 'an unclosed quote',
      words: () => ['--file', file('quote.csv', 'a\n"x\n'), '--text-column', 'a'],
      says: 'quote.csv',
    },
  ])('ends with code 2 and a message that names what is wrong for $title', ({ words, says }) => {
    const output = join(folder, 'never.csv');
    const { status, stderr } = geocode(...words(), '--out', output);
    expect(status).toBe(2);
    expect(stderr).toContain(says);
    expect(() => readFileSync(output)).toThrow('ENOENT');
  });

  it('ends with code 2 when there is nothing to do or a wrong language', () => {
    expect(geocode().status).toBe(2);
    expect(geocode('Arriaga', '--lang', 'fr').status).toBe(2);
  });
});
