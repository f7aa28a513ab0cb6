import type { FileProblem, ReportFile, Table } from './readers/reader.ts';
import { SOURCES } from './sources/registry.ts';
import type { RowParser, Source } from './sources/source.ts';

export interface Recognised {
  source: Source;
  table: Table;
  parse: RowParser;
}

/**
 * The table of a file and the source that reads it: the first table whose header a source knows.
 *
 * @param sources every format, or the one that the user named.
 */
export function recognise(file: ReportFile, sources: readonly Source[] = SOURCES): Recognised | FileProblem {
  for (const table of file.tables) {
    for (const source of sources) {
      const parse = source.parserFor(table.header);
      if (parse) return { source, table, parse };
    }
  }
  const mapped = sources.length === 1 ? sources[0].missingColumns?.(file.tables[0].header) : undefined;
  if (mapped?.length) {
    const [{ path, column }] = mapped;
    return { file: file.path, reason: 'mapping-column-missing', column, detail: path };
  }
  // Almost anything is some text in Windows-1252: without a known header there is no reason to believe it.
  const reason = file.encoding === 'utf-8' ? 'format-unknown' : 'file-not-utf8';
  return { file: file.path, reason };
}
