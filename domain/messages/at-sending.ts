import type { Severity } from '../alerts/rule.ts';
import { isUrgent, type MessageKind } from './announce.ts';
import { type HoursOfDay, isAtWork, isInHours, nextOpen, type WorkingHours } from './hours.ts';

/** All that decides, at the moment of sending, whether a message goes out. */
export interface AtSending {
  kind: MessageKind;
  severity: Severity;
  needsOversight: boolean;
  expiresAt: Date;
  subscription: { isEnded: boolean; workingHours: WorkingHours | null };
  reader: { isDisabled: boolean; mayRead: boolean; hasOversight: boolean };
  /** As it is now; null: of no alert in particular. */
  alert: { isSilenced: boolean; isInhibited: boolean; quietHours: HoursOfDay | null } | null;
  /** An earlier message of this alert reached this recipient, or may have. */
  wasTold: boolean;
  /** The recipient chose the hour: a digest. */
  hourIsChosen: boolean;
}

export const DROP_REASONS = [
  'subscription-ended',
  'reader-disabled',
  'no-permission',
  'needs-oversight',
  'expired',
  'silenced',
  'inhibited',
  'never-told',
  'already-told',
] as const;
export type DropReason = (typeof DROP_REASONS)[number];
export const HOLD_REASONS = ['quiet-hours', 'outside-working-hours'] as const;
type HoldReason = (typeof HOLD_REASONS)[number];

export type Verdict =
  | { do: 'send' }
  | { do: 'hold'; reason: HoldReason; until: Date }
  | { do: 'drop'; reason: DropReason };

/**
 * Decides at the moment of sending: silences, inhibitions, hours and rights as they are now, not as they were when the
 * message was written. What is silenced or inhibited is dropped, not kept: when that ends, the alert tells itself again.
 */
export function decideAtSending(message: AtSending, now: Date): Verdict {
  const { kind, subscription, reader, alert } = message;
  const drop = (reason: DropReason): Verdict => ({ do: 'drop', reason });
  if (subscription.isEnded) return drop('subscription-ended');
  if (reader.isDisabled) return drop('reader-disabled');
  if (!reader.mayRead) return drop('no-permission');
  if (message.needsOversight && !reader.hasOversight) return drop('needs-oversight');
  if (message.expiresAt <= now) return drop('expired');
  if (kind === 'test') return { do: 'send' };
  if (alert?.isSilenced) return drop('silenced');
  if (alert?.isInhibited && kind !== 'resolved' && kind !== 'revised') return drop('inhibited');
  // The end of what nobody told them of is no news to them.
  if ((kind === 'resolved' || kind === 'revised') && !message.wasTold) return drop('never-told');
  if (kind === 'uninhibited' && message.wasTold) return drop('already-told');
  if (message.hourIsChosen || isUrgent(kind, message.severity)) return { do: 'send' };
  const quiet = alert?.quietHours ?? null;
  const { workingHours } = subscription;
  const isQuiet = quiet !== null && isInHours(quiet, now);
  if (!isQuiet && (workingHours === null || isAtWork(workingHours, now))) return { do: 'send' };
  const until = nextOpen(quiet, workingHours, now) ?? message.expiresAt;
  return { do: 'hold', reason: isQuiet ? 'quiet-hours' : 'outside-working-hours', until };
}
