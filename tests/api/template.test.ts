import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ingestFile } from '../../etl/ingest.ts';
import { type IngestTools, readIngestTools } from '../../etl/ingest-tools.ts';
import { openReportFile } from '../../etl/report-file.ts';
import { type TemplateColumn, templateOf } from '../../etl/template/template.ts';
import { writeTemplate } from '../../etl/template/write-template.ts';
import { describeOnBothDatabases } from '../databases.ts';
import { startServer, type TestServer } from '../server.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'vigia-template-'));

const FREE: Partial<Record<TemplateColumn['kind'], string>> = {
  date: '2018-03-12',
  degrees: '',
  count: '2',
  link: 'https://example.org/nota',
  countries: 'Honduras; El Salvador',
};
const FREE_TEXT: Partial<Record<TemplateColumn['column'], string>> = {
  placeText: 'Chahuites, Oaxaca',
  municipality: 'Chahuites',
  state: 'Oaxaca',
};

/** One row for every word of every vocabulary, so that each of them is read at least once. */
function filled(columns: readonly TemplateColumn[]): string[][] {
  const rows = Math.max(...columns.map(({ words }) => words.length));
  return Array.from({ length: rows }, (_, at) =>
    columns.map(({ column, kind, words, several }) => {
      if (column === 'reportId') return `T${at}`;
      if (FREE_TEXT[column] !== undefined) return FREE_TEXT[column];
      if (words.length === 0) return FREE[kind] ?? 'Albergue de prueba';
      const word = words[at % words.length];
      return several ? [word, words[(at + 1) % words.length]].join('; ') : word;
    }),
  );
}

/** Writes rows under the header of a workbook, as somebody who fills it in does. */
function withRows(workbook: Buffer, rows: readonly string[][]): Uint8Array {
  const parts = unzipSync(workbook);
  const cell = (text: string) =>
    `<c t="inlineStr"><is><t>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</t></is></c>`;
  const added = rows.map((row) => `<row>${row.map(cell).join('')}</row>`).join('');
  const sheet = strFromU8(parts['xl/worksheets/sheet1.xml']).replace('</sheetData>', `${added}</sheetData>`);
  return zipSync({ ...parts, 'xl/worksheets/sheet1.xml': strToU8(sheet) });
}

describe('the template', () => {
  it.each(['es', 'en'] as const)(
    'explains every column, rule and crime in %s, and offers the words',
    async (language) => {
      const { bytes } = await writeTemplate(language, 'xlsx');
      const parts = unzipSync(bytes);
      const said = strFromU8(parts['xl/sharedStrings.xml']);
      const { columns, rules, crimes } = templateOf(language);
      for (const text of [
        ...columns.map(({ meaning }) => meaning),
        ...rules,
        ...crimes.map(({ means }) => means),
      ]) {
        expect(said).toContain(text.replaceAll('&', '&amp;'));
      }
      const sheet = strFromU8(parts['xl/worksheets/sheet1.xml']);
      const offered = columns.filter(({ words, kind }) => words.length > 0 || kind === 'count').length;
      expect(sheet.split('<dataValidation ').length - 1).toBe(offered);
      // Excel calls a sheet broken whose parts stand in another order.
      expect(sheet.indexOf('</sheetData>')).toBeLessThan(sheet.indexOf('<dataValidations'));
    },
  );

  it('is read by its own reader: the reports, not the sheet that explains them', async () => {
    const file = path.join(folder, 'empty.xlsx');
    writeFileSync(file, (await writeTemplate('es', 'xlsx')).bytes);
    const opened = await openReportFile(file);
    if ('reason' in opened) throw new Error(opened.reason);
    expect(opened.tables[0].header).toEqual(templateOf('es').columns.map(({ header }) => header));
  });
});

describeOnBothDatabases('the template filled in', (db) => {
  let server: TestServer;
  let tools: IngestTools;
  beforeAll(async () => {
    tools = await readIngestTools(db.database.pool);
    server = await startServer(db.database);
  });
  afterAll(() => server?.stop());

  for (const language of ['es', 'en'] as const) {
    for (const format of ['xlsx', 'csv'] as const) {
      it(`in ${language} as ${format} is loaded without a row in quarantine`, async () => {
        const rows = filled(templateOf(language).columns);
        const { bytes } = await writeTemplate(language, format);
        const file = path.join(folder, `${db.engine}-${language}.${format}`);
        const lines = rows.map((row) => row.map((cell) => `"${cell}"`).join(',')).join('\n');
        writeFileSync(file, format === 'csv' ? `${bytes.toString()}${lines}\n` : withRows(bytes, rows));
        const result = await ingestFile(db.database, file, {
          today: '2026-11-23',
          sourceId: `${language}-${format}`,
          ...tools,
        });
        if (!result.ok) throw new Error(JSON.stringify(result.problem));
        expect(result.report.quarantineSample).toEqual([]);
        expect(result.report).toMatchObject({ format: 'camrd', loaded: rows.length, quarantined: 0 });
        const { rows: stored } = await db.database.pool.query(
          `select responses, withheld, leaving_reasons, vulnerabilities, day_part from report
           where source_id = $1 and report_id = 'T0'`,
          [`${language}-${format}`],
        );
        expect(stored).toEqual([
          {
            responses: ['medical_care', 'psychological_care'],
            withheld: ['place', 'source'],
            leaving_reasons: ['violence', 'extortion'],
            vulnerabilities: ['without_documents', 'without_money'],
            day_part: 'small_hours',
          },
        ]);
      });
    }
  }

  it('comes over the API as a file with a name', async () => {
    const answer = await server.fetchAs('steward', '/api/template?lang=en');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-disposition')).toContain('vigia-template.xlsx');
    expect(answer.headers.get('content-type')).toContain('spreadsheetml');
    const text = await (await server.fetchAs('steward', '/api/template?format=csv')).text();
    expect(text).toContain('folio,fuente');
    expect((await server.fetchAs('steward', '/api/template?lang=fr')).status).toBe(400);
  });
});
