import type { TextRole } from '../../domain/personal-data/redact.ts';
import type { Report, ReportRow } from '../../domain/report.ts';
import { RowReader } from '../cells.ts';
import { readDate } from '../dates.ts';
import { plainWords } from '../plain-words.ts';
import { CAMRD_COLUMN_LIST, type CamrdColumn } from './camrd-columns.ts';
import {
  CRIME_WORDS,
  HOW_KNOWN_WORDS,
  LEAVING_WORDS,
  PERPETRATOR_WORDS,
  PLACE_TYPE_WORDS,
  RESPONSE_WORDS,
  STATE_WORDS,
  VULNERABILITY_WORDS,
  WITHHELD_WORDS,
  YES_WORDS,
} from './camrd-values.ts';
import { readDayPart } from './day-part.ts';
import type { ParseContext, ParseResult, RowParser, Source } from './source.ts';

/**
 * Our documented CAMRD template (Central American Migrant Risk Database): Spanish or English headers, values
 * in either language or as codes, several crimes and perpetrators in a cell with `;`, principal first.
 */
export const camrd: Source = {
  format: 'camrd',
  parserFor,
  textRole: (column) => ROLE_OF_HEADER.get(plainWords(column)) ?? 'free',
};

const ROLE_OF_HEADER: ReadonlyMap<string, TextRole> = new Map(
  CAMRD_COLUMN_LIST.flatMap(({ headers, role }) =>
    [...headers.es, ...headers.en].map((name): [string, TextRole] => [name, role]),
  ),
);

type HeaderOf = Partial<Record<CamrdColumn, string>>;

function parserFor(header: readonly string[]): RowParser | null {
  const headerOf: HeaderOf = {};
  for (const { column, headers } of CAMRD_COLUMN_LIST) {
    const known = [...headers.es, ...headers.en];
    const found = header.find((name) => known.includes(plainWords(name)));
    if (found !== undefined) headerOf[column] = found;
  }
  const complete = CAMRD_COLUMN_LIST.every(
    ({ column, required }) => !required || headerOf[column] !== undefined,
  );
  return complete ? (row, context) => parse(row, headerOf, context) : null;
}

function parse(row: ReportRow, headerOf: HeaderOf, context: ParseContext): ParseResult {
  const cells = new RowReader(row.values);
  // An absent optional column reads as empty cells.
  const at = (column: CamrdColumn): string => headerOf[column] ?? column;

  const coded = <T>(column: CamrdColumn, meaning: ReadonlyMap<string, T>, reason: string): T | null => {
    const text = cells.text(at(column));
    if (text === '') return null;
    const value = meaning.get(plainWords(text));
    if (value === undefined) cells.reject(at(column), reason);
    return value ?? null;
  };
  const codedList = <T>(column: CamrdColumn, meaning: ReadonlyMap<string, T>, reason: string): T[] => {
    const values: T[] = [];
    for (const part of listIn(cells.text(at(column)))) {
      const value = meaning.get(plainWords(part));
      if (value === undefined) cells.problems.push({ column: at(column), value: part, reason });
      else if (!values.includes(value)) values.push(value);
    }
    return values;
  };

  const reportId = cells.id(at('reportId'));
  const date = readDate(cells.text(at('date')), context.today);
  if (!date.ok) cells.reject(at('date'), date.reason);
  const published = cells.text(at('publishedDay'));
  const publishedDate = published === '' ? null : readDate(published, context.today);
  if (publishedDate && !publishedDate.ok) cells.reject(at('publishedDay'), publishedDate.reason);
  const crimes = codedList('crimes', CRIME_WORDS, 'unknown-crime');
  if (cells.text(at('crimes')) === '') cells.reject(at('crimes'), 'missing');
  const perpetrators = codedList('perpetrators', PERPETRATOR_WORDS, 'unknown-perpetrator');
  const point = cells.point(cells.text(at('lat')), cells.text(at('lon')), {
    lat: at('lat'),
    lon: at('lon'),
  });
  const stateCode = coded('state', STATE_WORDS, 'unknown-state');
  const placeType = coded('placeType', PLACE_TYPE_WORDS, 'unknown-place-type') ?? 'unknown';
  const howKnown = coded('howKnown', HOW_KNOWN_WORDS, 'unknown-how-known') ?? 'unknown';
  const dayPart = readDayPart(cells.text(at('dayPart')));
  if (!dayPart.ok) cells.reject(at('dayPart'), 'unknown-day-part');
  const leavingReasons = codedList('leavingReasons', LEAVING_WORDS, 'unknown-leaving-reason');
  const vulnerabilities = codedList('vulnerabilities', VULNERABILITY_WORDS, 'unknown-vulnerability');
  const responses = codedList('responses', RESPONSE_WORDS, 'unknown-response');
  const withheld = codedList('withhold', WITHHELD_WORDS, 'unknown-withheld');
  const victims = cells.count(at('victims'));
  const victimsBy = cells.counts({
    women: at('women'),
    men: at('men'),
    minors: at('minors'),
    unaccompaniedMinors: at('unaccompaniedMinors'),
    girls: at('girls'),
    boys: at('boys'),
  });
  if (cells.problems.length > 0 || !date.ok) return { ok: false, rejection: { problems: cells.problems } };

  const report: Report = {
    reportId,
    kind: 'crime',
    hazard: null,
    crimes,
    perpetrators,
    organisation: cells.textOrNull(at('organisation')),
    date: date.date,
    publishedDay: publishedDate?.ok ? publishedDate.date.firstDay : null,
    publisher: cells.textOrNull(at('publisher')),
    publisherKind: cells.textOrNull(at('publisherKind')),
    placeType,
    howKnown,
    victims,
    victimsBy,
    countries: listIn(cells.text(at('countries'))),
    summary: cells.textOrNull(at('summary')),
    url: cells.textOrNull(at('url')),
    placeText: cells.text(at('placeText')),
    stateCode,
    municipality: cells.textOrNull(at('municipality')),
    point,
    dayPart: dayPart.ok ? dayPart.dayPart : null,
    leavingReasons,
    vulnerabilities,
    responses,
    withheld,
    synthetic: YES_WORDS.has(plainWords(cells.text(at('synthetic')))),
  };
  return { ok: true, report };
}

function listIn(text: string): string[] {
  return text
    .split(/[;|]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
