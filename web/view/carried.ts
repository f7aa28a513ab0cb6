import type { ShownFilter } from '../../api/contract.ts';
import { PREDATORY_CRIMES, TRANSACTIONAL_CRIMES } from '../../domain/taxonomy.ts';
import { cutAddress, joinParts } from './query.ts';
import { EMPTY_VIEW, parseView, viewToSearch, withoutNews } from './view.ts';

/** Pages whose numbers follow the filter of the address. */
const FILTERED: readonly string[] = ['/', '/focos', '/rutas', '/informe'];
/** Keeps its own filter after `#`, in the same words (web/patterns/patternView.ts). */
const PATTERNS = '/patrones';

/** Where one is: a page and its address from `?` on. */
export interface Here {
  path: string;
  address: string;
}

/**
 * The address of another page that keeps what both understand: kinds, crimes, perpetrators and period, and the
 * language. What became known lately stays behind: it asks for news of one page, and what is computed takes no less.
 */
export function carriedTo(path: string, here: Here): string {
  const { language } = parseView(cutAddress(here.address).search);
  const filter = filterOf(here);
  const search = viewToSearch({ ...EMPTY_VIEW, filter: FILTERED.includes(path) ? filter : {}, language });
  return path + search + (path === PATTERNS ? patternHash(filter) : '');
}

function filterOf({ path, address }: Here): ShownFilter {
  const { search, hash } = cutAddress(address);
  if (FILTERED.includes(path)) return withoutNews(parseView(search).filter);
  if (path !== PATTERNS) return {};
  const query = hash.slice(1);
  const { filter } = parseView(query);
  return new URLSearchParams(query).get('g') === 'hazard' ? { ...filter, kind: 'hazard' } : filter;
}

/** There consented crimes and the others are never put together: of both it takes the others. */
function patternHash({ kind, crime = [], perpetrator = [], from, to }: ShownFilter): string {
  const predatory = PREDATORY_CRIMES.filter((word) => crime.includes(word));
  const consented = TRANSACTIONAL_CRIMES.filter((word) => crime.includes(word));
  const isHazard = kind === 'hazard';
  const isConsented = !isHazard && predatory.length === 0 && consented.length > 0;
  const crimes = isHazard ? [] : isConsented ? consented : predatory;
  const parts: [string, string][] = [];
  if (isHazard || isConsented) parts.push(['g', isHazard ? 'hazard' : 'consented']);
  if (crimes.length > 0) parts.push(['crime', crimes.join(',')]);
  if (!isHazard && perpetrator.length > 0) parts.push(['perpetrator', perpetrator.join(',')]);
  if (from) parts.push(['from', from]);
  if (to) parts.push(['to', to]);
  return parts.length === 0 ? '' : `#${joinParts(parts)}`;
}
