import { ALERT_STATES, type AlertState } from '../../domain/alerts/decide.ts';
import { SEVERITIES, type Severity } from '../../domain/alerts/rule.ts';
import { STATES } from '../../domain/states.ts';
import { useAddressView } from '../view/useAddressView.ts';

export const ALERT_SECTIONS = ['inbox', 'rules', 'silences', 'texts'] as const;
export type AlertSection = (typeof ALERT_SECTIONS)[number];

export const STATE_FILTERS = [
  'firing',
  ...ALERT_STATES.filter((state) => state !== 'firing'),
  'all',
] as const;

/** A rule that is being made; others are named by their id. */
export const NEW_RULE = 'nueva';

/** What a link to the alerts restores: the section, the filters of the inbox, the open alert or rule. */
export interface AlertsView {
  section: AlertSection;
  /** Only those that fire, unless asked otherwise. */
  state: AlertState | 'all';
  severity: Severity | null;
  /** INEGI code. */
  stateCode: string | null;
  alertId: number | null;
  ruleId: string | null;
}

/** Reads the page's own parameters from a query string; what it can't read is left out. */
export function parseAlertsView(search: string): AlertsView {
  const query = new URLSearchParams(search);
  const alert = query.get('alerta') ?? '';
  const rule = query.get('regla') ?? '';
  return {
    section: ALERT_SECTIONS.find((word) => word === query.get('seccion')) ?? 'inbox',
    state: STATE_FILTERS.find((word) => word === query.get('estado')) ?? 'firing',
    severity: SEVERITIES.find((word) => word === query.get('gravedad')) ?? null,
    stateCode: STATES.find(({ code }) => code === query.get('entidad'))?.code ?? null,
    alertId: /^[1-9]\d{0,14}$/.test(alert) ? Number(alert) : null,
    ruleId: rule === NEW_RULE || /^[0-9a-f-]{36}$/.test(rule) ? rule : null,
  };
}

/** The query string of a view on top of what else stands there, such as the language; `?` included. */
export function alertsViewToSearch(view: AlertsView, search = ''): string {
  const query = new URLSearchParams(search);
  const set = (name: string, value: string | null) => {
    if (value === null) query.delete(name);
    else query.set(name, value);
  };
  set('seccion', view.section === 'inbox' ? null : view.section);
  set('estado', view.state === 'firing' ? null : view.state);
  set('gravedad', view.severity);
  set('entidad', view.stateCode);
  set('alerta', view.alertId === null ? null : String(view.alertId));
  set('regla', view.ruleId);
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}

/** The view of the alerts, kept in the address, and how to change it. */
export function useAlertsView() {
  return useAddressView(parseAlertsView, alertsViewToSearch);
}
