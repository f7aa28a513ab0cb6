import type { Member } from './pairs.ts';

/** A report that later ones may still be compared with. */
export interface OpenReport {
  member: Member;
  /** How many reports share a block with it, the unlike ones counted too. */
  candidates: number;
  /** No later report is near enough in time. */
  isClosed: boolean;
  /** The last search that came by here. */
  seenIn: number;
}

/** Reports whose radii are no larger and that are more than one cell apart are out of each other's reach. */
const NARROW_RADIUS_M = 45_000;
/** At 33.5 degrees north, as far as reports of Mexico go, a cell is as wide as it is high: 111 km. */
const CELL_LAT_DEGREES = 1;
const CELL_LON_DEGREES = 1.2;
const NORTHERNMOST_DEGREES = 33.5;
/** Some 100 MB. More than so many within days of each other are no reports of incidents any more. */
const OPEN_AT_MOST = 50_000;

/**
 * The reports within the time window, indexed by what a pair must share: the neighbourhood of its points, or its
 * state. Reports come in order of their first day.
 */
export class OpenReports {
  /** Whether some were closed before their time, since there were too many. */
  hasOverflowed = false;
  private readonly cells = new Map<string, Bucket>();
  private readonly states = new Map<string, Bucket>();
  /** Points too vague for cells. */
  private readonly wide = new Bucket();
  private readonly all = new Bucket();
  private searches = 0;
  private today = Number.NEGATIVE_INFINITY;

  private readonly windowDays: number;

  constructor(windowDays: number) {
    this.windowDays = windowDays;
  }

  /** Closes what is too old for reports of this day on. */
  advanceTo(day: number): void {
    if (day === this.today) return;
    this.today = day;
    for (const one of this.all.reports) {
      if (one.member.report.lastDay + this.windowDays < day) one.isClosed = true;
    }
    this.all.sweep(day);
  }

  add(open: OpenReport): void {
    const { report } = open.member;
    if (this.all.reports.length >= OPEN_AT_MOST) {
      this.hasOverflowed = true;
      for (const old of this.all.reports.slice(0, OPEN_AT_MOST / 10)) old.isClosed = true;
      for (const bucket of [this.all, this.wide, ...this.cells.values(), ...this.states.values()]) {
        bucket.sweep(Number.NaN);
      }
    }
    this.all.reports.push(open);
    if (report.stateCode !== '') bucketOf(this.states, report.stateCode).reports.push(open);
    if (report.point === null) return;
    if (isNarrow(open.member)) bucketOf(this.cells, cellKey(cellOf(report.point))).reports.push(open);
    else this.wide.reports.push(open);
  }

  /**
   * Visits every open report that a new one may share a block with, once: those around it first, and of them the
   * latest first.
   *
   * @param visit ends the search by returning false.
   * @returns how many were left unvisited; some of them twice, where buckets overlap.
   */
  search(member: Member, visit: (other: OpenReport) => boolean): number {
    this.searches += 1;
    let unvisited = 0;
    let goesOn = true;
    for (const bucket of this.bucketsFor(member)) {
      bucket.sweep(this.today);
      const { reports } = bucket;
      let i = reports.length - 1;
      for (; goesOn && i >= 0; i--) {
        const other = reports[i]!;
        if (other.isClosed || other.seenIn === this.searches) continue;
        other.seenIn = this.searches;
        goesOn = visit(other);
      }
      unvisited += i + 1;
    }
    return unvisited;
  }

  private *bucketsFor(member: Member): Generator<Bucket> {
    const { point, stateCode } = member.report;
    const inState = this.states.get(stateCode);
    if (point === null) {
      if (inState) yield inState;
      return;
    }
    if (!isNarrow(member)) {
      if (inState) yield inState;
      yield this.all;
      return;
    }
    const [row, column] = cellOf(point);
    for (const [down, right] of AROUND) {
      const bucket = this.cells.get(cellKey([row + down, column + right]));
      if (bucket) yield bucket;
    }
    if (inState) yield inState;
    yield this.wide;
  }
}

/** The cell itself first. */
const AROUND = [0, -1, 1].flatMap((down) => [0, -1, 1].map((right) => [down, right] as const));

/** Open reports in the order in which they came; closed ones are swept out once a day, when somebody looks. */
class Bucket {
  reports: OpenReport[] = [];
  private sweptOn = Number.NaN;

  sweep(day: number): void {
    if (day === this.sweptOn) return;
    this.sweptOn = day;
    this.reports = this.reports.filter(({ isClosed }) => !isClosed);
  }
}

function bucketOf(buckets: Map<string, Bucket>, key: string): Bucket {
  let bucket = buckets.get(key);
  if (!bucket) {
    bucket = new Bucket();
    buckets.set(key, bucket);
  }
  return bucket;
}

function isNarrow({ report: { point } }: Member): boolean {
  return point !== null && point.radiusM <= NARROW_RADIUS_M && point.lat <= NORTHERNMOST_DEGREES;
}

function cellOf({ lon, lat }: { lon: number; lat: number }): readonly [row: number, column: number] {
  return [Math.floor(lat / CELL_LAT_DEGREES), Math.floor(lon / CELL_LON_DEGREES)];
}

function cellKey([row, column]: readonly [number, number]): string {
  return `${row} ${column}`;
}
