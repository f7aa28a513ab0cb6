import { createWriteStream, readFileSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify/sync';
import { buildAtlas } from '../../data/sample/atlas.ts';
import { dayOf } from '../../data/sample/calendar.ts';
import { SAMPLE_COLUMNS } from '../../data/sample/columns.ts';
import { DUPLICATED_SHARE, THIRD_REPORT_SHARE } from '../../data/sample/distributions.ts';
import { drawIncidents, type TrueIncident } from '../../data/sample/incidents.ts';
import { type Random, seededRandom } from '../../data/sample/random.ts';
import { type DaySpan, type SampleReport, writeReport } from '../../data/sample/reports.ts';
import { sampleReference } from '../../data/sample/sample-files.ts';
import { siteFinder } from '../../data/sample/sites.ts';
import { sourcesFor } from '../../data/sample/sources.ts';
import { SPOILINGS, spoiled } from '../../data/sample/wrong-rows.ts';

/** Any n rows lie in these years: a larger file is a denser one. */
const SPAN: DaySpan = { first: dayOf('2000-01-01'), last: dayOf('2025-12-31') };
/** Days that are written together, in order of publication, as a file that grows. */
const PIECE_DAYS = 91;
/** Draws of the sample's 1,500 incidents that places, crimes and victims are taken from. */
const DRAWS = 20;
const WRONG_SHARE = 0.005;

/**
 * Writes a CSV file of n rows like the sample's, in constant memory: its places, crimes, flaws and second reports,
 * with a few rows that must not load. The same seed writes the same file.
 */
export async function writeIngestRows(file: string, n: number, seed: number): Promise<void> {
  await pipeline(Readable.from(csvPieces(n, seed)), createWriteStream(file));
}

function* csvPieces(n: number, seed: number): Generator<string> {
  const random = seededRandom(seed);
  const pool = incidentPool(seed);
  const pieces = Math.ceil((SPAN.last - SPAN.first + 1) / PIECE_DAYS);
  yield stringify([[...SAMPLE_COLUMNS]]);
  let written = 0;
  for (let piece = 0; piece < pieces; piece++) {
    const wanted = Math.round((n * (piece + 1)) / pieces) - written;
    const reports: SampleReport[] = [];
    while (reports.length < wanted) reports.push(...reportsOfOne(random, incidentOn(random, pool, piece)));
    const rows = reports
      .slice(0, wanted)
      .sort((a, b) => a.publishedDay - b.publishedDay)
      .map(({ row, hasLink }, i) => {
        const folio = `SIN-${written + i + 1}`;
        return { folio, ...row, enlace: hasLink ? `https://ejemplo.invalid/sintetico/${folio}` : '' };
      });
    written += wanted;
    yield stringify(rows, { columns: [...SAMPLE_COLUMNS] });
  }
}

function incidentPool(seed: number): TrueIncident[] {
  const table = (name: string) =>
    readFileSync(path.resolve(import.meta.dirname, '../../data/reference', name), 'utf8');
  const sites = siteFinder(buildAtlas(sampleReference(table)));
  return Array.from({ length: DRAWS }, (_, i) => drawIncidents(seededRandom(seed + 1 + i), sites)).flat();
}

function incidentOn(random: Random, pool: readonly TrueIncident[], piece: number): TrueIncident {
  const first = SPAN.first + piece * PIECE_DAYS;
  const day = random.integer(first, Math.min(first + PIECE_DAYS - 1, SPAN.last));
  return { ...random.pick(pool), day, planted: false };
}

/** As the sample has it: one report, of some incidents two or three, each by another source. */
function reportsOfOne(random: Random, incident: TrueIncident): SampleReport[] {
  const isTwice = random.chance(DUPLICATED_SHARE);
  const count = isTwice ? (random.chance(THIRD_REPORT_SHARE) ? 3 : 2) : 1;
  let left = sourcesFor(incident.site.stateCode);
  return Array.from({ length: count }, (_, i) => {
    const source = random.weighted(left);
    left = left.filter(([other]) => other !== source);
    const report = writeReport(random, incident, source, i > 0, SPAN);
    return random.chance(WRONG_SHARE) ? spoiled(report, random.pick(SPOILINGS)) : report;
  });
}
