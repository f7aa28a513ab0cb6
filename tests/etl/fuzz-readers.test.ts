import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import texts from '../../domain/locales/es/ingest.json' with { type: 'json' };
import type { Problem } from '../../domain/report.ts';
import { createScrubber } from '../../etl/personal-data.ts';
import type { FileProblem } from '../../etl/readers/reader.ts';
import { recognise } from '../../etl/recognise.ts';
import { openReportFile } from '../../etl/report-file.ts';
import { sheetDataOf, workbookOf } from './workbooks.ts';

const SEED = 4;
const folder = mkdtempSync(path.join(os.tmpdir(), 'vigia-fuzz-'));
const HEADER = [
  'folio',
  'fecha_del_hecho',
  'lugar',
  'delitos',
  'latitud',
  'longitud',
  'victimas_total',
  'resumen',
];
let nth = 0;

function write(ending: string, content: string | Uint8Array): string {
  nth += 1;
  const file = path.join(folder, `${nth}.${ending}`);
  writeFileSync(file, content);
  return file;
}

interface Outcome {
  problem: FileProblem | null;
  reports: string[];
  rejected: { rowNumber: number; problems: readonly Problem[] }[];
}

/** What an ingest does to a file before the database, with everything checked that the database relies on. */
async function readAll(file: string): Promise<Outcome> {
  const outcome: Outcome = { problem: null, reports: [], rejected: [] };
  const opened = await openReportFile(file);
  const recognised = 'reason' in opened ? opened : recognise(opened);
  if ('reason' in recognised) return { ...outcome, problem: told(recognised, file) };
  const { table, source, parse } = recognised;
  const scrubber = createScrubber(
    table.header,
    (column) => source.textRole(column),
    () => false,
  );
  const numbers = new Set<number>();
  for await (const item of table.rows({ bytes: 0 })) {
    if ('reason' in item) return { ...outcome, problem: told(item, file) };
    const clean = scrubber.scrub(item);
    const { rowNumber } = clean.row;
    // One row of the file is one row of the quarantine: a number given twice would lose one of them.
    expect(Number.isInteger(rowNumber) && rowNumber > 0 && !numbers.has(rowNumber)).toBe(true);
    numbers.add(rowNumber);
    storable(clean.row.values);
    const parsed = clean.ok ? parse(clean.row, { today: '2026-11-23' }) : null;
    if (parsed?.ok) {
      storable(parsed.report);
      expect(Buffer.byteLength(parsed.report.reportId)).toBeLessThan(2000);
      outcome.reports.push(parsed.report.reportId);
      continue;
    }
    const problems = clean.ok ? (parsed?.ok === false ? parsed.rejection.problems : []) : clean.problems;
    expect(problems.length).toBeGreaterThan(0);
    for (const { column, value, reason } of problems) {
      expect([typeof column, typeof value, reason in texts.problem ? '' : reason]).toEqual([
        'string',
        'string',
        '',
      ]);
    }
    storable(problems);
    outcome.rejected.push({ rowNumber, problems });
  }
  return outcome;
}

function told(problem: FileProblem, file: string): FileProblem {
  expect([problem.file, problem.reason in texts.file ? '' : problem.reason]).toEqual([file, '']);
  return problem;
}

/** PostgreSQL keeps neither NUL nor half a surrogate pair, in no text and no key of a JSON object. */
function storable(value: object): void {
  const walk = (one: unknown): void => {
    if (typeof one === 'string') expect(/[\0\p{Cs}]/u.test(one)).toBe(false);
    else if (typeof one === 'object' && one !== null) Object.entries(one).flat().forEach(walk);
  };
  walk(value);
}

const nasty = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom(
    '"',
    '""',
    '\n',
    '\r\n',
    ',',
    ';',
    '\t',
    '\0',
    '\ud800',
    '\udc00x',
    '=1+1',
    '-1',
    '1e400',
    'NaN',
    '__proto__',
    '2018-01-02',
    '31/02/2018',
    '9'.repeat(400),
    'x'.repeat(40_000),
    '\u202e',
    '<&]]>',
    '_x0000_',
    '_xD800_',
  ),
);
const good = fc.constantFrom('2018-01-02', 'robo', 'Celaya, Guanajuato', '20', '-100', '3', 'A1');
const cell = fc.oneof({ weight: 3, arbitrary: good }, { weight: 2, arbitrary: nasty });
const table = fc.array(fc.array(cell, { maxLength: 10 }), { maxLength: 8 });
const options = (numRuns: number) => ({ seed: SEED, numRuns });

