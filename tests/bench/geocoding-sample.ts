import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { TruthRow } from './geocoding-rows.ts';

const FOLDER = resolve(import.meta.dirname, '../../data/sample');

export interface SampleRow extends TruthRow {
  /** The form of the place text: town, tracks, between, ... */
  shape: string;
}

/** The synthetic sample's Spanish place texts with where each incident truly was; its wrong rows left out. */
export function sampleRows(): SampleRow[] {
  const read = (name: string): Record<string, string>[] =>
    parse(readFileSync(resolve(FOLDER, name), 'utf8'), { columns: true, bom: true });
  const truth = new Map(read('camrd-sample-truth.csv').map((row) => [row.folio, row]));
  return read('camrd-sample.csv').flatMap((row): SampleRow[] => {
    const true_ = truth.get(row.folio);
    if (true_ === undefined || true_.wrong_reason !== '') return [];
    return [
      {
        id: row.folio!,
        text: row.lugar!,
        lon: Number(true_.lon),
        lat: Number(true_.lat),
        half: 'held-out',
        shape: true_.place_shape!,
      },
    ];
  });
}
