import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { parse } from 'csv-parse';
import { stringify } from 'csv-stringify';
import type { Translate } from '../domain/geocoding/explain.ts';
import type { GeocodeResult, Geocoder } from '../domain/geocoding/types.ts';
import { codeOf, messageOf, UsageError } from './usage-error.ts';

/** Columns of the result, in their order. */
const COLUMNS = [
  'row',
  'status',
  'lon',
  'lat',
  'precision',
  'radius_m',
  'state_code',
  'matched',
  'rule',
  'score',
] as const;

/** A longer record is no place text; an unclosed quote would swallow the file. */
const MAX_RECORD_CHARACTERS = 1_000_000;

export interface FileJob {
  file: string;
  textColumn: string;
  stateColumn: string | undefined;
  out: string;
}

/** Strict UTF-8: a file in another encoding is refused, not mangled. */
async function* decodeUtf8(source: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const chunk of source) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

/** Row by row from file to file: memory does not grow with the file. */
export async function geocodeFile(job: FileJob, geocoder: Geocoder, translate: Translate): Promise<void> {
  const counts = { placed: 0, ambiguous: 0, unmatched: 0 };
  let rows = 0;
  // The result appears whole or not at all.
  const partial = `${job.out}.partial`;
  const geocodeRows = async function* (source: AsyncIterable<Record<string, string>>) {
    for await (const row of source) {
      rows++;
      const state = job.stateColumn === undefined ? undefined : row[job.stateColumn];
      const hint =
        state !== undefined && /^\d{1,2}$/.test(state) ? { stateCode: state.padStart(2, '0') } : {};
      const result = geocoder.geocode(row[job.textColumn] ?? '', hint);
      counts[result.status]++;
      yield outputRow(rows, result);
    }
  };
  const reader = parse({
    bom: true,
    max_record_size: MAX_RECORD_CHARACTERS,
    relax_column_count: true,
    skip_empty_lines: true,
    columns: (header: string[]) => {
      for (const column of [job.textColumn, job.stateColumn])
        if (column !== undefined && !header.includes(column))
          throw new UsageError(
            translate('cli.noColumn', { file: job.file, column, columns: header.join(', ').slice(0, 400) }),
          );
      return header;
    },
  });
  try {
    await pipeline(
      createReadStream(job.file),
      decodeUtf8,
      reader,
      geocodeRows,
      stringify({ header: true, columns: [...COLUMNS] }),
      createWriteStream(partial),
    );
    await rename(partial, job.out);
  } catch (error) {
    await rm(partial, { force: true });
    throw asUsageError(error, job, translate);
  }
  process.stdout.write(`${translate('cli.wrote', { out: job.out, rows, ...counts })}\n`);
}

function asUsageError(error: unknown, { file, out }: FileJob, translate: Translate): unknown {
  if (error instanceof UsageError) return error;
  const code = codeOf(error);
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return new UsageError(translate('cli.notUtf8', { file }));
  if (code.startsWith('CSV_'))
    return new UsageError(translate('cli.notCsv', { file, reason: messageOf(error) }));
  if (/^E[A-Z]+$/.test(code))
    return new UsageError(translate('cli.cannotWrite', { file: out, reason: code }));
  return error;
}

/** One line of the result, in the order of COLUMNS. */
function outputRow(row: number, result: GeocodeResult): Record<(typeof COLUMNS)[number], string | number> {
  const empty = {
    lon: '',
    lat: '',
    precision: '',
    radius_m: '',
    state_code: '',
    matched: '',
    rule: '',
    score: '',
  };
  if (result.status === 'unmatched') return { row, status: result.status, ...empty, rule: result.reason };
  const matched = result.matches
    .filter(({ text }) => text !== '')
    .map(({ text, name }) => `${text} = ${name}`)
    .join('; ');
  if (result.status === 'ambiguous')
    return { row, status: result.status, ...empty, matched, rule: result.reason, score: result.score };
  return {
    row,
    status: result.status,
    lon: result.lon.toFixed(5),
    lat: result.lat.toFixed(5),
    precision: result.precision,
    radius_m: result.radiusM,
    state_code: result.stateCode,
    matched,
    rule: result.rule,
    score: result.score,
  };
}
