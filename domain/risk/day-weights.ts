/** Whole days since 1970-01-01, both included. */
export interface DayPeriod {
  from: number;
  to: number;
}

/**
 * How much each day of a period counts: all 1, or by age, 2^-(days before the last day / half-life); 0 on days without
 * data. Incidents are summed with these weights, and exposure is the sum of the weights, so that rates keep their unit
 * and silence is no peace. A weighted sum of Poisson counts varies as one of `scale` times the counts over `scale`
 * times the exposure, scale = sum(w) / sum(w^2) (Kish's effective sample size): times that, the sums are taken as counts.
 */
export class DayWeights {
  /** Sum of the weights: what of the period was observed, in days. */
  readonly total: number;
  readonly sumOfSquares: number;
  /** Whether the last day has data. */
  readonly endsObserved: boolean;
  private readonly from: number;
  private readonly sums: Float64Array;

  constructor(period: DayPeriod, halfLifeDays: number | null, noData: readonly DayPeriod[] = []) {
    const days = Math.max(0, period.to - period.from + 1);
    const weights = new Float64Array(days);
    for (let day = 0; day < days; day++)
      weights[day] = halfLifeDays === null ? 1 : 2 ** (-(days - 1 - day) / halfLifeDays);
    for (const { from, to } of noData) {
      const end = Math.min(to, period.to) - period.from + 1;
      if (end > 0) weights.fill(0, Math.max(from - period.from, 0), end);
    }
    this.from = period.from;
    this.sums = new Float64Array(days + 1);
    let squares = 0;
    for (let day = 0; day < days; day++) {
      this.sums[day + 1] = this.sums[day]! + weights[day]!;
      squares += weights[day]! ** 2;
    }
    this.total = this.sums[days]!;
    this.sumOfSquares = squares;
    this.endsObserved = days > 0 && weights[days - 1]! > 0;
  }

  /** Weight of an incident that happened on one day of a span, each equally likely; days off the period weigh 0. */
  ofIncident(firstDay: number, lastDay: number): number {
    const low = Math.max(firstDay - this.from, 0);
    const high = Math.min(lastDay - this.from + 1, this.sums.length - 1);
    return high > low ? (this.sums[high]! - this.sums[low]!) / (lastDay - firstDay + 1) : 0;
  }
}
