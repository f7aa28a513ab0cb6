/** Why an attempt failed: whether another is worth while, and whether the receiver may have the message all the same. */
export const FAILURES = {
  /** Nobody listens, or the network is gone. */
  unreachable: { again: true, doubtful: false },
  'no-such-host': { again: true, doubtful: false },
  /** Silent before it had the message. */
  timeout: { again: true, doubtful: false },
  /** Had the whole message and died or fell silent before it answered. */
  'no-answer': { again: true, doubtful: true },
  /** Our own program died between sending and writing down the answer. */
  'sender-died': { again: true, doubtful: true },
  'refused-for-now': { again: true, doubtful: false },
  refused: { again: false, doubtful: false },
  /** No encryption, or a certificate that is not theirs: nothing is sent in the clear instead. */
  'tls-refused': { again: true, doubtful: false },
  'login-refused': { again: true, doubtful: false },
  /** The name leads into a private network that is not allowed. */
  'address-not-allowed': { again: false, doubtful: false },
  /** Redirections are not followed: they could lead inward. */
  redirected: { again: false, doubtful: false },
  /** A bug of ours; it is in the log of the server. */
  'our-error': { again: true, doubtful: false },
  /** No mail server is configured here. */
  'no-mail-server': { again: true, doubtful: false },
} as const satisfies Record<string, { again: boolean; doubtful: boolean }>;
export type FailureReason = keyof typeof FAILURES;

export type Attempt =
  | { ok: true; reply: string }
  /** `waitMs`: what the receiver asked for. */
  | { ok: false; reason: FailureReason; reply: string; waitMs?: number | undefined };

export type AfterAttempt =
  | { state: 'sent' }
  | { state: 'waiting'; reason: FailureReason; dueAt: Date }
  | { state: 'dead'; reason: FailureReason };

/** More than half a day of trying. */
export const MOST_ATTEMPTS = 20;
const FIRST_DELAY_MS = 15_000;
const LONGEST_DELAY_MS = 3_600_000;

/**
 * What becomes of a message after an attempt.
 *
 * @param attempts how many there were, this one included.
 * @param random in [0, 1): spreads those that failed together, so that they don't come back together.
 */
export function afterAttempt(
  attempt: Attempt,
  attempts: number,
  expiresAt: Date,
  now: Date,
  random: number,
): AfterAttempt {
  if (attempt.ok) return { state: 'sent' };
  const { reason, waitMs = 0 } = attempt;
  const dueAt = new Date(now.getTime() + Math.max(waitMs, backOffMs(attempts, random)));
  // Nothing is sent after it has expired, so that there is nothing to wait for.
  if (!FAILURES[reason].again || attempts >= MOST_ATTEMPTS || dueAt >= expiresAt)
    return { state: 'dead', reason };
  return { state: 'waiting', reason, dueAt };
}

/** Doubles from 15 s to an hour; of each the upper half is left to chance. */
export function backOffMs(attempts: number, random: number): number {
  const full = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(attempts - 1, 20));
  return Math.round(full * (0.5 + 0.5 * random));
}
