import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RowOrBroken } from '../../etl/readers/reader.ts';
import { openReportFile } from '../../etl/report-file.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'vigia-files-'));
});

function write(name: string, content: string | Buffer): string {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}

async function reasonOf(file: string): Promise<string> {
  const opened = await openReportFile(file);
  return 'reason' in opened ? opened.reason : 'opened';
}

async function rowsOf(file: string) {
  const opened = await openReportFile(file);
  if ('reason' in opened) throw new Error(opened.reason);
  const rows: unknown[] = [];
  for await (const item of opened.tables[0].rows({ bytes: 0 })) rows.push(item);
  return rows as (RowOrBroken | { reason: string; rowNumber?: number })[];
}

describe('a file of reports', () => {
  it('that is missing is told so', async () => {
    expect(await reasonOf(path.join(folder, 'nothing.csv'))).toBe('file-missing');
    expect(await reasonOf(path.join(write('plain.csv', 'a,b\n'), 'beneath'))).toBe('file-missing');
  });

  it('that is a folder is told so', async () => {
    mkdirSync(path.join(folder, 'dir.csv'));
    expect(await reasonOf(path.join(folder, 'dir.csv'))).toBe('file-is-a-folder');
  });

  it('that is empty is told so', async () => {
    expect(await reasonOf(write('empty.csv', ''))).toBe('file-empty');
  });

  it('that is binary is told so', async () => {
    expect(await reasonOf(write('b.csv', Buffer.from([1, 2, 0, 0, 0, 1])))).toBe('file-binary');
  });

  it('that begins like a workbook and is none is told so', async () => {
    expect(await reasonOf(write('w.xlsx', Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0, 1])))).toBe(
      'workbook-unreadable',
    );
  });

  it('with a line of 20 MB is refused without reading it into memory', async () => {
    expect(await reasonOf(write('long.csv', Buffer.alloc(20 * 1024 * 1024, 'a')))).toBe('file-line-too-long');
  });

  it('whose header has one name twice is refused with that column', async () => {
    const opened = await openReportFile(write('twice.csv', 'folio,lugar,folio\n1,x,2\n'));
    expect(opened).toMatchObject({ reason: 'header-repeats', detail: '#3' });
  });

  it('is read with commas, semicolons or tabs, with a mark of byte order, and with Windows line ends', async () => {
    const row = { ok: true, row: { rowNumber: 1, values: { a: '1', b: 'x, y; z' } } };
    expect(await rowsOf(write('comma.csv', 'a,b\n1,"x, y; z"\n'))).toEqual([row]);
    expect(await rowsOf(write('semi.csv', 'a;b\r\n1;"x, y; z"\r\n'))).toEqual([row]);
    expect(await rowsOf(write('tab.csv', '\uFEFFa\tb\r\n1\tx, y; z\r\n'))).toEqual([row]);
  });

  it('keeps a row with too many or too few cells whole, and marks it', async () => {
    const rows = await rowsOf(write('ragged.csv', 'a,b\n1,2,3\n4\n5,6\n'));
    expect(rows).toEqual([
      {
        ok: false,
        problems: [{ column: '', value: '3 / 2', reason: 'wrong-number-of-cells' }],
        row: { rowNumber: 1, values: { a: '1', b: '2', '#3': '3' } },
      },
      {
        ok: false,
        problems: [{ column: '', value: '1 / 2', reason: 'wrong-number-of-cells' }],
        row: { rowNumber: 2, values: { a: '4' } },
      },
      { ok: true, row: { rowNumber: 3, values: { a: '5', b: '6' } } },
    ]);
  });

  it('whose quote never closes ends with the row that is to blame', async () => {
    const rows = await rowsOf(write('open.csv', 'a,b\n1,2\n3,"4\n5,6\n'));
    expect(rows.at(-1)).toMatchObject({ reason: 'file-malformed', rowNumber: 2 });
  });

  it('counts rows across line breaks inside quotes', async () => {
    const rows = await rowsOf(write('breaks.csv', 'a,b\n1,"two\nlines"\n3,4\n'));
    expect(rows[1]).toMatchObject({ row: { rowNumber: 2, values: { a: '3' } } });
  });
});
