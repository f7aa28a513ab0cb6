import type { DayPart } from '../../domain/circumstances.ts';
import { isPersonalColumn } from '../../domain/personal-data/columns.ts';
import type { Report, ReportRow } from '../../domain/report.ts';
import { idProblem, RowReader } from '../cells.ts';
import { readDate } from '../dates.ts';
import { columnsOf, type MappedColumn, rolesOf } from '../mapping/columns.ts';
import { mappedDate } from '../mapping/mapped-date.ts';
import type { CodedRule, Condition, DayPartRule, Mapping, TextRule } from '../mapping/schema.ts';
import { plainWords } from '../plain-words.ts';
import { readDayPart } from './day-part.ts';
import type { ParseContext, ParseResult, Source } from './source.ts';

/** Makes a source of any table from a checked mapping. */
export function mappedSource(mapping: Mapping): Source {
  const columns = columnsOf(mapping);
  const roles = rolesOf(mapping);
  const missingColumns = (header: readonly string[]) =>
    columns.filter(({ column }) => !header.includes(column));
  return {
    format: mapping.format,
    missingColumns,
    parserFor: (header) =>
      missingColumns(header).length > 0 ? null : (row, context) => parse(row, mapping, context),
    textRole: (column) => roles.get(column) ?? 'free',
    leavesOut: ({ values }) => !mapping.only.every((condition) => holds(condition, values)),
  };
}

/** Columns of personal data that a mapping would read: their cells are dropped, so it can't. */
export function personalColumns(mapping: Mapping): MappedColumn[] {
  return columnsOf(mapping).filter(({ column }) => isPersonalColumn(plainWords(column)));
}

function parse(row: ReportRow, mapping: Mapping, context: ParseContext): ParseResult {
  const cells = new RowReader(row.values);
  const text = (rule: TextRule | undefined) => (rule ? textOf(rule, cells) : null);
  const coded = <T extends string>(rules: readonly (CodedRule<T> | undefined)[]): T[] => [
    ...new Set(rules.flatMap((rule) => (rule ? codesOf(rule, cells) : []))),
  ];

  const reportId = text(mapping.reportId);
  if (reportId === null) {
    cells.problems.push({ column: mapping.reportId.column ?? '', value: '', reason: 'missing' });
  }
  const wrongId = idProblem(reportId ?? '');
  if (wrongId) {
    cells.problems.push({ column: mapping.reportId.column ?? '', value: reportId ?? '', reason: wrongId });
  }
  const date = mappedDate(mapping.date, cells, context.today);
  const crimes = coded(mapping.crimes);
  const [hazard = null] = crimes.length > 0 ? [] : coded([mapping.hazard]);
  const perpetrators = coded(mapping.perpetrators);
  const [placeType = 'unknown' as const] = coded([mapping.placeType]);
  const [howKnown = 'unknown' as const] = coded([mapping.howKnown]);
  const dayPart = mapping.dayPart ? dayPartOf(mapping.dayPart, cells) : null;
  const leavingReasons = coded(mapping.leavingReasons);
  const vulnerabilities = coded(mapping.vulnerabilities);
  const victims = mapping.victims ? cells.count(mapping.victims.column) : null;
  const victimsBy = cells.counts(
    Object.fromEntries(Object.entries(mapping.victimsBy).map(([group, rule]) => [group, rule?.column ?? ''])),
  );
  const point = pointOf(mapping, row, cells);
  const publishedDay = mapping.publishedDay ? dayOf(mapping.publishedDay.column, cells, context.today) : null;
  if (cells.problems.length === 0 && crimes.length === 0 && hazard === null) {
    const column = mapping.crimes[0]?.column ?? mapping.hazard?.column ?? '';
    cells.problems.push({ column, value: cells.text(column), reason: 'no-crime-in-mapping' });
  }
  if (cells.problems.length > 0 || date === null || reportId === null) {
    return { ok: false, rejection: { problems: cells.problems } };
  }
  const report: Report = {
    reportId,
    kind: crimes.length > 0 ? 'crime' : 'hazard',
    hazard,
    crimes,
    perpetrators,
    organisation: text(mapping.organisation),
    date,
    publishedDay,
    publisher: text(mapping.publisher),
    publisherKind: text(mapping.publisherKind),
    placeType,
    howKnown,
    victims,
    victimsBy,
    countries: mapping.countries
      ? partsOf(cells.text(mapping.countries.column), mapping.countries.separator)
      : [],
    summary: text(mapping.summary),
    url: text(mapping.url),
    placeText: text(mapping.place) ?? '',
    stateCode: null,
    municipality: null,
    point,
    dayPart,
    leavingReasons,
    vulnerabilities,
    responses: [],
    withheld: [],
    synthetic: mapping.synthetic,
  };
  return { ok: true, report };
}

function textOf({ column, columns, separator, value }: TextRule, cells: RowReader): string | null {
  if (value !== undefined) return value;
  const parts = (columns ?? [column ?? '']).map((name) => cells.text(name)).filter((part) => part !== '');
  return parts.join(separator) || null;
}

function codesOf<T extends string>(rule: CodedRule<T>, cells: RowReader): readonly T[] {
  if (rule.column === undefined) return rule.value ?? [];
  const cell = cells.text(rule.column);
  if (rule.above !== undefined) {
    const number = Number(cell);
    if (cell !== '' && Number.isNaN(number)) cells.reject(rule.column, 'not-a-number');
    return cell !== '' && number > rule.above ? (rule.value ?? []) : [];
  }
  const column = rule.column;
  return partsOf(cell, rule.separator).flatMap((part) => {
    const codes = rule.values?.get(plainWords(part));
    if (codes === undefined && rule.otherwise === 'quarantine') {
      cells.problems.push({ column, value: part, reason: 'not-in-mapping' });
    }
    return codes ?? [];
  });
}

/** The part of the day by the mapping's own words, else as the template reads hours and words. */
function dayPartOf({ column, values, otherwise }: DayPartRule, cells: RowReader): DayPart | null {
  const text = cells.text(column);
  const named = values?.get(plainWords(text));
  if (named !== undefined) return named;
  const read = readDayPart(text);
  if (read.ok) return read.dayPart;
  if (otherwise === 'quarantine') cells.reject(column, 'unknown-day-part');
  return null;
}

function partsOf(text: string, separator: string | undefined): string[] {
  const parts = separator === undefined ? [text] : text.split(separator);
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

function holds({ column, is, contains }: Condition, values: ReportRow['values']): boolean {
  const cell = plainWords(values[column] ?? '');
  if (is) return is.some((word) => plainWords(word) === cell);
  return (contains ?? []).some((word) => cell.includes(plainWords(word)));
}

function pointOf({ point }: Mapping, row: ReportRow, cells: RowReader): Report['point'] {
  if (!point?.where.every((condition) => holds(condition, row.values))) return null;
  return cells.point(cells.text(point.lat), cells.text(point.lon), point);
}

function dayOf(column: string, cells: RowReader, today: string): string | null {
  const text = cells.text(column);
  if (text === '') return null;
  const read = readDate(text, today);
  if (!read.ok) cells.reject(column, read.reason);
  return read.ok ? read.date.firstDay : null;
}
