import type { OpenReport } from './open-reports.ts';
import { COMPARED_AT_MOST, type FoundPair, pairKey } from './pair-finder.ts';
import { type Member, mayMatch } from './pairs.ts';
import { reportKey } from './report.ts';
import { JOIN_BITS, type PairScore, pairBits, priorBits, REVIEW_BITS, scorePair } from './score.ts';

/** Two reports with what speaks for and against their telling of one incident. */
interface ScoredPair {
  a: Member;
  b: Member;
  score: PairScore;
}

/** Two incidents that become one: `from` is dissolved, its reports go to `into`. */
export interface Join extends ScoredPair {
  into: number;
  from: number;
  /** The reports that move. */
  moved: readonly Member[];
}

/** Why a pair waits for a person. */
export interface Doubt extends ScoredPair {
  /** `doubtful`: the score; `reports-contradict`: these two are alike, others of their incidents are not. */
  reason: 'doubtful' | 'reports-contradict';
}

/** What became of some pairs. */
export interface Decisions {
  joins: Join[];
  doubts: Doubt[];
  /** Doubtful pairs in a crowd, or of incidents about which enough is asked already: nobody is asked about them. */
  unasked: number;
}

/** What people decided: the keys of the reports that are not the same as a report, by its key, both ways. */
export type ToldApart = ReadonlyMap<string, ReadonlySet<string>>;

/** On average the reports of one incident must speak for each other, not only the two that are most alike. */
const LEAST_MEAN_BITS = 0;
/** Of an incident with more reports so many speak for it, evenly drawn. */
const SPEAKERS_AT_MOST = 20;
/** The best doubtful pairs of an incident that a person is asked about: more questions would not be answered. */
const DOUBTS_AT_MOST = 10;

/**
 * Decides which incidents are one, best pair first. A pair that is certain joins its two incidents if their other
 * reports agree on the whole; otherwise it is left to a person, as every doubtful pair is. What a person has
 * decided to be two things is never joined, not even by way of a third report.
 *
 * @param found pairs, each once.
 * @param membersOf all current reports of each incident that occurs in the pairs.
 */
export function decidePairs(
  found: readonly FoundPair[],
  membersOf: ReadonlyMap<number, readonly Member[]>,
  apart: ToldApart,
): Decisions {
  const candidates = new Map<string, number>();
  for (const pair of found)
    for (const { member, candidates: n } of [pair.a, pair.b]) candidates.set(reportKey(member.report), n);
  const candidatesOf = (a: Member, b: Member) =>
    Math.max(candidates.get(reportKey(a.report)) ?? 1, candidates.get(reportKey(b.report)) ?? 1);
  const ranked = found
    .map((pair) => ({ pair, bits: pair.evidenceBits + priorBits(crowdOf(pair.a, pair.b)) }))
    .filter(({ bits }) => bits >= REVIEW_BITS)
    .sort((x, y) => y.bits - x.bits || (pairKey(x.pair) < pairKey(y.pair) ? -1 : 1));

  const groups = new Groups(membersOf);
  const contradicting = new Map<string, number>();
  const joins: Join[] = [];
  const left: (Pick<Doubt, 'reason'> & { pair: FoundPair })[] = [];
  for (const { pair, bits } of ranked) {
    const [a, b] = [pair.a.member, pair.b.member];
    if (groups.of(a) === groups.of(b)) continue;
    const reason = reasonToWait(a, b, bits);
    if (reason === 'decided-apart') continue;
    if (reason === null) joins.push({ ...scored(pair), ...groups.join(a, b) });
    else left.push({ pair, reason });
  }
  // Of two incidents one pair is enough to ask; joined meanwhile by another way, none.
  const asked = new Map<number, Set<number>>();
  const doubts: Doubt[] = [];
  let unasked = 0;
  for (const { pair, reason } of left) {
    const [one, other] = [groups.of(pair.a.member), groups.of(pair.b.member)];
    if (one === other || asked.get(one)?.has(other)) continue;
    const isCrowd = crowdOf(pair.a, pair.b) >= COMPARED_AT_MOST;
    if (isCrowd || isEnough(asked.get(one)) || isEnough(asked.get(other))) unasked += 1;
    else {
      note(asked, one, other);
      note(asked, other, one);
      doubts.push({ ...scored(pair), reason });
    }
  }
  return { joins, doubts, unasked };

  function reasonToWait(a: Member, b: Member, bits: number): Doubt['reason'] | 'decided-apart' | null {
    const [ours, theirs] = [groups.membersOf(a), groups.membersOf(b)];
    if (areToldApart(ours, theirs, apart)) return 'decided-apart';
    if (bits < JOIN_BITS) return 'doubtful';
    // Two incidents that contradict each other do so whichever pair asks, until one of them grows.
    const key = [groups.of(a), groups.of(b)].sort((x, y) => x - y).join(' ');
    const size = ours.length + theirs.length;
    if (contradicting.get(key) === size) return 'reports-contradict';
    if (agree(speakers(ours), speakers(theirs))) return null;
    contradicting.set(key, size);
    return 'reports-contradict';
  }

  function agree(ours: readonly Member[], theirs: readonly Member[]): boolean {
    let sum = 0;
    for (const one of ours) {
      for (const other of theirs) {
        if (!mayMatch(one, other)) return false;
        sum += pairBits(one, other, candidatesOf(one, other));
      }
    }
    return sum / (ours.length * theirs.length) >= LEAST_MEAN_BITS;
  }
}

