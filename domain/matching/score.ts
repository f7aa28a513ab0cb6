import { COMPONENTS, type Component, compare, type Levels, type PreparedReport } from './compare.ts';
import { CHANCES } from './weights.ts';

/** What one component says of a pair: its level and its weight of evidence in bits. */
export interface Evidence {
  component: Component;
  level: string;
  bits: number;
}

export interface PairScore {
  /** Log odds, base 2, that both tell of one incident: prior and evidence together. */
  bits: number;
  /** What the prior gives: fewer bits where many reports compete. */
  priorBits: number;
  evidence: readonly Evidence[];
}

/** From these log odds on, reports are joined: 5 to 1 at least; on other seeds' samples 97 of 100 joined pairs are right. */
export const JOIN_BITS = Math.log2(5);
/** From these log odds on, a person is asked: 1 to 4. */
export const REVIEW_BITS = -2;

/**
 * How many other reports of its incident a report has, on average: .30 in the synthetic samples, taken lower since
 * a wrong join hides an incident while a missed one only counts it twice.
 */
const EXPECTED_PARTNERS = 0.25;

/**
 * Log prior odds, base 2, of a pair drawn from a block. In a crowded block chance likeness is common, so what is
 * expected is shared among all candidates.
 *
 * @param candidates how many reports share the block with a report; the larger number of the two.
 */
export function priorBits(candidates: number): number {
  return Math.log2(EXPECTED_PARTNERS / Math.max(1, candidates));
}

/** No pair has a better prior: evidence that is too weak even with it needs no second look. */
const BEST_PRIOR_BITS = priorBits(1);

const WEIGHTS: Readonly<Record<string, Readonly<Record<string, number>>>> = Object.fromEntries(
  COMPONENTS.map((component) => [
    component,
    Object.fromEntries(
      Object.entries(CHANCES[component]).map(([level, [m, u]]) => [level, Math.log2(m / u)]),
    ),
  ]),
);

/** The sum of log2(m / u) over the components' levels (Fellegi & Sunter 1969). */
function evidenceBits(levels: Levels): number {
  let bits = 0;
  for (const component of COMPONENTS) bits += WEIGHTS[component]![levels[component]]!;
  return bits;
}

/** What the comparison of two reports says in bits, without the prior. */
export function evidenceOf(a: PreparedReport, b: PreparedReport): number {
  return evidenceBits(compare(a, b));
}

/** True for evidence with which a pair could be joined or asked about, were there no other candidates. */
export function isWorthKeeping(evidence: number): boolean {
  return evidence + BEST_PRIOR_BITS >= REVIEW_BITS;
}

/** Log odds that a pair tells of one incident, without the explanation. */
export function pairBits(a: PreparedReport, b: PreparedReport, candidates: number): number {
  return evidenceOf(a, b) + priorBits(candidates);
}

/** Scores a pair and says what each component gave. */
export function scorePair(a: PreparedReport, b: PreparedReport, candidates: number): PairScore {
  const levels = compare(a, b);
  const evidence = COMPONENTS.map((component) => ({
    component,
    level: levels[component],
    bits: WEIGHTS[component]![levels[component]]!,
  }));
  const prior = priorBits(candidates);
  return { bits: evidence.reduce((sum, { bits }) => sum + bits, prior), priorBits: prior, evidence };
}
