/** How long reports take, and how much of the last days is known already. */
export interface ReportingDelay {
  /** Incidents with a day and a day of their first report. */
  n: number;
  medianDays: number;
  /** Nine in ten reports are in after so many days. */
  p90Days: number;
  /** Share of what will be reported of a day that is known by now; by days before the last one, 0 first. */
  known: Float64Array;
}

/** Reports later than this tell of another kind of work (archives, trials) and are left out. */
const LONGEST_DAYS = 90;
const MIN_REPORTS = 30;

/**
 * Distribution of the days from an incident to its first report. What happened lately is known only where it was told
 * quickly, which makes delays look short: so delays are compared only among incidents old enough to show them
 * (reverse-time hazards for right-truncated data: Lagakos, Barraj & De Gruttola, Biometrika 75 (1988); Brookmeyer &
 * Damiano, Statist. Med. 8 (1989)).
 * @param day of the incidents, and the days from it to the first report; negative delays count as 0
 * @param asOf the last day of which anything is known
 * @returns null where fewer than 30 incidents tell
 */
export function reportingDelay(
  day: ArrayLike<number>,
  delay: ArrayLike<number>,
  asOf: number,
): ReportingDelay | null {
  const rows: { age: number; delay: number }[] = [];
  for (let i = 0; i < day.length; i++) {
    const age = asOf - day[i]!;
    const late = Math.max(0, delay[i]!);
    // A report after the last day is not known on it.
    if (age >= 0 && late <= Math.min(age, LONGEST_DAYS)) rows.push({ age, delay: late });
  }
  if (rows.length < MIN_REPORTS) return null;
  // known[d] = P(delay <= d | delay <= LONGEST_DAYS), from the longest delay down.
  const known = new Float64Array(LONGEST_DAYS + 1);
  known[LONGEST_DAYS] = 1;
  for (let d = LONGEST_DAYS; d > 0; d--) {
    const atRisk = rows.filter((row) => row.age >= d && row.delay <= d);
    const exactly = atRisk.filter((row) => row.delay === d).length;
    known[d - 1] = known[d]! * (atRisk.length > 0 ? 1 - exactly / atRisk.length : 1);
  }
  const quantile = (share: number): number => known.findIndex((value) => value >= share - 1e-12);
  return { n: rows.length, medianDays: quantile(0.5), p90Days: quantile(0.9), known };
}
