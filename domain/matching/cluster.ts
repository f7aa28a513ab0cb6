import { type Member, mayMatch, type Pair } from './pairs.ts';
import { reportKey } from './report.ts';
import { JOIN_BITS, type PairScore, pairBits, REVIEW_BITS, scorePair } from './score.ts';

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

/** On average the reports of one incident must speak for each other, not only the two that are most alike. */
const LEAST_MEAN_BITS = 0;

/**
 * Decides which incidents are one, best pair first. A pair that is certain joins its two incidents if their other
 * reports agree on the whole; otherwise it is left to a person, as every doubtful pair is. What a person has
 * decided to be two things is never joined, not even by way of a third report.
 *
 * @param found pairs, each once, both sides in different incidents, and how many candidates each report had.
 * @param membersOf all current reports of each incident that occurs in the pairs.
 * @param isApart whether a person has said of two reports that they are not the same.
 */
export function decidePairs(
  found: { pairs: readonly Pair[]; candidates: ReadonlyMap<string, number> },
  membersOf: ReadonlyMap<number, readonly Member[]>,
  isApart: (a: Member, b: Member) => boolean,
): { joins: Join[]; doubts: Doubt[] } {
  const candidatesOf = (a: Member, b: Member) =>
    Math.max(found.candidates.get(reportKey(a.report)) ?? 1, found.candidates.get(reportKey(b.report)) ?? 1);
  const scored = found.pairs
    .map(([a, b]) => ({ a, b, score: scorePair(a, b, candidatesOf(a, b)) }))
    .filter(({ score }) => score.bits >= REVIEW_BITS)
    .sort(bestFirst);

  const groups = new Groups(membersOf);
  const joins: Join[] = [];
  const left: Doubt[] = [];
  for (const pair of scored) {
    if (groups.of(pair.a) === groups.of(pair.b)) continue;
    const reason = reasonToWait(pair);
    if (reason === 'decided-apart') continue;
    if (reason === null) joins.push({ ...pair, ...groups.join(pair.a, pair.b) });
    else left.push({ ...pair, reason });
  }
  // Of two incidents one pair is enough to ask; joined meanwhile by another way, none.
  const asked = new Set<string>();
  const doubts = left.filter(({ a, b }) => {
    const [one, other] = [groups.of(a), groups.of(b)].sort((x, y) => x - y);
    const key = `${one} ${other}`;
    if (one === other || asked.has(key)) return false;
    asked.add(key);
    return true;
  });
  return { joins, doubts };

  function reasonToWait({ a, b, score }: ScoredPair): Doubt['reason'] | 'decided-apart' | null {
    const [ours, theirs] = [groups.membersOf(a), groups.membersOf(b)];
    if (ours.some((one) => theirs.some((other) => isApart(one, other)))) return 'decided-apart';
    if (score.bits < JOIN_BITS) return 'doubtful';
    let sum = 0;
    for (const one of ours) {
      for (const other of theirs) {
        if (!mayMatch(one, other)) return 'reports-contradict';
        sum += pairBits(one, other, candidatesOf(one, other));
      }
    }
    return sum / (ours.length * theirs.length) < LEAST_MEAN_BITS ? 'reports-contradict' : null;
  }
}

/** Equal scores in an order that does not hang on the file's. */
function bestFirst(x: ScoredPair, y: ScoredPair): number {
  if (x.score.bits !== y.score.bits) return y.score.bits - x.score.bits;
  return pairKey(x) < pairKey(y) ? -1 : 1;
}

function pairKey({ a, b }: ScoredPair): string {
  return `${reportKey(a.report)}\u001e${reportKey(b.report)}`;
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
    this.members.set(into, [...kept, ...moved]);
    this.members.delete(from);
    return { into, from, moved };
  }
}
