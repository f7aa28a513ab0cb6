import type { InterviewField } from '../../domain/interview/check.ts';
import { type Interview, minorsOf, totalOf } from '../../domain/interview/interview.ts';
import es from '../../domain/locales/es/intake.json' with { type: 'json' };
import { CAMRD_COLUMN_LIST, type CamrdColumn } from '../sources/camrd-columns.ts';

/** An interview as the row of the CAMRD template that it is: what follows treats it like a row of a file. */
export function interviewRow(interview: Interview): Record<string, string> {
  const { counts } = interview;
  const countries = [
    ...interview.countries.map((code) => es.form.country[code]),
    ...interview.otherCountries.split(';').map((name) => name.trim()),
  ].filter((name) => name !== '');
  const cells: Partial<Record<CamrdColumn, string>> = {
    reportId: interview.reportId,
    date: interview.date,
    placeText: interview.placeText,
    state: interview.stateCode,
    lat: interview.point ? String(interview.point.lat) : '',
    lon: interview.point ? String(interview.point.lon) : '',
    placeType: interview.placeType === 'unknown' ? '' : interview.placeType,
    crimes: interview.crimes.join(';'),
    perpetrators: interview.perpetrators.join(';'),
    organisation: interview.organisation,
    victims: countText(totalOf(interview)),
    women: countText(counts.women),
    men: countText(counts.men),
    minors: countText(minorsOf(interview)),
    girls: countText(counts.girls),
    boys: countText(counts.boys),
    unaccompaniedMinors: countText(counts.unaccompaniedMinors),
    countries: countries.join(';'),
    howKnown: interview.howKnown === 'unknown' ? '' : interview.howKnown,
    summary: interview.summary,
    dayPart: interview.dayPart,
    leavingReasons: interview.leavingReasons.join(';'),
    vulnerabilities: interview.vulnerabilities.join(';'),
    responses: interview.responses.join(';'),
    withhold: interview.withheld.join(';'),
  };
  const row = CAMRD_COLUMN_LIST.map(({ column, headers }): [string, string] => [
    headers.es[0],
    (cells[column] ?? '').trim(),
  ]);
  return { ...Object.fromEntries(row), [CONSENT_COLUMN]: interview.consent ? es.template.yes : '' };
}

/** No column of the template: a row of a file speaks for its source, an interview for the person who was asked. */
const CONSENT_COLUMN = 'consentimiento';

/** The field of the interview that a column was filled from. */
export function fieldOfColumn(header: string): InterviewField | null {
  const column = CAMRD_COLUMN_LIST.find(({ headers }) => headers.es[0] === header)?.column;
  return column === undefined ? null : (FIELDS[column] ?? (column as InterviewField));
}

const FIELDS: Partial<Record<CamrdColumn, InterviewField>> = {
  state: 'stateCode',
  lat: 'point',
  lon: 'point',
  minors: 'girls',
  withhold: 'withheld',
  countries: 'otherCountries',
};

function countText(count: number | null): string {
  return count === null ? '' : String(count);
}
