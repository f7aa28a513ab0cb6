import type { Crime } from '../taxonomy.ts';
import { SEVERITIES, type Severity } from './rule.ts';

/** A firing alert, as far as inhibition looks at it. */
export interface Inhibitable {
  alertId: number;
  severity: Severity;
  /** Kind of its unit. */
  kind: 'country' | 'state' | 'corridor' | 'stretch' | 'cell' | 'polygon' | 'cluster';
  stateCodes: readonly string[];
  crimes: readonly Crime[];
  needsOversight: boolean;
}

/** Kinds of places that lie in a state. */
const WITHIN_STATE: readonly Inhibitable['kind'][] = ['stretch', 'cell', 'polygon', 'cluster'];

/**
 * Which alert quiets which: a state's alert quiets those of places in it that tell of some of the same crimes and are
 * not graver. An alert that few may see quiets none that others see.
 * @returns of each alert the id of the one that quiets it, or null
 */
export function inhibitions(alerts: readonly Inhibitable[]): (number | null)[] {
  const states = alerts.filter(({ kind }) => kind === 'state');
  return alerts.map((alert) => {
    if (!WITHIN_STATE.includes(alert.kind)) return null;
    const over = states.find(
      (state) =>
        state.stateCodes[0] === alert.stateCodes[0] &&
        SEVERITIES.indexOf(state.severity) >= SEVERITIES.indexOf(alert.severity) &&
        (!state.needsOversight || alert.needsOversight) &&
        alert.crimes.some((crime) => state.crimes.includes(crime)),
    );
    return over?.alertId ?? null;
  });
}
