import type { FileProblem } from '../readers/reader.ts';
import { mappedSource, personalColumns } from '../sources/mapped.ts';
import type { Source } from '../sources/source.ts';
import type { MappingResult } from './read-mapping.ts';

/**
 * The one format that a mapping makes, or why it makes none.
 *
 * @param file names the mapping in the problem.
 */
export function mappedSources(read: MappingResult, file: string): readonly Source[] | FileProblem {
  if (read.ok) {
    const [refused] = personalColumns(read.mapping);
    if (!refused) return [mappedSource(read.mapping)];
    const { column, path } = refused;
    return { file, reason: 'mapping-column-refused', column, detail: path };
  }
  const detail =
    read.reason === 'mapping-wrong'
      ? read.errors.map(({ path, reason, expected }) => `${path}: ${reason} ${expected}`.trim()).join('; ')
      : read.detail;
  return { file, reason: read.reason, detail };
}
