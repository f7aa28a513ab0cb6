import { CRIME_GROUPS } from '../alerts/crime-groups.ts';
import { STATES } from '../states.ts';
import { type Arc, Circulation } from './flow.ts';
import type { PlaceKind, ReleaseAtom, ReleasedCell, ReleaseGroup } from './lattice.ts';

/** A cell of the lattice, or the rest of a state beside its stretches, which can be subtracted though nobody names it. */
export interface TableCell extends Omit<ReleasedCell, 'kind'> {
  kind: PlaceKind | 'rest';
  /** Its arcs: one, or one for each state that a stretch has incidents in. */
  arcs: number[];
}

/** A month as a circulation, with the arcs of every cell. */
export interface MonthTable {
  flow: Circulation;
  arcs: Arc[];
  cells: TableCell[];
}

/**
 * Lays out a month: nation over states over stretches and the rest of the state, each by group and in all.
 *
 * Only stretches that could be published have rows of their own; the others are in the rest of their states. A stretch
 * of several states has a row in each, as if its parts were published where it is: whoever knew that would know more
 * than is released, so what is safe from them is safe.
 *
 * @param stretches ids that have rows of their own
 */
export function layOut(atoms: readonly ReleaseAtom[], stretches: ReadonlySet<string>): MonthTable {
  const counts = new Map<string, number>();
  const rowsOf = new Map<string, Set<string>>(STATES.map(({ code }) => [code, new Set<string>()]));
  for (const { stateCode, stretchId, group, count } of atoms) {
    const row = stretchId !== null && stretches.has(stretchId) ? stretchId : '';
    if (row !== '') rowsOf.get(stateCode)?.add(row);
    const key = `${stateCode} ${row} ${group}`;
    counts.set(key, (counts.get(key) ?? 0) + count);
  }
  const countOf = (state: string, row: string, group: string) => counts.get(`${state} ${row} ${group}`) ?? 0;

  const arcs: Arc[] = [];
  const cells: TableCell[] = [];
  const parts = new Map<string, TableCell>();
  let nodes = 2 + CRIME_GROUPS.length;
  const [allNode, nationNode] = [0, 1];
  const groupNode = CRIME_GROUPS.map((_, at) => 2 + at);
  const add = (
    kind: TableCell['kind'],
    place: string,
    group: ReleaseGroup,
    from: number,
    to: number,
    count: number,
  ) => {
    arcs.push({ from, to, count, isPublished: false });
    const key = `${kind} ${place} ${group}`;
    const known = kind === 'stretch' ? parts.get(key) : undefined;
    if (known) {
      known.arcs.push(arcs.length - 1);
      known.count += count;
      return;
    }
    const cell = { kind, place, group, count, arcs: [arcs.length - 1] };
    parts.set(key, cell);
    cells.push(cell);
  };
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

  const byGroup = CRIME_GROUPS.map(() => 0);
  for (const { code } of STATES) {
    const stateNode = nodes++;
    const rows = [...(rowsOf.get(code) ?? [])].sort();
    const all = ['', ...rows];
    const ofState = CRIME_GROUPS.map((group) => sum(all.map((row) => countOf(code, row, group))));
    add('state', code, 'all', allNode, stateNode, sum(ofState));
    // Without rows of its own a state is its own rest.
    const cellNode = CRIME_GROUPS.map(() => (rows.length > 0 ? nodes++ : stateNode));
    CRIME_GROUPS.forEach((group, at) => {
      add('state', code, group, cellNode[at], groupNode[at], ofState[at]);
      byGroup[at] += ofState[at];
    });
    for (const row of rows.length > 0 ? all : []) {
      const rowNode = nodes++;
      const [kind, place] = row === '' ? (['rest', code] as const) : (['stretch', row] as const);
      const ofRow = CRIME_GROUPS.map((group) => countOf(code, row, group));
      add(kind, place, 'all', stateNode, rowNode, sum(ofRow));
      CRIME_GROUPS.forEach((group, at) => {
        add(kind, place, group, rowNode, cellNode[at], ofRow[at]);
      });
    }
  }
  CRIME_GROUPS.forEach((group, at) => {
    add('nation', '', group, groupNode[at], nationNode, byGroup[at]);
  });
  add('nation', '', 'all', nationNode, allNode, sum(byGroup));
  return { flow: new Circulation(nodes, arcs), arcs, cells };
}