describe('readers of any content', { timeout: 60_000 }, () => {
  it('CSV: each row is a report or has its reasons, and nothing throws', async () => {
    await fc.assert(
      fc.asyncProperty(table, fc.constantFrom(',', ';', '\t'), async (rows, delimiter) => {
        const text = stringify([HEADER, ...rows], { delimiter, quoted: true });
        await readAll(write('csv', text));
      }),
      options(150),
    );
  });

  it('CSV cut anywhere or with bytes changed: the same', async () => {
    const text = Buffer.from(
      stringify([HEADER, ['A', '2018-01-02', 'Cárdenas "El Ñandú", Tab.', 'robo', '', '', '3', 'x\ny']]),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.nat(text.length),
        fc.array(fc.tuple(fc.nat(text.length - 1), fc.nat(255)), { maxLength: 4 }),
        async (end, changes) => {
          const bytes = Buffer.from(text.subarray(0, end));
          for (const [at, byte] of changes) if (at < bytes.length) bytes[at] = byte;
          await readAll(write('csv', bytes));
        },
      ),
      options(150),
    );
  });

  it('JSON Lines: the same, also with keys that no database keeps', async () => {
    const value = fc.oneof(
      cell,
      fc.integer(),
      fc.double(),
      fc.boolean(),
      fc.constant(null),
      fc.array(cell, { maxLength: 3 }),
      fc.object({ maxDepth: 3 }),
    );
    const line = fc.oneof(
      fc
        .dictionary(fc.oneof(fc.constantFrom(...HEADER), nasty), value, { maxKeys: 10 })
        .map((object) => JSON.stringify(object)),
      nasty,
      fc.constantFrom('[]', '1', '{', '{"a":', `{"a":${'['.repeat(5000)}`),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 8 }), async (lines) => {
        const first = JSON.stringify({
          folio: 'A',
          fecha_del_hecho: '2018-01-02',
          lugar: 'Celaya',
          delitos: 'robo',
        });
        await readAll(write('jsonl', [first, ...lines].join('\n')));
      }),
      options(150),
    );
  });

  it('workbooks: the same', async () => {
    await fc.assert(
      fc.asyncProperty(table, fc.array(nasty, { maxLength: 3 }), async (rows, extra) => {
        await readAll(write('xlsx', workbookOf(sheetDataOf([[...HEADER, ...extra], ...rows]))));
      }),
      options(100),
    );
  });

  it('workbooks with any XML in their sheet or any bytes changed: the same', async () => {
    const sheet = sheetDataOf([HEADER, ['A', '2018-01-02', 'Celaya', 'robo']]);
    const piece = fc.constantFrom(
      '<row r="x">',
      '<row r="-3">',
      '<row r="1">',
      '<row>',
      '</row>',
      '<c r="7" t="s"><v>9</v></c>',
      '<c r="ZZZZZ1"><v>1</v></c>',
      '<c t="s"><v>-1</v></c>',
      '<c t="s"><v>NaN</v></c>',
      '<c s="99"><v>1e308</v></c>',
      '&lol;',
      '&#0;',
      '&#xD800;',
      '<![CDATA[x]]>',
      '<!DOCTYPE a [<!ENTITY b "c">]>',
      '<v>',
      '</sheetData>',
      '<!--',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 5 }), async (pieces) => {
        await readAll(write('xlsx', workbookOf(`${sheet}${pieces.join('')}`)));
      }),
      options(100),
    );
    const whole = workbookOf(sheet);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }),
        async (changes) => {
          const bytes = Uint8Array.from(whole);
          for (const [at, byte] of changes) bytes[at] = byte;
          await readAll(write('xlsx', bytes));
        },
      ),
      options(100),
    );
  });
});

