/** A cell as one computation of hotspots judged it. */
export interface JudgedCell {
  cell: string;
  isHot: boolean;
  q: number;
}

/** Which hotspots came and which went between two computations. */
export interface HotspotChange<T> {
  appeared: T[];
  gone: string[];
  /** Hotspots in both. */
  stayed: number;
}

/**
 * What changed among hotspots; a cell that only one computation knows is none in the other.
 *
 * @returns those that appeared with the smallest q first
 */
export function hotspotChange<T extends JudgedCell>(
  before: readonly JudgedCell[],
  now: readonly T[],
): HotspotChange<T> {
  const hotBefore = new Set(before.filter(({ isHot }) => isHot).map(({ cell }) => cell));
  const hotNow = now.filter(({ isHot }) => isHot);
  const cellsNow = new Set(hotNow.map(({ cell }) => cell));
  const appeared = hotNow.filter(({ cell }) => !hotBefore.has(cell));
  return {
    appeared: appeared.sort((a, b) => a.q - b.q),
    gone: [...hotBefore].filter((cell) => !cellsNow.has(cell)),
    stayed: hotNow.length - appeared.length,
  };
}
