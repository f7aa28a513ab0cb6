import { buildAtlas, type SampleReference } from './atlas.ts';
import { isoDay } from './calendar.ts';
import type { SampleRow, TruthRow } from './columns.ts';
import { DUPLICATED_SHARE, THIRD_REPORT_SHARE } from './distributions.ts';
import { drawIncidents, type TrueIncident } from './incidents.ts';
import { type Random, seededRandom } from './random.ts';
import { type SampleReport, writeReport } from './reports.ts';
import { siteFinder } from './sites.ts';
import { sourcesFor } from './sources.ts';
import { SPOILINGS, spoiled } from './wrong-rows.ts';

export interface Sample {
  incidents: readonly TrueIncident[];
  rows: readonly SampleRow[];
  /** Beside each row, in the same order, what is true. */
  truth: readonly TruthRow[];
}

/** One report of each incident; of some a second and a third, each by another source. */
function allReports(random: Random, incidents: readonly TrueIncident[]): SampleReport[] {
  const told = random.shuffled(incidents).slice(0, Math.round(incidents.length * DUPLICATED_SHARE));
  const twice = new Set(told);
  const thrice = new Set(told.slice(0, Math.round(told.length * THIRD_REPORT_SHARE)));
  return incidents.flatMap((incident) => {
    const count = thrice.has(incident) ? 3 : twice.has(incident) ? 2 : 1;
    let left = sourcesFor(incident.site.stateCode);
    return Array.from({ length: count }, (_, index) => {
      const source = random.weighted(left);
      left = left.filter(([other]) => other !== source);
      return writeReport(random, incident, source, index > 0);
    });
  });
}

function wrongReports(random: Random, incidents: readonly TrueIncident[]): SampleReport[] {
  // A spoiled kidnapping could be taken for an eightieth.
  const bases = random.shuffled(
    incidents.filter(({ crimes, planted }) => crimes[0] !== 'kidnapping' && !planted),
  );
  return SPOILINGS.map((spoiling, index) => {
    const incident = bases[index]!;
    const source = random.weighted(sourcesFor(incident.site.stateCode));
    return spoiled(writeReport(random, incident, source, true), spoiling);
  });
}

function truthOf(folio: string, report: SampleReport): TruthRow {
  const { incident } = report;
  return {
    folio,
    event_id: incident.eventId,
    lon: incident.site.lon.toFixed(5),
    lat: incident.site.lat.toFixed(5),
    precision: report.precision,
    true_date: isoDay(incident.day),
    principal_crime: incident.crimes[0]!,
    duplicate_of_event: report.later ? '1' : '0',
    wrong_reason: report.wrongReason,
    planted: incident.planted ? '1' : '0',
    place_shape: report.shape,
    near_miss_of: incident.nearMissOf ?? '',
  };
}

/**
 * The whole sample from a seed: the same seed and reference tables give the same rows. Rows come in order of
 * publication, as a file that grows from day to day.
 */
export function generateSample(seed: number, reference: SampleReference): Sample {
  const random = seededRandom(seed);
  const incidents = drawIncidents(random, siteFinder(buildAtlas(reference)));
  const reports = [...allReports(random, incidents), ...wrongReports(random, incidents)].sort(
    (a, b) => a.publishedDay - b.publishedDay,
  );
  const numbered = reports.map((report, index) => ({
    report,
    folio: `SIN-${String(index + 1).padStart(5, '0')}`,
  }));
  return {
    incidents,
    rows: numbered.map(({ report, folio }) => ({
      folio,
      ...report.row,
      // A reserved name that leads nowhere (RFC 2606).
      enlace: report.hasLink ? `https://ejemplo.invalid/sintetico/${folio}` : '',
    })),
    truth: numbered.map(({ report, folio }) => truthOf(folio, report)),
  };
}
