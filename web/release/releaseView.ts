import { RELEASE_GROUPS, type ReleaseGroup } from '../../domain/release/lattice.ts';
import { withParts } from '../view/query.ts';
import { useAddressView } from '../view/useAddressView.ts';

/** What a link to the released numbers restores; months are YYYY-MM. */
export interface ReleaseView {
  group: ReleaseGroup;
  /** Null: all that is released. */
  period: { from: string; to: string } | null;
  /** The month on the map; null: the newest. */
  month: string | null;
}

/** Reads the page's own parameters; what it can't read is left out. */
export function parseReleaseView(search: string): ReleaseView {
  const query = new URLSearchParams(search);
  const [from, to, month] = ['desde', 'hasta', 'mes'].map((name) => {
    const text = query.get(name) ?? '';
    return /^\d{4}-(0[1-9]|1[0-2])$/.test(text) ? text : null;
  });
  return {
    group: RELEASE_GROUPS.find((one) => one === query.get('grupo')) ?? 'all',
    period: from && to && from <= to ? { from, to } : null,
    month: month ?? null,
  };
}

/** The query string of a view on top of what else stands there; `?` included. */
export function releaseViewToSearch({ group, period, month }: ReleaseView, search = ''): string {
  return withParts(search, {
    grupo: group === 'all' ? null : group,
    desde: period?.from ?? null,
    hasta: period?.to ?? null,
    mes: month,
  });
}

/** The view of the page, kept in the address, and how to change it. */
export function useReleaseView() {
  return useAddressView(parseReleaseView, releaseViewToSearch);
}
