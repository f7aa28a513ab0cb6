import type { ShownFilter } from '../../api/contract.ts';
import { PREDATORY_CRIMES } from '../../domain/taxonomy.ts';
import { type Camera, EMPTY_VIEW, type Scope, type View, viewToSearch } from '../view/view.ts';

/** The view behind a number of the page: the same crimes, the same days, the same place. */
export function linkTo(
  path: string,
  scope: Scope | null,
  days: { from: string; to: string } | null,
  camera: Camera | null = null,
): string {
  const filter = days ? { kind: 'crime' as const, crime: [...PREDATORY_CRIMES], ...days } : {};
  return path + viewToSearch({ ...EMPTY_VIEW, filter, scope, camera });
}

/** The view behind a number of a page that has a filter of its own: the same filter, at a place. */
export function filteredLink(path: string, filter: ShownFilter, scope: Scope | null): string {
  return path + viewToSearch({ ...EMPTY_VIEW, filter, scope });
}

/** The view behind a count of news: the incidents that became known since an instant, whenever they happened. */
export function linkToNews(kind: 'crime' | 'hazard', scope: Scope | null, since: string): string {
  const crimes = kind === 'crime' ? { crime: [...PREDATORY_CRIMES] } : {};
  const view: View = { ...EMPTY_VIEW, filter: { kind, ...crimes, known: since }, scope };
  // Without a place it is the list that answers.
  return `/${viewToSearch({ ...view, table: scope ? null : 'incidents' })}`;
}
