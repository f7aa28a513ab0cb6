/** The life of an alert. Pure: what is measured, what stood before, the hour; the answer carries its reason. */

/** Where a measure lies: it fires, it lies between the two thresholds, it is clear. */
export const BANDS = ['above', 'between', 'below'] as const;
export type Band = (typeof BANDS)[number];

/** Why the evidence of a measure above the threshold is not enough to fire. */
export type Shortage = 'too-few-sources';

export interface Judged {
  band: Band;
  /** Null: enough. */
  shortage: Shortage | null;
  /** No source tells of the place any more: nothing that is low here is peace. */
  isWithoutData: boolean;
}

export const ALERT_STATES = ['pending', 'firing', 'resolved'] as const;
export type AlertState = (typeof ALERT_STATES)[number];

/** How an open alert stands; times are milliseconds since 1970. */
export interface OpenState {
  state: 'pending' | 'firing';
  /** Since when it has been pending or firing. */
  sinceMs: number;
  /** Since when its measure has been clear; null while it is not. */
  clearSinceMs: number | null;
}

export const DECISION_REASONS = [
  'quiet',
  'too-few-sources',
  'begins-to-hold',
  'fires',
  'still-holds',
  'held-long-enough',
  'fell-before-firing',
  'still-firing',
  'between-thresholds',
  'no-data-is-no-peace',
  'clearing',
  'cleared',
  'rule-expired',
  'rule-withdrawn',
] as const;
export type DecisionReason = (typeof DECISION_REASONS)[number];

export interface Verdict {
  /** Null: no alert is open afterwards, and none was told of. */
  next: OpenState | { state: 'resolved' } | null;
  reason: DecisionReason;
}

const HOUR_MS = 3_600_000;

/**
 * What becomes of an alert. It fires when its measure has been above the threshold for `holdHours`, and is resolved
 * when it has been under the lower one for `clearHours`; between the two nothing changes, so that a series that
 * oscillates there gives one firing and one resolution. Silence never resolves.
 *
 * @param open how the alert stands; null where there is none
 * @param rule `end`: why the rule is judged no more, or null while it is
 */
export function decide(
  open: OpenState | null,
  judged: Judged,
  rule: { holdHours: number; clearHours: number; end: 'rule-expired' | 'rule-withdrawn' | null },
  nowMs: number,
): Verdict {
  if (rule.end !== null) {
    if (open?.state === 'firing') return { next: { state: 'resolved' }, reason: rule.end };
    return { next: null, reason: open ? rule.end : 'quiet' };
  }
  const isMet = judged.band === 'above' && judged.shortage === null;
  if (open === null) return isMet ? begin(rule.holdHours, nowMs) : notMet(judged);
  if (open.state === 'pending') {
    if (!isMet) return { next: null, reason: judged.shortage ?? 'fell-before-firing' };
    if (nowMs - open.sinceMs < rule.holdHours * HOUR_MS) return { next: open, reason: 'still-holds' };
    return { next: { state: 'firing', sinceMs: nowMs, clearSinceMs: null }, reason: 'held-long-enough' };
  }
  if (judged.band !== 'below') {
    return {
      next: { ...open, clearSinceMs: null },
      reason: isMet ? 'still-firing' : 'between-thresholds',
    };
  }
  if (judged.isWithoutData) return { next: { ...open, clearSinceMs: null }, reason: 'no-data-is-no-peace' };
  const clearSinceMs = open.clearSinceMs ?? nowMs;
  if (nowMs - clearSinceMs < rule.clearHours * HOUR_MS) {
    return { next: { ...open, clearSinceMs }, reason: 'clearing' };
  }
  return { next: { state: 'resolved' }, reason: 'cleared' };
}

function begin(holdHours: number, nowMs: number): Verdict {
  if (holdHours > 0) {
    return { next: { state: 'pending', sinceMs: nowMs, clearSinceMs: null }, reason: 'begins-to-hold' };
  }
  return { next: { state: 'firing', sinceMs: nowMs, clearSinceMs: null }, reason: 'fires' };
}

function notMet({ band, shortage }: Judged): Verdict {
  return { next: null, reason: band === 'above' && shortage !== null ? shortage : 'quiet' };
}
