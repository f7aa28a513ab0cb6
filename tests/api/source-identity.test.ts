import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ingestFile } from '../../etl/ingest.ts';
import { readIngestTools } from '../../etl/ingest-tools.ts';
import { bodyOf } from '../body-of.ts';
import { describeOnBothDatabases } from '../databases.ts';
import { startServer, type TestServer } from '../server.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'vigia-who-'));
/** In the id and name of the source, its file, and the words of its reports. */
const WHO = /casa-callada|Casa Callada/i;

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describeOnBothDatabases('who told it', (db) => {
  let server: TestServer;
  let paths: string[] = [];

  beforeAll(async () => {
    const file = path.join(folder, 'casa-callada.csv');
    const rows = Array.from(
      { length: 12 },
      (_, i) => `C${i},2018-01-${i + 10},"Celaya, Guanajuato",robo,Casa Callada lo contó`,
    );
    writeFileSync(file, `folio,fecha_del_hecho,lugar,delitos,resumen\n${rows.join('\n')}\n`);
    const tools = await readIngestTools(db.database.pool);
    const loaded = await ingestFile(db.database, file, {
      sourceId: 'casa-callada',
      today: '2026-11-23',
      ...tools,
    });
    if (!loaded.ok) throw new Error(loaded.problem.reason);
    await db.database.pool.query(`update source set name = 'Casa Callada' where source_id = 'casa-callada'`);
    const { rows: ids } = await db.database.pool.query('select min(incident_id) as id from incident');
    server = await startServer(db.database);
    const document = await (await server.fetchAs('administrator', '/api/openapi.json')).json();
    paths = Object.entries(document.paths as Record<string, object>)
      .filter(([, methods]) => 'get' in methods)
      .map(([name]) => name.replaceAll(/\{\w+\}/g, String(ids[0].id)));
  });
  afterAll(() => server?.stop());

  const tellingWho = async (role: 'planner' | 'recipient' | 'analyst' | 'steward') => {
    const found: string[] = [];
    for (const at of paths) {
      const response = await server.fetchAs(role, at);
      if (WHO.test(await bodyOf(response))) found.push(at);
    }
    return found;
  };

  it.each(['planner', 'recipient'] as const)('is in no answer to a %s, whatever they ask', async (role) => {
    expect(await tellingWho(role)).toEqual([]);
  });

  it('is told to whoever may know it, so that this test could fail', async () => {
    expect((await tellingWho('steward')).length).toBeGreaterThan(0);
  });
});
