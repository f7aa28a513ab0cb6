import { FEWEST_DISCLOSED } from '../alerts/safe-facts.ts';
import type { ReleaseAtom, ReleasedCell } from './lattice.ts';
import { layOut, type MonthTable, type TableCell } from './month-table.ts';

/**
 * The numbers of a month that are published.
 *
 * None is under k. Of every cell of the lattice with fewer, and of what remains of a state beside its published
 * stretches where that is less, the published numbers allow each value from 0 to k: nobody who adds and subtracts
 * learns whether there was one incident or none, or comes to a number under k. Where that fails, the least telling
 * number in the way is withheld too, until it holds of all (complementary suppression; the order is fixed, so the same
 * month gives the same release). What is withheld for others' sake is as wide, or shown to be k or more.
 */
export function releaseMonth(atoms: readonly ReleaseAtom[], k = FEWEST_DISCLOSED): ReleasedCell[] {
  const table = layOut(atoms, stretchesOver(atoms, k));
  for (const cell of table.cells) setPublished(table, cell, mayPublish(table, cell, k));
  const cellOf = new Map<number, TableCell>();
  for (const cell of table.cells) for (const arc of cell.arcs) cellOf.set(arc, cell);

  // Withholding more only widens what is possible elsewhere: who was found protected stays so.
  const withheld = table.cells.filter((cell) => !isPublished(table, cell));
  for (let at = 0; at < withheld.length; at++) {
    for (
      let stop = findStop(table, withheld[at], k);
      stop !== null;
      stop = findStop(table, withheld[at], k)
    ) {
      const cell = cheapest(table, stop, cellOf);
      setPublished(table, cell, false);
      withheld.push(cell);
    }
  }
  return table.cells.flatMap((cell) => {
    const { kind, place, group, count } = cell;
    return kind !== 'rest' && isPublished(table, cell) ? [{ kind, place, group, count }] : [];
  });
}

/** Stretches of which some number could be published. */
function stretchesOver(atoms: readonly ReleaseAtom[], k: number): Set<string> {
  const counts = new Map<string, number>();
  for (const { stretchId, count } of atoms) {
    if (stretchId !== null) counts.set(stretchId, (counts.get(stretchId) ?? 0) + count);
  }
  return new Set([...counts].flatMap(([id, count]) => (count >= k ? [id] : [])));
}

function mayPublish({ arcs }: MonthTable, { kind, count, arcs: own }: TableCell, k: number): boolean {
  if (kind === 'rest' || count < k) return false;
  // The parts of a stretch in its states are treated as known with it, so none may be small.
  return own.every((arc) => arcs[arc].count === 0 || arcs[arc].count >= k);
}

function isPublished({ arcs }: MonthTable, cell: TableCell): boolean {
  return arcs[cell.arcs[0]].isPublished;
}

function setPublished({ arcs }: MonthTable, cell: TableCell, isPublished: boolean): void {
  for (const arc of cell.arcs) arcs[arc].isPublished = isPublished;
}

/** Null where a withheld cell is protected; otherwise the nodes that were reached when it could move no further. */
function findStop({ flow }: MonthTable, { arcs, count }: TableCell, k: number): Uint8Array | null {
  flow.reset();
  let lowest = count;
  let stop: Uint8Array | null = null;
  for (const arc of arcs) {
    const { moved, reached } = flow.push(arc, -1, flow.countOf(arc), arcs);
    lowest -= moved;
    stop ??= reached;
  }
  if (lowest >= k) return null;
  if (lowest > 0) return stop;
  if (count >= k) return null;
  flow.reset();
  let highest = count;
  for (const arc of arcs) {
    const { moved, reached } = flow.push(arc, 1, k - highest, arcs);
    highest += moved;
    if (highest >= k) return null;
    stop ??= reached;
  }
  return stop;
}

/** The least telling of the published cells between reached nodes and others: withholding it lets the flow go on. */
function cheapest(
  { arcs, cells }: MonthTable,
  reached: Uint8Array,
  cellOf: ReadonlyMap<number, TableCell>,
): TableCell {
  let best: TableCell | null = null;
  arcs.forEach(({ from, to, isPublished }, arc) => {
    const cell = cellOf.get(arc);
    if (!isPublished || cell === undefined || reached[from] === reached[to]) return;
    if (best === null || compareCost(cell, best) < 0) best = cell;
  });
  // Where nothing published is in the way of it, the smallest number of all goes: nothing withheld stays unprotected.
  best ??= cells.filter((cell) => arcs[cell.arcs[0]].isPublished).sort(compareCost)[0] ?? null;
  if (best === null) throw new Error('with nothing published nothing can be told');
  return best;
}

function compareCost(a: TableCell, b: TableCell): number {
  return rank(a) - rank(b) || a.count - b.count;
}

/** Stretches go first, then the nation, which keeps all states at once from being subtracted; states speak to most. */
function rank({ kind, group }: TableCell): number {
  const isMargin = group === 'all';
  if (kind === 'nation') return isMargin ? 2 : 3;
  if (kind === 'state') return isMargin ? 5 : 4;
  return isMargin ? 1 : 0;
}