function crowdOf(a: OpenReport, b: OpenReport): number {
  return Math.max(1, a.candidates, b.candidates);
}

function scored({ a, b }: FoundPair): ScoredPair {
  return { a: a.member, b: b.member, score: scorePair(a.member, b.member, crowdOf(a, b)) };
}

function areToldApart(ours: readonly Member[], theirs: readonly Member[], apart: ToldApart): boolean {
  if (apart.size === 0) return false;
  return ours.some(({ report }) => {
    const others = apart.get(reportKey(report));
    return others !== undefined && theirs.some((other) => others.has(reportKey(other.report)));
  });
}

function speakers(members: readonly Member[]): readonly Member[] {
  if (members.length <= SPEAKERS_AT_MOST) return members;
  return Array.from(
    { length: SPEAKERS_AT_MOST },
    (_, i) => members[Math.floor((i * members.length) / SPEAKERS_AT_MOST)]!,
  );
}

function isEnough(asked: ReadonlySet<number> | undefined): boolean {
  return asked !== undefined && asked.size >= DOUBTS_AT_MOST;
}

function note(asked: Map<number, Set<number>>, one: number, other: number): void {
  const others = asked.get(one);
  if (others) others.add(other);
  else asked.set(one, new Set([other]));
}

/** Incidents that grow together; the one with the smaller id remains, as the one longer known. */
class Groups {
  private readonly rootOf = new Map<number, number>();
  private readonly members = new Map<number, Member[]>();

  constructor(membersOf: ReadonlyMap<number, readonly Member[]>) {
    for (const [id, list] of membersOf) this.members.set(id, [...list]);
  }

  of({ incidentId }: Member): number {
    let id = incidentId;
    for (let next = this.rootOf.get(id); next !== undefined; next = this.rootOf.get(id)) id = next;
    return id;
  }

  membersOf(member: Member): readonly Member[] {
    return this.members.get(this.of(member)) ?? [member];
  }

  join(a: Member, b: Member): { into: number; from: number; moved: readonly Member[] } {
    const [into, from] = [this.of(a), this.of(b)].sort((x, y) => x - y) as [number, number];
    const moved = this.members.get(from) ?? [a, b].filter((one) => this.of(one) === from);
    const kept = this.members.get(into) ?? [a, b].filter((one) => this.of(one) === into);
    this.rootOf.set(from, into);
    for (const one of moved) kept.push(one);
    this.members.set(into, kept);
    this.members.delete(from);
    return { into, from, moved };
  }
}
