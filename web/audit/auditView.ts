import { AUDIT_ACTIONS, AUDIT_AREAS } from '../../domain/audit/actions.ts';
import { withParts } from '../view/query.ts';
import { useAddressView } from '../view/useAddressView.ts';

/** As the API asks for them; '' for any. */
export interface AuditQuery {
  from: string;
  to: string;
  area: string;
  action: string;
  actor: string;
}

export const NO_FILTERS: AuditQuery = { from: '', to: '', area: '', action: '', actor: '' };

/** What a link to the audit restores: its filters, and how far one has turned. */
export interface AuditView extends AuditQuery {
  offset: number;
}

const MOST_LETTERS = 100;

/** Reads the page's own parameters; what it can't read is left out. */
export function parseAuditView(search: string): AuditView {
  const query = new URLSearchParams(search);
  const text = (name: string) => query.get(name) ?? '';
  const day = (name: string) => (/^\d{4}-\d{2}-\d{2}$/.test(text(name)) ? text(name) : '');
  return {
    from: day('desde'),
    to: day('hasta'),
    area: AUDIT_AREAS.find((one) => one === text('area')) ?? '',
    action: AUDIT_ACTIONS.find((one) => one === text('acto')) ?? '',
    actor: text('quien').slice(0, MOST_LETTERS),
    offset: /^[1-9]\d{0,6}$/.test(text('salto')) ? Number(text('salto')) : 0,
  };
}

/** The query string of a view on top of what else stands there; `?` included. */
export function auditViewToSearch(view: AuditView, search = ''): string {
  return withParts(search, {
    desde: view.from || null,
    hasta: view.to || null,
    area: view.area || null,
    acto: view.action || null,
    quien: view.actor || null,
    salto: view.offset === 0 ? null : String(view.offset),
  });
}

/** The view of the page, kept in the address, and how to change it. */
export function useAuditView() {
  return useAddressView(parseAuditView, auditViewToSearch);
}
