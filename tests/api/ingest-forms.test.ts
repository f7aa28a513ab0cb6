import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { strToU8, zipSync } from 'fflate';
import { beforeAll, expect, it } from 'vitest';
import { type IngestOptions, type IngestReport, ingestFile } from '../../etl/ingest.ts';
import { type IngestTools, readIngestTools } from '../../etl/ingest-tools.ts';
import { readMapping } from '../../etl/mapping/read-mapping.ts';
import type { IngestProgress } from '../../etl/progress.ts';
import { mappedSource } from '../../etl/sources/mapped.ts';
import { describeOnBothDatabases } from '../databases.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'vigia-forms-'));
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

function write(name: string, content: string | Uint8Array): string {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}

const HEADER = 'folio,fecha_del_hecho,lugar,delitos,resumen';

/** A workbook of one sheet, as small as Excel itself would accept. */
function workbook(rows: string[][]): Uint8Array {
  const cell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
  const sheet = rows.map((row) => `<row>${row.map(cell).join('')}</row>`).join('');
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const parts = 'http://schemas.openxmlformats.org/package/2006/relationships';
  const types = 'http://schemas.openxmlformats.org/package/2006/content-types';
  return zipSync({
    '[Content_Types].xml': strToU8(
      `<Types xmlns="${types}"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    ),
    '_rels/.rels': strToU8(
      `<Relationships xmlns="${parts}"><Relationship Id="r1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ),
    'xl/workbook.xml': strToU8(
      `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="Reportes" sheetId="1" r:id="r1"/></sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      `<Relationships xmlns="${parts}"><Relationship Id="r1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    ),
    'xl/worksheets/sheet1.xml': strToU8(
      `<worksheet xmlns="${main}"><sheetData>${sheet}</sheetData></worksheet>`,
    ),
  });
}

describeOnBothDatabases('reports in other forms', (db) => {
  let tools: IngestTools;
  beforeAll(async () => {
    tools = await readIngestTools(db.database.pool);
  });

  const ingest = (file: string, options: Partial<IngestOptions> = {}) =>
    ingestFile(db.database, file, { today: '2026-11-23', ...tools, ...options });
  const load = async (file: string, options: Partial<IngestOptions> = {}): Promise<IngestReport> => {
    const result = await ingest(file, options);
    if (!result.ok) throw new Error(JSON.stringify(result.problem));
    return result.report;
  };
  const count = async (sourceId: string): Promise<number> =>
    (await db.database.pool.query('select from report where source_id = $1', [sourceId])).rowCount ?? 0;

  it('a workbook is read like a CSV file', async () => {
    const rows = [
      HEADER.split(','),
      ['X1', '2018-03-12', 'Chahuites, Oaxaca', 'robo', ''],
      ['X2', 'ayer', 'Celaya, Guanajuato', 'robo', ''],
    ];
    const report = await load(write('book.xlsx', workbook(rows)), { sourceId: 'book' });
    expect(report).toMatchObject({ container: 'xlsx', sheet: 'Reportes', loaded: 1, quarantined: 1 });
  });

  it('JSON Lines are read like a CSV file', async () => {
    const line = { folio: 'J1', fecha_del_hecho: '2018-03-12', lugar: 'Chahuites, Oaxaca', delitos: 'robo' };
    const file = write(
      'lines.jsonl',
      `${JSON.stringify(line)}\n${JSON.stringify({ ...line, folio: 'J2' })}\n`,
    );
    expect(await load(file, { sourceId: 'lines' })).toMatchObject({ container: 'jsonl', loaded: 2 });
  });

  it('a CSV file in Windows-1252 keeps its accents, and the result says how it was read', async () => {
    const text = `${HEADER}\nW1,2018-03-12,"Córdoba, Veracruz",extorsión,\n`;
    const report = await load(write('latin.csv', Buffer.from(text, 'latin1')), { sourceId: 'latin' });
    expect(report).toMatchObject({ encoding: 'windows-1252', loaded: 1 });
    const { rows } = await db.database.pool.query(`select place_text from report where source_id = 'latin'`);
    expect(rows).toEqual([{ place_text: 'Córdoba, Veracruz' }]);
  });

  for (const name of ['acled', 'ucdp-ged', 'shelter-register']) {
    it(`the worked mapping of ${name} reads its file`, async () => {
      const mapping = await readMapping(path.join(ROOT, 'docs', 'examples', `${name}.json`));
      if (!mapping.ok) throw new Error(JSON.stringify(mapping));
      const report = await load(path.join(ROOT, 'tests', 'fixtures', 'mapped', `${name}.csv`), {
        sources: [mappedSource(mapping.mapping)],
        sourceId: name,
      });
      expect(report.loaded).toBeGreaterThan(0);
      expect(report.rowsRead).toBe(report.loaded + report.quarantined + report.skipped);
    });
  }

  it('what a mapping says of the hour and of the people is stored, and a wrong word is quarantined', async () => {
    const { rows } = await db.database.pool.query(
      `select report_id, day_part, leaving_reasons, vulnerabilities from report
       where source_id = 'shelter-register' order by report_id`,
    );
    expect(rows).toEqual([
      {
        report_id: 'R-1',
        day_part: 'small_hours',
        leaving_reasons: ['violence', 'extortion'],
        vulnerabilities: ['minor_alone', 'without_documents', 'pregnant'],
      },
      {
        report_id: 'R-2',
        day_part: 'night',
        leaving_reasons: ['poverty'],
        vulnerabilities: ['travelling_alone'],
      },
      { report_id: 'R-3', day_part: '', leaving_reasons: [], vulnerabilities: [] },
    ]);
    const { rows: kept } = await db.database.pool.query(
      `select row_number, problems from quarantine where source_id = 'shelter-register'`,
    );
    expect(kept).toEqual([
      {
        row_number: 4,
        problems: [
          { column: 'hora', value: 'temprano', reason: 'unknown-day-part' },
          { column: 'por qué salió', value: 'aventura', reason: 'not-in-mapping' },
        ],
      },
    ]);
  });

  it('a dry run says the same and leaves nothing', async () => {
    const file = write('dry.csv', `${HEADER}\nD1,2018-03-12,Celaya,robo,\nD2,,Celaya,robo,\n`);
    const tried = await load(file, { sourceId: 'dry', dryRun: true });
    expect(tried).toMatchObject({ dryRun: true, loaded: 1, quarantined: 1 });
    expect(await count('dry')).toBe(0);
    const loaded = await load(file, { sourceId: 'dry' });
    expect({ ...loaded, dryRun: true }).toEqual(tried);
  });

  it('one that is called off half-way loads nothing', async () => {
    const rows = Array.from({ length: 5000 }, (_, i) => `C${i},2018-03-12,Celaya,robo,`).join('\n');
    const called = new AbortController();
    const result = await ingest(write('long.csv', `${HEADER}\n${rows}\n`), {
      sourceId: 'long',
      signal: called.signal,
      onProgress: () => called.abort(),
    });
    expect(result).toMatchObject({ ok: false, problem: { reason: 'cancelled' } });
    const { rowCount } = await db.database.pool.query('select from staged_report');
    expect([await count('long'), rowCount]).toEqual([0, 0]);
  });

  it('one that is called off while it is loaded loads nothing', async () => {
    const rows = Array.from({ length: 3000 }, (_, i) => `L${i},2018-03-12,Celaya,robo,`).join('\n');
    const called = new AbortController();
    const steps: IngestProgress[] = [];
    const result = await ingest(write('late.csv', `${HEADER}\n${rows}\n`), {
      sourceId: 'late',
      signal: called.signal,
      onProgress: (progress) => {
        steps.push(progress);
        if (progress.step === 'loading' && progress.share > 0) called.abort();
      },
    });
    expect(result).toMatchObject({ ok: false, problem: { reason: 'cancelled' } });
    const { rowCount } = await db.database.pool.query('select from staged_report');
    expect([await count('late'), rowCount]).toEqual([0, 0]);
    expect(steps[0]).toMatchObject({ step: 'reading', rowsRead: 2000, bytesTotal: expect.any(Number) });
    expect(steps.map(({ share }) => share).every((share) => share >= 0 && share <= 1)).toBe(true);
  });

  it('the same file three times adds nothing after the first', async () => {
    const file = write('thrice.csv', `${HEADER}\nT1,2018-03-12,Celaya,robo,\nT2,ayer,Celaya,robo,\n`);
    const first = await load(file, { sourceId: 'thrice' });
    expect(first).toMatchObject({ loaded: 1, alreadyKnown: 0, quarantined: 1 });
    for (let again = 0; again < 2; again++) {
      expect(await load(file, { sourceId: 'thrice' })).toMatchObject({
        loaded: 0,
        alreadyKnown: 1,
        quarantined: 1,
      });
    }
    const { rows } = await db.database.pool.query(
      `select (select count(*) from report where source_id = 'thrice') as reports,
         (select count(*) from quarantine where source_id = 'thrice') as quarantined,
         (select count(*) from source_file where source_id = 'thrice') as files`,
    );
    expect(rows).toEqual([{ reports: 1, quarantined: 1, files: 1 }]);
  });

  it('rows with characters or ids that no database keeps go to quarantine, readable, and the others load', async () => {
    const line = (more: object) =>
      JSON.stringify({
        folio: 'N1',
        fecha_del_hecho: '2018-03-12',
        lugar: 'Celaya',
        delitos: 'robo',
        ...more,
      });
    const lines = [
      line({}),
      line({ folio: 'N2', resumen: 'a\0b' }),
      line({ folio: 'N3', resumen: 'half \ud800' }),
      line({ folio: Array.from({ length: 5000 }, (_, i) => (i * 7919).toString(36)).join('') }),
      line({ folio: 'N4', 'resumen\0': 'x', fecha_del_hecho: 'ayer' }),
    ];
    const report = await load(write('nul.jsonl', lines.join('\n')), { sourceId: 'nul' });
    expect(report).toMatchObject({
      loaded: 1,
      quarantined: 4,
      quarantinedBy: { 'characters-unreadable': 2, 'cell-too-long': 1, 'date-unreadable': 1 },
    });
    const { rows } = await db.database.pool.query(
      `select original ->> 'resumen' as resumen from quarantine where source_id = 'nul' order by row_number limit 2`,
    );
    expect(rows).toEqual([{ resumen: 'a\ufffdb' }, { resumen: 'half \ufffd' }]);
  });

  it('personal data reaches neither the reports nor the quarantine', async () => {
    const secrets = [
      'Juan Pérez López',
      'PELJ800101HDFRPN08',
      '961 123 4567',
      'juan.perez@example.org',
      'Benita Ruiz',
    ];
    const told = `La víctima, ${secrets[0]}, CURP ${secrets[1]}, tel. ${secrets[2]}, correo ${secrets[3]}`;
    const header = `${HEADER},nombre_de_la_victima`;
    const good = `P1,2018-03-12,"Chahuites, Oaxaca",robo,"${told}","${secrets[4]}"`;
    const bad = `P2,ayer,"Chahuites, Oaxaca",robo,"${told}","${secrets[4]}"`;
    const report = await load(write('people.csv', `${header}\n${good}\n${bad}\n`), { sourceId: 'people' });
    expect(report).toMatchObject({ loaded: 1, quarantined: 1, personalData: { rows: 2 } });
    expect(report.personalData.columns).toEqual(['nombre_de_la_victima']);
    const { rows } = await db.database.pool.query<{ all: string }>(
      `select (select coalesce(string_agg(r::text, ' '), '') from report r)
         || (select coalesce(string_agg(q::text, ' '), '') from quarantine q)
         || (select coalesce(string_agg(f::text, ' '), '') from source_file f) as all`,
    );
    for (const secret of secrets) expect(rows[0].all).not.toContain(secret);
    expect(rows[0].all).toContain('Chahuites, Oaxaca');
  });
});
