import { type OpenReport, OpenReports } from './open-reports.ts';
import { isComparable, type Member, mayMatch, WINDOW_DAYS } from './pairs.ts';
import { reportKey } from './report.ts';
import { evidenceOf, isWorthKeeping } from './score.ts';

/** Two reports of one block that may turn out certain or doubtful, in the order of their keys. */
export interface FoundPair {
  a: OpenReport;
  b: OpenReport;
  /** What their comparison says, without the prior. */
  evidenceBits: number;
}

/** With so many reports of its block, the latest of those nearest to it, a report is compared; the others are counted. */
export const COMPARED_AT_MOST = 200;
/** So many are looked at to find them. */
const VISITED_AT_MOST = 2_000;
/** The best pairs that are kept of a report and those before it. */
const KEPT_AT_MOST = 40;
/** From here on pairs are decided as they stand; until then they wait until nothing can join them any more. */
const PENDING_AT_MOST = 200_000;

/**
 * Finds the pairs of a stream of reports that are near in time and place. Reports come in order of their first
 * day; in memory stay those within the window and the pairs that wait to be decided, so that neither grows with the
 * length of the stream. In a crowd, where comparing each with each would take for ever, a report is compared with
 * its nearest neighbours in the order of time (sorted neighbourhood, Hernández & Stolfo 1995), and is counted.
 */
export class PairFinder {
  /** Reports that were compared with some of their block only. */
  crowded = 0;
  private readonly open = new OpenReports(WINDOW_DAYS);
  private pending: FoundPair[] = [];

  /** Takes the next report. */
  add(member: Member): void {
    this.open.advanceTo(member.report.firstDay);
    if (!isComparable(member)) return;
    const added: OpenReport = { member, candidates: 0, isClosed: false, seenIn: 0 };
    const found: FoundPair[] = [];
    let visited = 0;
    const unvisited = this.open.search(member, (other) => {
      visited += 1;
      if (isPossible(member, other.member)) {
        added.candidates += 1;
        other.candidates += 1;
        const evidenceBits = evidenceOf(member, other.member);
        if (isWorthKeeping(evidenceBits)) found.push(inOrder(added, other, evidenceBits));
      }
      return added.candidates < COMPARED_AT_MOST && visited < VISITED_AT_MOST;
    });
    if (unvisited > 0 || this.open.hasOverflowed) this.crowded += 1;
    // Of those that nobody looked at as many may be candidates as of those that somebody did.
    if (unvisited > 0) added.candidates += Math.round((unvisited * added.candidates) / visited);
    this.pending.push(...best(found));
    this.open.add(added);
  }

  /** Pairs that can be decided by now, if that is worth it. */
  due(atLeast: number): FoundPair[] {
    if (this.pending.length < atLeast) return [];
    if (this.pending.length >= PENDING_AT_MOST) return this.rest();
    const due = this.pending.filter(isSettled);
    if (due.length < atLeast / 2) return [];
    this.pending = this.pending.filter((pair) => !isSettled(pair));
    return due;
  }

  /** All pairs that were not given out yet. */
  rest(): FoundPair[] {
    const { pending } = this;
    this.pending = [];
    return pending;
  }
}

function isSettled({ a, b }: FoundPair): boolean {
  return a.isClosed && b.isClosed;
}

function isPossible(member: Member, other: Member): boolean {
  return (member.isNew || other.isNew) && member.incidentId !== other.incidentId && mayMatch(member, other);
}

function best(found: FoundPair[]): FoundPair[] {
  if (found.length <= KEPT_AT_MOST) return found;
  return found
    .sort((x, y) => y.evidenceBits - x.evidenceBits || (pairKey(x) < pairKey(y) ? -1 : 1))
    .slice(0, KEPT_AT_MOST);
}

function inOrder(a: OpenReport, b: OpenReport, evidenceBits: number): FoundPair {
  return reportKey(a.member.report) < reportKey(b.member.report)
    ? { a, b, evidenceBits }
    : { a: b, b: a, evidenceBits };
}

/** Orders pairs of equal scores in a way that does not hang on the file's. */
export function pairKey({ a, b }: Pick<FoundPair, 'a' | 'b'>): string {
  return `${reportKey(a.member.report)}\u001e${reportKey(b.member.report)}`;
}
