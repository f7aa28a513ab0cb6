import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { COMPARED_AT_MOST } from '../../domain/matching/pair-finder.ts';
import { ingestFile } from '../../etl/ingest.ts';
import { readIngestTools } from '../../etl/ingest-tools.ts';
import { describeOnBothDatabases } from '../databases.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'vigia-crowd-'));
const HEADER =
  'folio,fuente,fecha_del_hecho,lugar,tipo_de_lugar,delitos,presuntos_responsables,victimas_total';

/** Reports of one town and day that differ in hardly anything, and two of one kidnapping elsewhere. */
function crowdFile(crowd: number): string {
  const rows = Array.from(
    { length: crowd },
    (_, i) => `M${i},Diario ${i % 7},2018-03-12,"Chahuites, Oaxaca",tren,robo,pandilla,${1 + (i % 3)}`,
  );
  const kidnapping = (id: string, publisher: string) =>
    `${id},${publisher},2018-03-12,"Reynosa, Tamaulipas",autobús,secuestro,organización delictiva transnacional,19`;
  rows.splice(100, 0, kidnapping('K1', 'La Voz'));
  rows.push(kidnapping('K2', 'El Eco'));
  const file = path.join(folder, 'crowd.csv');
  writeFileSync(file, `${HEADER}\n${rows.join('\n')}\n`);
  return file;
}

describeOnBothDatabases('thousands of reports of one place and day', (db) => {
  // The comparing is ours and the same on both; thousands, which take a minute, show it on one of them.
  const CROWD = db.engine === 'server' ? 5000 : 1000;

  // Comparing each with each took all memory before it took all time.
  it('are loaded, the crowd is told, and what is plain is still joined', { timeout: 600_000 }, async () => {
    const before = process.memoryUsage().heapUsed;
    const tools = await readIngestTools(db.database.pool);
    const result = await ingestFile(db.database, crowdFile(CROWD), {
      sourceId: 'crowd',
      today: '2026-11-23',
      ...tools,
    });
    if (!result.ok) throw new Error(result.problem.reason);
    const { loaded, crowded, doubtful, unasked } = result.report;
    expect(loaded).toBe(CROWD + 2);
    // All but those that came while the crowd was small.
    expect(crowded).toBeGreaterThan(CROWD - 2 * COMPARED_AT_MOST);
    // Nobody can answer thousands of questions: how many are not asked is said.
    expect(doubtful).toBeLessThan(CROWD / 2);
    expect(unasked).toBeGreaterThan(CROWD);
    const { rows } = await db.database.pool.query<{ n: number }>(
      `select count(distinct incident_id)::int as n from incident_report where report_id in ('K1', 'K2')`,
    );
    expect(rows).toEqual([{ n: 1 }]);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(700 * 1024 * 1024);
  });
});
