import type { Shows } from '../panel/Panel.tsx';
import type { TableKind } from '../view/view.ts';

/** What the table of each page may have for rows; first what its map asks. */
const KINDS: Readonly<Record<Shows, readonly [TableKind, ...TableKind[]]>> = {
  map: ['states', 'cells', 'stretches', 'scores', 'incidents'],
  hotspots: ['hotspots', 'states', 'stretches', 'incidents'],
  routes: ['scores', 'states', 'stretches', 'incidents'],
};

/** The kinds of rows of a page that a reader may have. */
export function tableKinds(shows: Shows, mayList: boolean): TableKind[] {
  return KINDS[shows].filter((kind) => kind !== 'incidents' || mayList);
}

/** What a view's table has for rows on a page; a link may name what only another page's map draws. */
export function tableKindOn(shows: Shows, wanted: TableKind | null): TableKind {
  const [first, ...others] = KINDS[shows];
  return others.find((kind) => kind === wanted) ?? first;
}
