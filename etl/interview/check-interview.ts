import { type InterviewField, type InterviewProblem, problemsOf } from '../../domain/interview/check.ts';
import type { Interview } from '../../domain/interview/interview.ts';
import type { PersonalDataKind } from '../../domain/personal-data/found.ts';
import { redact } from '../../domain/personal-data/redact.ts';
import { camrd } from '../sources/camrd.ts';
import { CAMRD_COLUMN_LIST } from '../sources/camrd-columns.ts';
import { fieldOfColumn, interviewRow } from './interview-row.ts';

/** The answers that are typed freely: what they must not hold is taken out, and shown before anything is sent. */
export const FREE_FIELDS = ['placeText', 'organisation', 'otherCountries', 'summary'] as const;
export type FreeField = (typeof FREE_FIELDS)[number];

export interface RedactedField {
  field: FreeField;
  /** The text as it would be kept. */
  text: string;
  found: readonly PersonalDataKind[];
}

/** An interview without personal data, what was taken out of it, and what is still wrong with it. */
export interface CheckedInterview {
  interview: Interview;
  redacted: readonly RedactedField[];
  problems: readonly InterviewProblem[];
}

/**
 * Looks an interview over as a row of a file is: nothing is stored.
 *
 * @param today ISO day; nothing may lie after it.
 */
export function checkInterview(
  interview: Interview,
  isPlaceName: (name: string) => boolean,
  today: string,
): CheckedInterview {
  const redacted = FREE_FIELDS.flatMap((field): RedactedField[] => {
    const column = CAMRD_COLUMN_LIST.find((one) => one.column === COLUMN_OF[field]);
    const { text, found } = redact(interview[field], column?.role ?? 'free', isPlaceName);
    return found.length > 0 ? [{ field, text, found }] : [];
  });
  const clean = { ...interview, ...Object.fromEntries(redacted.map(({ field, text }) => [field, text])) };
  const problems = problemsOf(clean, today);
  return { interview: clean, redacted, problems: problems.length > 0 ? problems : rowProblems(clean, today) };
}

const COLUMN_OF = {
  placeText: 'placeText',
  organisation: 'organisation',
  otherCountries: 'countries',
  summary: 'summary',
} as const satisfies Record<FreeField, string>;

/** What the reader of files refuses. */
function rowProblems(interview: Interview, today: string): InterviewProblem[] {
  const values = interviewRow(interview);
  const parsed = camrd.parserFor(Object.keys(values))?.({ rowNumber: 1, values }, { today });
  if (!parsed) throw new Error('an interview is no row of the template');
  if (parsed.ok) return [];
  return parsed.rejection.problems.map(({ column }) => ({
    step: 'send',
    field: fieldOfColumn(column) ?? ('summary' satisfies InterviewField),
    reason: 'not-understood',
  }));
}
