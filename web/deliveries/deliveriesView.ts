import { withParts } from '../view/query.ts';
import { useAddressView } from '../view/useAddressView.ts';

export const MESSAGE_STATES = ['dead', 'waiting', 'queued', 'sending', 'sent', 'bundled', 'dropped'] as const;
export const CHANNELS = ['mail', 'webhook'] as const;

/** What a link to the deliveries restores: its filters ('' for any), and how far one has turned. */
export interface DeliveriesView {
  state: string;
  channel: string;
  alertId: string;
  /** The number before which each page begins; the first begins at the newest. */
  starts: readonly number[];
}

export const NO_FILTER = { state: '', channel: '', alertId: '' };
const MOST_PAGES = 100;

/** Reads the page's own parameters; what it can't read is left out. */
export function parseDeliveriesView(search: string): DeliveriesView {
  const query = new URLSearchParams(search);
  const number = query.get('numero') ?? '';
  return {
    state: MESSAGE_STATES.find((one) => one === query.get('estado')) ?? '',
    channel: CHANNELS.find((one) => one === query.get('canal')) ?? '',
    alertId: /^\d{1,15}$/.test(number) ? number : '',
    starts: (query.get('antes') ?? '')
      .split(',')
      .filter((start) => /^\d{1,15}$/.test(start))
      .map(Number)
      .slice(0, MOST_PAGES),
  };
}

/** The query string of a view on top of what else stands there; `?` included. */
export function deliveriesViewToSearch(
  { state, channel, alertId, starts }: DeliveriesView,
  search = '',
): string {
  return withParts(search, {
    estado: state || null,
    canal: channel || null,
    numero: alertId || null,
    antes: starts.length === 0 ? null : starts.join(','),
  });
}

/** The view of the page, kept in the address, and how to change it. */
export function useDeliveriesView() {
  return useAddressView(parseDeliveriesView, deliveriesViewToSearch);
}
