import { stringify } from 'csv-stringify/sync';
import { readCorridorPosts, readGazetteer, readLabels, readMunicipalities } from '../reference/tables.ts';
import type { SampleReference } from './atlas.ts';
import { SAMPLE_COLUMNS, TRUTH_COLUMNS } from './columns.ts';
import { SAMPLE_SEED } from './distributions.ts';
import { generateSample, type Sample } from './generate.ts';

/** The sample's reference from the texts of the committed tables, by file name. */
export function sampleReference(table: (name: string) => string): SampleReference {
  const toponyms = readGazetteer(table('gazetteer.csv'));
  // A label stands where its town does and has the name that people use.
  const labels = new Map(
    readLabels(table('labels.csv')).map((label) => [`${label.lon} ${label.lat}`, label.name]),
  );
  const everydayNames = new Map<string, string>();
  for (const { id, lon, lat } of toponyms) {
    const name = labels.get(`${lon} ${lat}`);
    if (name !== undefined) everydayNames.set(id, name);
  }
  return {
    toponyms,
    municipalities: readMunicipalities(table('municipalities.csv')),
    corridorPosts: readCorridorPosts(table('corridor-posts.csv')),
    everydayNames,
  };
}

/** The committed sample, made anew, and its two files' texts. */
export function makeSample(table: (name: string) => string): {
  sample: Sample;
  sampleCsv: string;
  truthCsv: string;
} {
  const sample = generateSample(SAMPLE_SEED, sampleReference(table));
  return {
    sample,
    sampleCsv: stringify([...sample.rows], { header: true, columns: [...SAMPLE_COLUMNS] }),
    truthCsv: stringify([...sample.truth], { header: true, columns: [...TRUTH_COLUMNS] }),
  };
}
