import { refreshCoverage } from '../data/coverage.ts';
import type { Database, Queryable } from '../data/database.ts';
import { refreshIncidents } from '../data/incident-refresh.ts';
import { lockQuarantineRows, type QuarantineKey, reopenRows } from '../data/quarantine.ts';
import { removeNewestVersion } from '../data/report-removal.ts';
import { INGEST_LOCK } from '../data/staging.ts';
import { bumpDataVersion } from '../data/versions.ts';

/** What became of a row that was to be opened again. */
export type ReopenResult = QuarantineKey & {
  outcome:
    | 'reopened'
    | 'no-such-row'
    | 'not-resolved' /** A later version speaks by now. */
    | 'changed-since';
};

/**
 * Takes back what became of rows: they are open again. The report that a row had become is gone, or its version
 * before speaks again; what the row was corrected to stays.
 */
export async function reopenQuarantine(
  database: Database,
  keys: readonly QuarantineKey[],
  today: string,
  conclude?: (db: Queryable, results: readonly ReopenResult[]) => Promise<void>,
): Promise<ReopenResult[]> {
  return database.transaction(async (client) => {
    await client.query('select pg_advisory_xact_lock($1)', [INGEST_LOCK]);
    const rows = await lockQuarantineRows(client, keys);
    const incidentIds = new Set<number>();
    const results: ReopenResult[] = [];
    for (const key of keys) {
      const row = rows.find(
        (one) =>
          one.rowNumber === key.rowNumber &&
          one.fileSha256 === key.fileSha256 &&
          one.sourceId === key.sourceId,
      );
      const { sourceId, fileSha256, rowNumber } = key;
      const end = (outcome: ReopenResult['outcome']) =>
        results.push({ sourceId, fileSha256, rowNumber, outcome });
      if (!row) end('no-such-row');
      else if (row.status === 'open') end('not-resolved');
      else if (row.outcome === 'loaded' && row.reportId !== null && row.reportVersion !== null) {
        const { reportId, reportVersion: version } = row;
        const changed = await removeNewestVersion(client, { sourceId, reportId, version });
        for (const id of changed ?? []) incidentIds.add(id);
        end(changed ? 'reopened' : 'changed-since');
      } else end('reopened');
    }
    const reopened = results.filter(({ outcome }) => outcome === 'reopened');
    if (reopened.length > 0) {
      await reopenRows(client, reopened);
      await refreshIncidents(client, [...incidentIds]);
      await refreshCoverage(
        client,
        reopened.map(({ sourceId }) => sourceId),
        today,
      );
      await bumpDataVersion(client);
    }
    await conclude?.(client, results);
    return results;
  });
}
