import { createHash } from 'node:crypto';
import type { Database } from '../../data/database.ts';
import type { Interview } from '../../domain/interview/interview.ts';
import { type IngestResult, ingestOpened } from '../ingest.ts';
import type { IngestTools } from '../ingest-tools.ts';
import type { ReportFile } from '../readers/reader.ts';
import { camrd } from '../sources/camrd.ts';
import type { Source } from '../sources/source.ts';
import { interviewRow } from './interview-row.ts';

/** Stands for the file name where a report came in by the form. */
export const FORM_FILE = 'form';

/** The template's own reader, under the name by which reports of the form are told apart. */
const form: Source = { ...camrd, format: 'form' };

/** The source that reports of an agency, or of a user without one, belong to. */
export function formSourceId(reader: { agencyId: string | null; userId: string }): string {
  return `form:${reader.agencyId ?? reader.userId}`;
}

/**
 * Takes one interview in by the way of every report: personal data, validation, place, merging, refresh, data
 * version. The same interview again adds nothing; with other answers it is a new version.
 */
export function ingestInterview(
  database: Database,
  interview: Interview,
  options: IngestTools & { sourceId: string; startedBy: string; today: string },
): Promise<IngestResult> {
  return ingestOpened(database, fileOf(interview), { ...options, sources: [form] });
}

/** The interview as a file of one row, in memory. */
function fileOf(interview: Interview): ReportFile {
  const values = interviewRow(interview);
  const text = JSON.stringify(values);
  const bytes = Buffer.byteLength(text);
  return {
    path: FORM_FILE,
    name: FORM_FILE,
    bytes,
    sha256: createHash('sha256').update(text).digest('hex'),
    container: 'jsonl',
    encoding: 'utf-8',
    tables: [
      {
        name: '',
        header: Object.keys(values),
        totalBytes: bytes,
        rows: async function* (read) {
          read.bytes = bytes;
          yield { ok: true, row: { rowNumber: 1, values } };
        },
      },
    ],
    hasChanged: async () => false,
  };
}
