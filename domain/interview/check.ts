import { type Interview, minorsOf, totalOf, VICTIM_COUNTS, type VictimCount } from './interview.ts';

/** The questions in their order; a step is a page of the form. */
export const STEPS = ['what', 'where', 'when', 'who', 'victims', 'account', 'sharing', 'send'] as const;
export type Step = (typeof STEPS)[number];

export type InterviewField = Exclude<keyof Interview, 'counts'> | VictimCount;

/** An answer that can't be sent as it is: the field, and a named reason with its sentence in the catalogue. */
export interface InterviewProblem {
  step: Step;
  field: InterviewField;
  reason:
    | 'no-crime'
    | 'no-place'
    | 'no-date'
    | 'date-does-not-exist'
    | 'date-in-the-future'
    | 'date-too-old'
    | 'not-a-count'
    | 'total-too-small'
    | 'too-many-unaccompanied'
    | 'too-long'
    | 'no-consent'
    | 'not-understood';
}

const COUNT_LIMIT = 100_000;
export const SUMMARY_LIMIT_CHARS = 4000;
export const PLACE_LIMIT_CHARS = 500;
const SHORT_LIMIT_CHARS = 200;
/** As for files: an older year is a typing error. */
export const FIRST_YEAR = 1990;

/**
 * What is wrong with an interview, in the order of its steps; none means that it can be sent.
 *
 * @param today ISO day; nothing may lie after it.
 */
export function problemsOf(interview: Interview, today: string): InterviewProblem[] {
  const problems: InterviewProblem[] = [];
  const wrong = (step: Step, field: InterviewField, reason: InterviewProblem['reason']) =>
    problems.push({ step, field, reason });

  if (interview.crimes.length === 0) wrong('what', 'crimes', 'no-crime');
  if (interview.placeText.trim().length < 2) wrong('where', 'placeText', 'no-place');
  if (interview.placeText.length > PLACE_LIMIT_CHARS) wrong('where', 'placeText', 'too-long');
  const date = dateProblem(interview.date, today);
  if (date) wrong('when', 'date', date);
  if (interview.organisation.length > SHORT_LIMIT_CHARS) wrong('who', 'organisation', 'too-long');
  if (interview.otherCountries.length > SHORT_LIMIT_CHARS) wrong('victims', 'otherCountries', 'too-long');

  const { counts } = interview;
  for (const name of VICTIM_COUNTS) {
    const count = counts[name];
    if (count !== null && !(Number.isInteger(count) && count >= 0 && count <= COUNT_LIMIT)) {
      wrong('victims', name, 'not-a-count');
    }
  }
  const groups = totalOf({ counts: { ...counts, victims: null } });
  if (counts.victims !== null && groups !== null && counts.victims < groups) {
    wrong('victims', 'victims', 'total-too-small');
  }
  const most = minorsOf(interview) ?? totalOf(interview);
  if (counts.unaccompaniedMinors !== null && most !== null && counts.unaccompaniedMinors > most) {
    wrong('victims', 'unaccompaniedMinors', 'too-many-unaccompanied');
  }
  if (interview.summary.length > SUMMARY_LIMIT_CHARS) wrong('account', 'summary', 'too-long');
  if (!interview.consent) wrong('sharing', 'consent', 'no-consent');
  return problems;
}

function dateProblem(date: string, today: string): InterviewProblem['reason'] | null {
  const [, year, month, day] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(date) ?? [];
  if (year === undefined) return 'no-date';
  if (Number(year) < FIRST_YEAR) return 'date-too-old';
  const first = `${year}-${month ?? '01'}-${day ?? '01'}`;
  const real = new Date(`${first}T00:00:00Z`);
  if (Number.isNaN(real.getTime()) || real.toISOString().slice(0, 10) !== first) return 'date-does-not-exist';
  return first > today ? 'date-in-the-future' : null;
}
