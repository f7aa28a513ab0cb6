import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Health } from '../../api/contract.ts';
import { copyEmbedded } from '../databases.ts';
import { printed, startVigia, vigia } from './process.ts';
import { cookieFor, signInByLink } from './sign-in.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'vigia-cli-'));
const NO_DATABASE = { VIGIA_DATA_DIR: path.join(folder, 'never-made') };

function write(name: string, content: string | Buffer): string {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}

describe('the configuration', () => {
  it('stops the start at an unknown key and names it', async () => {
    const { code, stderr } = await vigia(['serve'], { VIGIA_PROT: '8080' });
    expect(code).toBe(2);
    expect(stderr).toContain('VIGIA_PROT');
  });

  it('stops the start at a wrong value and names key and value', async () => {
    const { code, stderr } = await vigia(['serve'], { VIGIA_PORT: 'eighty' });
    expect([code, stderr]).toEqual([2, expect.stringContaining('VIGIA_PORT=eighty')]);
  });
});

describe('vigia ingest', () => {
  const cases: [what: string, file: () => string, message: string][] = [
    ['a missing file', () => path.join(folder, 'missing.csv'), 'there is no such file'],
    ['a folder', () => folder, 'is a folder'],
    ['an empty file', () => write('empty.csv', ''), 'is empty'],
    ['a binary', () => write('binary.csv', Buffer.from([1, 0, 2, 0, 255])), 'no text file'],
    [
      'a file with a line of 20 MB',
      () => write('line.csv', Buffer.alloc(20 << 20, 'a')),
      'line of more than',
    ],
    ['a file of no known format', () => write('other.csv', 'x,y\n1,2\n'), 'no known format'],
  ];
  for (const [what, file, message] of cases) {
    it(`refuses ${what} with its name and exit code 2, before any database is made`, async () => {
      const name = file();
      const { code, stderr, stdout } = await vigia(['ingest', name], NO_DATABASE);
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toContain(name);
      expect(stderr).toContain(message);
      expect(existsSync(NO_DATABASE.VIGIA_DATA_DIR)).toBe(false);
    });
  }

  it('without a file, or with a word it does not know, ends with exit code 2', async () => {
    expect((await vigia(['ingest'], NO_DATABASE)).code).toBe(2);
    expect((await vigia(['ingets', 'x'], NO_DATABASE)).code).toBe(2);
  });
});

describe('a running server', () => {
  const { place, remove } = copyEmbedded();
  const env = { VIGIA_DATA_DIR: place.dataDir, VIGIA_PORT: '0', VIGIA_SAMPLE: 'off' };
  const server = startVigia(['serve'], env);
  let url = '';
  let token = '';

  const health = async (): Promise<Health> =>
    (await fetch(`${url}api/status`, { headers: cookieFor(url, token) })).json();

  beforeAll(async () => {
    const [, address, link] = await printed(server, /ready: (http:\S+)[\s\S]*once[^:]*: (http:\S+)/);
    url = address;
    token = await signInByLink(link);
  });
  afterAll(async () => {
    server.kill('SIGKILL');
    await remove();
  });

  it('answers, and learns of a file that a command loads meanwhile', async () => {
    const before = await health();
    expect(before.incidents).toBe(0);
    const header = 'folio,fecha_del_hecho,lugar,delitos,latitud,longitud';
    const file = write(
      'good-and-bad.csv',
      `${header}\nA,2018-01-02,"Celaya, Guanajuato",robo,,\nB,2018-01-02,Celaya,robo,95,-100\nC,,Celaya,robo,,\nD,2091-01-01,Celaya,robo,,\n`,
    );
    const { code, stdout } = await vigia(['ingest', file, '--json'], env);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      rowsRead: 4,
      loaded: 1,
      quarantined: 3,
      quarantineSample: [
        { rowNumber: 2, column: 'latitud', value: '95', reason: 'latitude-out-of-range' },
        { rowNumber: 3, column: 'fecha_del_hecho', value: '', reason: 'date-missing' },
        { rowNumber: 4, column: 'fecha_del_hecho', value: '2091-01-01', reason: 'date-in-the-future' },
      ],
    });
    const after = await health();
    expect(after.incidents).toBe(1);
    expect(after.dataVersion).not.toBe(before.dataVersion);
  });

  it('keeps a second server from the same folder, which says who has it', async () => {
    const { code, stderr } = await vigia(['serve'], env);
    expect(code).toBe(2);
    expect(stderr).toContain(place.dataDir);
  });

  it('says that its port is taken', async () => {
    const other = copyEmbedded();
    const taken = { VIGIA_DATA_DIR: other.place.dataDir, VIGIA_PORT: new URL(url).port, VIGIA_SAMPLE: 'off' };
    const { code, stderr } = await vigia(['serve'], taken);
    await other.remove();
    expect([code, stderr]).toEqual([2, expect.stringContaining(new URL(url).port)]);
  });

  it('stops cleanly when asked, and finds its data again at the next start', async () => {
    server.kill('SIGTERM');
    const code = await new Promise((resolve) => server.once('close', resolve));
    expect(code).toBe(0);
    const next = startVigia(['serve'], env);
    [, url] = await printed(next, /ready: (http:\S+)/);
    expect((await health()).incidents).toBe(1);
    next.kill('SIGTERM');
    await new Promise((resolve) => next.once('close', resolve));
  });
});
