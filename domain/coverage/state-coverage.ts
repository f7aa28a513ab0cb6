import { dayCount, intersection, union } from './day-spans.ts';
import { type DaySpan, openSilence, type Reporting } from './silence.ts';

/** One source: how it reports as a whole and from each state (INEGI code) that it ever told of. */
export interface SourceReporting {
  whole: Reporting;
  states: ReadonlyMap<string, Reporting>;
}

/**
 * What is known of a state at the end of a period. `covered`: it is told of as usual; `stopped`: all sources that
 * usually report from it are silent; `sparse`: some reported from it, too seldom to say what is usual; `never`: none
 * ever did.
 */
export const COVERAGE_STATUSES = ['covered', 'stopped', 'sparse', 'never'] as const;
export type CoverageStatus = (typeof COVERAGE_STATUSES)[number];

export interface StateCoverage {
  code: string;
  status: CoverageStatus;
  /** Sources that ever reported from it until then, and those whose usual gap there is known. */
  sources: number;
  usualSources: number;
  /** Within the period: days without data, which is not zero. */
  noData: DaySpan[];
  /** True where the map must say "no data": at the end of the period, or for at least half of it. */
  isWithoutData: boolean;
}

/**
 * Where silence is no peace. A state has no data on the days on which ALL sources that usually report from it are
 * silent, there or as a whole, or before the first of them began; a state that no source usually reports from, only
 * on days on which all that ever did are silent as a whole, or where they told of it before the period only; one that
 * no source ever reported from, on all days.
 * @param period both days included, nothing after the product date
 */
export function stateCoverage(
  code: string,
  sources: readonly SourceReporting[],
  period: DaySpan,
): StateCoverage {
  const known = sources.filter(({ states }) => (states.get(code)?.firstDay ?? Infinity) <= period.to);
  const usual = known.filter(({ states }) => states.get(code)!.usualGapDays !== null);
  const judged = usual.length > 0 ? usual : known;
  let noData: DaySpan[] = [period];
  for (const source of judged) noData = intersection(noData, silenceOf(code, source, period));
  const isSparse = usual.length === 0 && known.length > 0;
  // Too seldom to say what is usual, and not once in the period: nothing here speaks for peace.
  const isEmpty = isSparse && known.every(({ states }) => states.get(code)!.lastDay < period.from);
  if (isEmpty) noData = [period];
  const endsSilent = noData.at(-1)?.to === period.to;
  const stopped = endsSilent && !isEmpty;
  const status = known.length === 0 ? 'never' : stopped ? 'stopped' : isSparse ? 'sparse' : 'covered';
  return {
    code,
    status,
    sources: known.length,
    usualSources: usual.length,
    noData,
    isWithoutData: endsSilent || 2 * dayCount(noData) >= dayCount([period]),
  };
}

/** The days of a period on which a source says nothing of a state, though it might. */
function silenceOf(code: string, { whole, states }: SourceReporting, period: DaySpan): DaySpan[] {
  const here = states.get(code)!;
  const startedHere = here.usualGapDays !== null && here.firstDay - whole.firstDay > here.usualGapDays;
  // From its beginning the source might have told of the state; when its first report from there came unusually late,
  // it began there only then.
  const begins = startedHere ? here.firstDay : whole.firstDay;
  const open = [openSilence(here, period.to), openSilence(whole, period.to)].filter((span) => span !== null);
  return union([
    { from: period.from, to: begins - 1 },
    ...[...here.silences, ...whole.silences, ...open].map(({ from, to }) => ({
      from: Math.max(from, period.from),
      to: Math.min(to, period.to),
    })),
  ]);
}
