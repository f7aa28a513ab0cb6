import type { Queryable } from './database.ts';

/** One version of a report. */
export interface ReportVersion {
  sourceId: string;
  reportId: string;
  version: number;
}

/**
 * Takes the newest version of a report back, as when it came of a row that was corrected wrongly: the version before
 * speaks again; a report that had none is gone, with its links and pairs. Call it in a transaction, and refresh the
 * incidents afterwards.
 *
 * @returns the incidents that changed, or null where a later version speaks by now.
 */
export async function removeNewestVersion(
  db: Queryable,
  { sourceId, reportId, version }: ReportVersion,
): Promise<number[] | null> {
  const removed = await db.query(
    `delete from report where source_id = $1 and report_id = $2 and version = $3 and is_current`,
    [sourceId, reportId, version],
  );
  if (!removed.rowCount) return null;
  const { rows } = await db.query<{ incident_id: number }>(
    'select incident_id from incident_report where source_id = $1 and report_id = $2',
    [sourceId, reportId],
  );
  const before = await db.query(
    `update report set is_current = true
     where source_id = $1 and report_id = $2
       and version = (select max(version) from report where source_id = $1 and report_id = $2)`,
    [sourceId, reportId],
  );
  if (!before.rowCount) {
    await db.query('delete from incident_report where source_id = $1 and report_id = $2', [
      sourceId,
      reportId,
    ]);
    await db.query(
      `delete from report_pair
       where (a_source_id = $1 and a_report_id = $2) or (b_source_id = $1 and b_report_id = $2)`,
      [sourceId, reportId],
    );
  }
  return rows.map((row) => row.incident_id);
}

/** A report that speaks now, as far as another row may collide with it. */
export interface KnownReport {
  reportId: string;
  version: number;
  contentSha256: string;
  fileSha256: string;
  rowNumber: number;
  loadedAt: Date;
}

/** The current reports of a source with these ids. */
export async function readCurrentReports(
  db: Queryable,
  sourceId: string,
  reportIds: readonly string[],
): Promise<Map<string, KnownReport>> {
  const { rows } = await db.query<KnownReport>(
    `select report_id as "reportId", version, content_sha256 as "contentSha256", file_sha256 as "fileSha256",
       row_number as "rowNumber", loaded_at as "loadedAt"
     from report where source_id = $1 and report_id = any($2) and is_current`,
    [sourceId, reportIds],
  );
  return new Map(rows.map((row) => [row.reportId, row]));
}
