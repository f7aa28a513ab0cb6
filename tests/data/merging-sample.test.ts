import { fileURLToPath } from 'node:url';
import { beforeAll, expect, it } from 'vitest';
import { type IngestReport, ingestFile } from '../../etl/ingest.ts';
import { readIngestTools } from '../../etl/ingest-tools.ts';
import { describeOnBothDatabases } from '../databases.ts';
import { sampleTruth, scoreMatching, sentence } from '../matching-truth.ts';

const SAMPLE = fileURLToPath(new URL('../../data/sample/camrd-sample.csv', import.meta.url));

describeOnBothDatabases('merging the sample', (db) => {
  let report: IngestReport;
  let seconds = 0;

  beforeAll(async () => {
    const tools = await readIngestTools(db.database.pool);
    const start = performance.now();
    const result = await ingestFile(db.database, SAMPLE, {
      sourceId: 'sample',
      today: '2026-11-23',
      ...tools,
    });
    seconds = (performance.now() - start) / 1000;
    if (!result.ok) throw new Error(result.problem.reason);
    report = result.report;
  });

  it('joins reports of one event and no others: precision .95 and recall .85 or more', async () => {
    const { rows } = await db.database.pool.query<{ report_id: string; incident_id: number }>(
      'select report_id, incident_id from incident_report',
    );
    const score = scoreMatching(sampleTruth(), new Map(rows.map((row) => [row.report_id, row.incident_id])));
    process.stdout.write(
      `${db.engine}: ${sentence('precision', score.precision)}, ${sentence('recall', score.recall)}, ` +
        `${score.nearMisses} near misses joined, ${report.doubtful} pairs doubtful, ${seconds.toFixed(1)} s\n`,
    );
    expect(score.precision.value).toBeGreaterThanOrEqual(0.95);
    expect(score.recall.value).toBeGreaterThanOrEqual(0.85);
  });
});
