import { hash } from 'node:crypto';
import type { StagedReport } from '../data/staging.ts';
import { cellsOf } from '../domain/cells-of.ts';
import type { Report, ReportRow } from '../domain/report.ts';
import type { FoundPlace } from './place.ts';

/** A read and placed row as it is staged. */
export function stagedReport(
  report: Report,
  place: FoundPlace,
  row: ReportRow,
  sourceId: string,
  fileSha256: string,
): StagedReport {
  return {
    source_id: sourceId,
    report_id: report.reportId,
    content_sha256: contentDigest(row.values),
    file_sha256: fileSha256,
    row_number: row.rowNumber,
    original: row.values,
    synthetic: report.synthetic,
    kind: report.kind,
    hazard: report.hazard,
    crimes: report.crimes,
    perpetrators: report.perpetrators,
    organisation: report.organisation,
    first_day: report.date.firstDay,
    last_day: report.date.lastDay,
    date_precision: report.date.precision,
    published_day: report.publishedDay,
    publisher: report.publisher,
    publisher_kind: report.publisherKind,
    place_type: report.placeType,
    how_known: report.howKnown,
    victims: report.victims,
    victims_by: report.victimsBy,
    countries: report.countries,
    day_part: report.dayPart ?? '',
    leaving_reasons: report.leavingReasons,
    vulnerabilities: report.vulnerabilities,
    responses: report.responses,
    withheld: report.withheld,
    summary: report.summary,
    url: report.url,
    place_text: report.placeText,
    place_status: place.status,
    place_reason: place.reason,
    place_rule: place.rule,
    place_matches: place.matches,
    place_candidates: place.candidates,
    place_score: place.score,
    lon: place.lon,
    lat: place.lat,
    precision: place.precision,
    radius_m: place.radiusM,
    state_code: place.stateCode,
    corridor_id: place.rail?.corridorId ?? null,
    corridor_km: place.rail?.km ?? null,
    corridor_offset_m: place.rail?.offsetM ?? null,
    cells: place.lon === null || place.lat === null ? [] : cellsOf(place.lon, place.lat),
  };
}

/** The digest of a row's cells, whatever the order of its columns. */
function contentDigest(values: ReportRow['values']): string {
  const columns = Object.keys(values).sort();
  return hash('sha256', JSON.stringify(columns.map((column) => [column, values[column]])), 'hex');
}
