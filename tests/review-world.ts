import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Database } from '../data/database.ts';
import { type IngestReport, ingestFile } from '../etl/ingest.ts';
import type { IngestTools } from '../etl/ingest-tools.ts';

export const TODAY = '2026-11-23';

const HEADER = [
  'folio',
  'fecha_del_hecho',
  'lugar',
  'estado',
  'delitos',
  'tipo_de_lugar',
  'latitud',
  'longitud',
  'victimas_total',
  'resumen',
] as const;
type Column = (typeof HEADER)[number];
export type Cells = Partial<Record<Column, string>>;

const GOOD: Cells = { fecha_del_hecho: '2018-01-02', lugar: 'Celaya, Guanajuato', delitos: 'robo' };

/** A CSV of our template; what a row leaves out is good. */
export function csvOf(name: string, rows: readonly Cells[]): string {
  const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'vigia-review-')), `${name}.csv`);
  const lines = rows.map((cells, i) => {
    const row: Cells = { folio: `R${i + 1}`, ...GOOD, ...cells };
    return HEADER.map((column) => `"${row[column] ?? ''}"`).join(',');
  });
  writeFileSync(file, `${[HEADER.join(','), ...lines].join('\n')}\n`);
  return file;
}

/** Loads a file as a source. */
export async function load(
  database: Database,
  tools: IngestTools,
  file: string,
  sourceId: string,
): Promise<IngestReport> {
  const result = await ingestFile(database, file, { today: TODAY, sourceId, ...tools });
  if (!result.ok) throw new Error(result.problem.reason);
  return result.report;
}

const TABLES = [
  ['report', 'source_id, report_id, version'],
  ['incident', 'incident_id'],
  ['incident_report', 'incident_id, source_id, report_id'],
  ['incident_crime', 'incident_id, crime'],
  ['incident_perpetrator', 'incident_id, perpetrator'],
  ['coverage', 'source_id, synthetic, state_code'],
  ['coverage_gap', 'source_id, synthetic, state_code, from_day'],
] as const;

/** Every row that readers may see, and what they are made of: two states are the same when these are. */
export async function rowsOf(database: Database): Promise<Record<string, unknown[]>> {
  const all: Record<string, unknown[]> = {};
  for (const [table, order] of TABLES) {
    const { rows } = await database.pool.query(`select to_jsonb(t) as row from ${table} t order by ${order}`);
    all[table] = rows.map(({ row }) => row);
  }
  const pairs = await database.pool.query(
    `select to_jsonb(p) - 'compared_at' as row from report_pair p
     order by a_source_id, a_report_id, b_source_id, b_report_id`,
  );
  all.report_pair = pairs.rows.map(({ row }) => row);
  return all;
}
