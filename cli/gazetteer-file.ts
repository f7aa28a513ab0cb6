import { readFileSync, statSync } from 'node:fs';
import type { Translate } from '../domain/geocoding/explain.ts';
import { type GazetteerFile, readInegiLocalities, readMunicipalPolygons } from '../etl/gazetteer.ts';
import { codeOf, messageOf, UsageError } from './usage-error.ts';

/**
 * Reads a gazetteer of the user's: INEGI's localities (CSV) or municipal polygons (TopoJSON). Rows that can't be
 * used are told on standard error.
 *
 * @throws UsageError when the file can't be read or is neither.
 */
export function readGazetteerFile(file: string, translate: Translate): GazetteerFile {
  requireReadable(file, translate);
  const text = readFileSync(file, 'utf8');
  let read: GazetteerFile;
  try {
    read = text.trimStart().startsWith('{') ? readMunicipalPolygons(text) : readInegiLocalities(text);
  } catch (error) {
    throw new UsageError(translate('cli.badGazetteer', { file, reason: messageOf(error) }));
  }
  if (read.skipped.length > 0) {
    const counts = new Map<string, number>();
    for (const { reason } of read.skipped) counts.set(reason, (counts.get(reason) ?? 0) + 1);
    const reasons = [...counts].map(([reason, count]) => `${reason}: ${count}`).join(', ');
    process.stderr.write(`${translate('cli.skippedRows', { file, count: read.skipped.length, reasons })}\n`);
  }
  return read;
}

/** @throws UsageError when a file is missing, empty or a folder. */
export function requireReadable(file: string, translate: Translate): void {
  let size: number;
  try {
    const stat = statSync(file);
    if (stat.isDirectory()) throw new UsageError(translate('cli.isDirectory', { file }));
    size = stat.size;
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(translate('cli.noFile', { file, reason: codeOf(error) }));
  }
  if (size === 0) throw new UsageError(translate('cli.emptyFile', { file }));
}
