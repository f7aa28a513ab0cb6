import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeSample } from './sample-files.ts';

/** Writes camrd-sample.csv and camrd-sample-truth.csv from the seed in distributions.ts. */

const here = import.meta.dirname;
const { sample, sampleCsv, truthCsv } = makeSample((name) =>
  readFileSync(join(here, '../reference', name), 'utf8'),
);
writeFileSync(join(here, 'camrd-sample.csv'), sampleCsv);
writeFileSync(join(here, 'camrd-sample-truth.csv'), truthCsv);
process.stdout.write(`${sample.incidents.length} incidents, ${sample.rows.length} rows\n`);
