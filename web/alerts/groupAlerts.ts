import type { AlertRow } from '../../api/contract-alerts.ts';
import { SEVERITIES, type Severity } from '../../domain/alerts/rule.ts';

/** Alerts that fired in one state within an hour: one line that opens. */
export interface AlertGroup {
  key: string;
  /** INEGI code; null where no state is known. */
  stateCode: string | null;
  /** When the first of them fired; null for pending ones. */
  firedAt: string | null;
  severity: Severity;
  unacknowledged: number;
  alerts: AlertRow[];
}

/** The state that an alert is about, as far as its reader may know: the one with most of its incidents. */
export function stateOf({ facts, safe }: Pick<AlertRow, 'facts' | 'safe'>): string | null {
  return (facts ? facts.place.stateCodes : safe.stateCodes)[0] ?? null;
}

/** Groups of alerts in the order of their newest; an alert that belongs to none is a group of its own. */
export function groupAlerts(alerts: readonly AlertRow[]): AlertGroup[] {
  const groups = new Map<string, AlertRow[]>();
  for (const alert of alerts) {
    const key = alert.groupId === null ? `alert-${alert.alertId}` : `group-${alert.groupId}`;
    const there = groups.get(key);
    if (there) there.push(alert);
    else groups.set(key, [alert]);
  }
  return [...groups].map(([key, members]) => ({
    key,
    stateCode: stateOf(members[0]),
    firedAt: members.reduce<string | null>(
      (first, { firedAt }) => (firedAt !== null && (first === null || firedAt < first) ? firedAt : first),
      null,
    ),
    severity: gravest(members),
    unacknowledged: members.filter(isWaiting).length,
    alerts: members,
  }));
}

/** Whether somebody should take note of an alert. */
export function isWaiting({ state, acknowledgedAt }: Pick<AlertRow, 'state' | 'acknowledgedAt'>): boolean {
  return state === 'firing' && acknowledgedAt === null;
}

function gravest(alerts: readonly AlertRow[]): Severity {
  const step = Math.max(...alerts.map(({ severity }) => SEVERITIES.indexOf(severity)));
  return SEVERITIES[step] ?? 'watch';
}
