import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { readIngestTools } from '../../etl/ingest-tools.ts';
import { describeOnBothDatabases } from '../databases.ts';
import { csvOf, load } from '../review-world.ts';
import { vigia } from './process.ts';

vi.setConfig({ testTimeout: 240_000 });
const folder = mkdtempSync(path.join(os.tmpdir(), 'vigia-quarantine-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describeOnBothDatabases('vigia quarantine', (db) => {
  const env = (): Record<string, string> => ({
    VIGIA_DATA_DIR: db.place.databaseUrl === null ? db.place.dataDir : path.join(folder, db.engine),
    ...(db.place.databaseUrl === null ? {} : { VIGIA_DATABASE_URL: db.place.databaseUrl }),
  });
  const quarantine = (...args: string[]) => vigia(['quarantine', ...args], env());

  beforeAll(async () => {
    const file = csvOf('filas', [
      {},
      { fecha_del_hecho: '31/02/2017' },
      { lugar: '=HYPERLINK(1)', delitos: 'abigeato' },
    ]);
    await load(db.database, await readIngestTools(db.database.pool), file, 'cli');
  });

  it('lists what waits by file and reason, exports it safely, and takes the corrected file back', async () => {
    const listed = await quarantine('list');
    expect(listed.code).toBe(0);
    expect(listed.stdout).toContain('2 rows');
    expect(listed.stdout).toContain('filas.csv, row 2, column fecha_del_hecho: “31/02/2017”');

    const out = path.join(folder, `${db.engine}.csv`);
    expect((await quarantine('export', '--out', out, '--whole-rows')).code).toBe(0);
    const exported = readFileSync(out, 'utf8');
    expect(exported).toContain(`'=HYPERLINK(1)`);
    expect(exported).not.toMatch(/(^|,)"?=HYPERLINK/m);

    // As a spreadsheet of a Spanish desktop saves it: semicolons; one cell of each row corrected.
    // A separator is a comma outside quotes: one followed by an even number of quotes.
    const edited = exported
      .replaceAll(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/g, ';')
      .replace('fecha_del_hecho;31/02/2017', 'fecha_del_hecho;28/02/2017')
      .replace('delitos;abigeato', 'delitos;robo');
    writeFileSync(out, edited);
    const replayed = await quarantine('replay', '--corrections', out, '--json');
    expect(replayed.stderr + replayed.stdout).toContain(
      '"counts":{"loaded":2,"known":0,"rejected":0,"refused":0}',
    );
    const { rows } = await db.database.pool.query(
      `select row_number, corrected from quarantine where source_id = 'cli' order by row_number`,
    );
    expect(rows).toEqual([
      { row_number: 2, corrected: { fecha_del_hecho: '28/02/2017' } },
      { row_number: 3, corrected: { delitos: 'robo' } },
    ]);
    const again = JSON.parse((await quarantine('replay', '--json')).stdout);
    expect(again.counts).toEqual({ loaded: 0, known: 0, rejected: 0, refused: 0 });
  });

  it('says what is wrong with a file of corrections', async () => {
    const file = path.join(folder, 'wrong.csv');
    writeFileSync(file, 'a,b\n1,2\n');
    const wrong = await quarantine('replay', '--corrections', file);
    expect([wrong.code, wrong.stdout]).toEqual([2, '']);
    expect(wrong.stderr).toContain('missing columns: source, sha256, row, column, value');
    expect((await quarantine('replay', '--corrections', `${file}.none`)).code).toBe(2);
  });
});