describe('files made to do harm', { timeout: 60_000 }, () => {
  const row = ['A', '2018-01-02', 'Celaya', 'robo', '', '', '3', ''];

  it('a cell of 10 MB is quarantined with its column and length', async () => {
    const text = stringify([HEADER, [...row.slice(0, 7), 'x'.repeat(10 << 20)], ['B', ...row.slice(1)]]);
    const { rejected, reports } = await readAll(write('csv', text));
    expect(rejected).toMatchObject([
      { rowNumber: 1, problems: [{ column: 'resumen', value: String(10 << 20), reason: 'cell-too-long' }] },
    ]);
    expect(reports).toEqual(['B']);
  });

  it('an id that no index holds is quarantined', async () => {
    const { rejected } = await readAll(
      write('csv', stringify([HEADER, ['x'.repeat(5000), ...row.slice(1)]])),
    );
    expect(rejected).toMatchObject([{ problems: [{ column: 'folio', reason: 'cell-too-long' }] }]);
  });

  it('NULs and halves of surrogate pairs are quarantined readable, in cells and in names of columns', async () => {
    const line = (more: object) =>
      JSON.stringify({
        folio: 'A',
        fecha_del_hecho: '2018-01-02',
        lugar: 'Celaya',
        delitos: 'robo',
        ...more,
      });
    const text = [
      line({ resumen: 'a\0b' }),
      line({ folio: 'B', resumen: '\ud800' }),
      line({ folio: 'C', 'otra\0': 'x' }),
    ];
    const { rejected, reports } = await readAll(write('jsonl', text.join('\n')));
    expect(rejected.map(({ problems }) => problems[0]?.reason)).toEqual([
      'characters-unreadable',
      'characters-unreadable',
    ]);
    expect(reports).toEqual(['C']);
  });

  it('a value nested 100,000 deep is quarantined', async () => {
    const deep = `{"folio":"A","fecha_del_hecho":"2018-01-02","lugar":"Celaya","delitos":"robo","resumen":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}`;
    const { rejected } = await readAll(write('jsonl', deep));
    expect(rejected).toMatchObject([{ problems: [{ column: 'resumen', reason: 'value-is-no-text' }] }]);
  });

  it('rows of a sheet that claim one number are all kept', async () => {
    const cells = sheetDataOf([HEADER, row])
      .replace(/^<row>.*?<\/row>/, '')
      .replace('<row>', '<row r="2">');
    const { reports } = await readAll(write('xlsx', workbookOf(sheetDataOf([HEADER]) + cells + cells)));
    expect(reports).toHaveLength(2);
  });

  const sheet = sheetDataOf([HEADER, row]);
  const bombs: [what: string, bytes: () => Uint8Array, reason: string][] = [
    [
      'a sheet that inflates a thousandfold',
      () => workbookOf(sheet + ' '.repeat(40 << 20)),
      'workbook-too-large',
    ],
    [
      'thousands of parts',
      () => workbookOf(sheet, Object.fromEntries(Array.from({ length: 2500 }, (_, i) => [`p${i}`, '']))),
      'workbook-too-large',
    ],
    [
      'a part that is larger than it says',
      () => lying(workbookOf(sheet + ' '.repeat(8 << 20))),
      'file-malformed',
    ],
    [
      'entities that swell',
      () =>
        workbookOf(sheet, {
          'xl/workbook.xml': `<!DOCTYPE a [<!ENTITY x "lol">${'abcdefgh'
            .split('')
            .map((c, i, all) => `<!ENTITY ${c} "${`&${all[i - 1] ?? 'x'};`.repeat(10)}">`)
            .join('')}]><workbook>&h;</workbook>`,
        }),
      'workbook-unreadable',
    ],
    [
      'elements nested without end',
      () => workbookOf(sheet, { 'xl/workbook.xml': '<a>'.repeat(100_000) }),
      'workbook-unreadable',
    ],
    [
      'a part that is itself a workbook',
      () => workbookOf(sheet, { 'xl/workbook.xml': workbookOf(sheet) }),
      'workbook-unreadable',
    ],
    ['no end', () => workbookOf(sheet).subarray(0, 400), 'workbook-unreadable'],
  ];
  for (const [what, bytes, reason] of bombs) {
    it(`a workbook with ${what} is refused in little memory: ${reason}`, { timeout: 60_000 }, async () => {
      const file = write('xlsx', bytes());
      const before = process.memoryUsage().rss;
      expect((await readAll(file)).problem).toMatchObject({ file, reason });
      expect(process.memoryUsage().rss - before).toBeLessThan(300 << 20);
    });
  }
});

/** Halves the size that the directory declares of the sheet. */
function lying(zip: Uint8Array): Uint8Array {
  const bytes = Buffer.from(zip);
  const name = Buffer.from('xl/worksheets/sheet1.xml');
  const entry = bytes.indexOf(name, bytes.indexOf(Buffer.from([0x50, 0x4b, 1, 2]))) - 46;
  bytes.writeUInt32LE(bytes.readUInt32LE(entry + 24) >> 1, entry + 24);
  return bytes;
}
