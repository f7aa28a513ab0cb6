import type { Severity } from '../alerts/rule.ts';

/** Events of an alert that are told to those who asked; all others stay in its history. */
export const TOLD_KINDS = [
  'fired',
  'worsened',
  'escalated',
  'told-again',
  'uninhibited',
  'belated',
  'data-gap',
  'revised',
  'resolved',
  /** Of a state, of no alert in particular. */
  'state-silent',
] as const;
export type ToldKind = (typeof TOLD_KINDS)[number];

/** What a message is about: an event, a digest of several, or the test that somebody asked for. */
export type MessageKind = ToldKind | 'digest' | 'test';

/** So long a message may still be sent: a weekend outside working hours, and the morning after. */
export const VALID_HOURS = 72;
/** A test is of use only to whoever waits for it. */
export const TEST_VALID_HOURS = 1;

/** These call for action: a critical one of them waits for no quiet, working or digest hour. */
const CALLS: readonly MessageKind[] = ['fired', 'worsened', 'escalated', 'told-again', 'uninhibited'];

/** Whether an event is told. A revised alert only where it no longer meets its rule: what was said was too much. */
export function isTold(event: { kind: string; details: Readonly<Record<string, unknown>> }): boolean {
  if (event.kind === 'revised') return event.details.stillMeets === false;
  return TOLD_KINDS.some((kind) => kind === event.kind);
}

/** Whether a message waits for nothing. */
export function isUrgent(kind: MessageKind, severity: Severity): boolean {
  return severity === 'critical' && CALLS.includes(kind);
}

/**
 * Whether a message goes into the daily digest: what is only to be watched and silent states always do, the rest where
 * the subscriber asked for it, and nothing urgent ever.
 */
export function goesIntoDigest(kind: MessageKind, severity: Severity, mode: 'immediate' | 'digest'): boolean {
  if (kind === 'test' || isUrgent(kind, severity)) return false;
  return mode === 'digest' || severity === 'watch' || kind === 'state-silent';
}

/** What an announcement is to receivers of Common Alerting Protocol: a first word, more of it, or its end. */
export function capType(kind: ToldKind): 'Alert' | 'Update' | 'Cancel' {
  if (kind === 'resolved' || kind === 'revised') return 'Cancel';
  return kind === 'fired' || kind === 'belated' ? 'Alert' : 'Update';
}
