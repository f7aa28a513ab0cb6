import type { TextRole } from '../../domain/personal-data/redact.ts';
import type { Report, ReportRow } from '../../domain/report.ts';
import type { Hazard } from '../../domain/taxonomy.ts';
import { RowReader } from '../cells.ts';
import { readDate } from '../dates.ts';
import type { ParseContext, ParseResult, Source } from './source.ts';

/**
 * IOM Missing Migrants Project, both header formats: the 25 columns of today's download and the 22 of the
 * older one. Its rows are deaths and disappearances: hazards, but for cause Violence, which is homicide.
 */
export const iomMmp: Source = {
  format: 'iom-mmp',
  parserFor: (header) => {
    const columns = [NEW_COLUMNS, OLD_COLUMNS].find((candidate) => fits(header, candidate));
    return columns ? (row, context) => parse(row, columns, context) : null;
  },
  textRole: (column) => ROLES[column] ?? 'free',
};

const ROLES: Readonly<Record<string, TextRole>> = {
  'Main ID': 'code',
  'Incident ID': 'code',
  'Incident Date': 'code',
  Coordinates: 'code',
  URL: 'code',
  'Information Source': 'publisher',
  'Location of Incident': 'place',
  'Location of death': 'place',
};

interface Columns {
  date: string;
  place: string;
  dead: string;
}
const NEW_COLUMNS: Columns = {
  date: 'Incident Date',
  place: 'Location of Incident',
  dead: 'Number of Dead',
};
const OLD_COLUMNS: Columns = { date: 'Incident Date', place: 'Location of death', dead: 'Number Dead' };

const COMMON = ['Main ID', 'Incident ID', 'Cause of Death', 'Coordinates', 'Information Source', 'URL'];

const MISSING = 'Minimum Estimated Number of Missing';

const HAZARD_BY_CAUSE: Readonly<Record<string, Hazard>> = {
  drowning: 'drowning',
  'harsh environmental conditions / lack of adequate shelter, food, water': 'exposure',
  'sickness / lack of access to adequate healthcare': 'illness',
  'accidental death': 'accidental',
  'mixed or unknown': 'mixed_or_unknown',
};
const TRANSPORT = 'vehicle accident / death linked to hazardous transport';
const RAIL_WORDS = /\b(?:trains?|rail(?:way|road)?s?|tracks?|tren|vias del tren|ferrocarril|la bestia)\b/i;

function fits(header: readonly string[], columns: Columns): boolean {
  return [...COMMON, ...Object.values(columns)].every((column) => header.includes(column));
}

function parse(row: ReportRow, columns: Columns, context: ParseContext): ParseResult {
  const cells = new RowReader(row.values);
  // A main id may group several split incidents; the incident id is the row's own.
  const reportId = cells.id('Incident ID');
  const date = readDate(cells.text(columns.date), context.today);
  if (!date.ok) cells.reject(columns.date, date.reason);
  const placeText = cells.text(columns.place);
  const cause = cells.text('Cause of Death').toLowerCase();
  const violent = cause === 'violence';
  const hazard = hazardOf(cause, placeText);
  if (!violent && hazard === null) cells.reject('Cause of Death', 'unknown-cause');

  const [lat = '', lon = '', ...rest] = cells
    .text('Coordinates')
    .split(',')
    .map((part) => part.trim());
  if (rest.length > 0) cells.reject('Coordinates', 'coordinates-unreadable');
  const point = cells.point(lat, lon, { lat: 'Coordinates', lon: 'Coordinates' });
  const victimsBy = cells.counts({
    dead: columns.dead,
    missing: MISSING,
    survivors: 'Number of Survivors',
    women: 'Number of Females',
    men: 'Number of Males',
    minors: 'Number of Children',
  });
  if (cells.problems.length > 0 || !date.ok) return { ok: false, rejection: { problems: cells.problems } };

  const victims = (victimsBy.dead ?? 0) + (victimsBy.missing ?? 0);
  const report: Report = {
    reportId,
    kind: violent ? 'crime' : 'hazard',
    hazard: violent ? null : hazard,
    crimes: violent ? ['homicide'] : [],
    perpetrators: violent ? ['unknown'] : [],
    organisation: null,
    date: date.date,
    publishedDay: null,
    publisher: cells.textOrNull('Information Source'),
    publisherKind: null,
    placeType: RAIL_WORDS.test(placeText) ? 'train_tracks' : 'unknown',
    howKnown: 'reported',
    victims: victims > 0 ? victims : null,
    victimsBy,
    countries: countriesIn(cells.text('Country of Origin')),
    // The cause is kept in the source's own words.
    summary: cells.textOrNull('Cause of Death'),
    url: firstUrl(cells.text('URL')),
    placeText,
    stateCode: null,
    municipality: null,
    point,
    dayPart: null,
    leavingReasons: [],
    vulnerabilities: [],
    responses: [],
    withheld: [],
    synthetic: false,
  };
  return { ok: true, report };
}

function hazardOf(cause: string, placeText: string): Hazard | null {
  if (cause === TRANSPORT) return RAIL_WORDS.test(placeText) ? 'train_accident' : 'vehicle_accident';
  return HAZARD_BY_CAUSE[cause] ?? null;
}

function countriesIn(text: string): string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'Unknown' && name !== 'Mixed');
}

function firstUrl(text: string): string | null {
  return /https?:\/\/[^\s,]+/.exec(text)?.[0] ?? null;
}
