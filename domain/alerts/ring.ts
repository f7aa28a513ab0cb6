/** A ring of corners in degrees; the last is joined to the first. */
export type Ring = readonly (readonly [lon: number, lat: number])[];

/** Whether a point lies in a ring (even-odd rule; Shimrat 1962); a point on an edge may count either way. */
export function isInRing(ring: Ring, lon: number, lat: number): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [ax, ay] = ring[i];
    const [bx, by] = ring[j];
    if (ay > lat !== by > lat && lon < ((bx - ax) * (lat - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

/** The first two edges that cross or touch elsewhere than in a shared corner, by index; null for a simple ring. */
export function crossingEdges(ring: Ring): [number, number] | null {
  const n = ring.length;
  for (let i = 0; i < n; i++) {
    const a = ring[i];
    const b = ring[(i + 1) % n];
    for (let j = i + 1; j < n; j++) {
      const c = ring[j];
      const d = ring[(j + 1) % n];
      const follows = j === i + 1 || (i === 0 && j === n - 1);
      // Neighbours share one corner; they cross where they also lie on one another.
      if (follows ? foldsBack(i === 0 && j === n - 1 ? [c, a, b] : [a, b, d]) : doCross(a, b, c, d))
        return [i, j];
    }
  }
  return null;
}

type Corner = readonly [number, number];

/** Which side of the line a-b a point lies on: positive left, 0 on it. */
function side(a: Corner, b: Corner, p: Corner): number {
  return Math.sign((b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]));
}

function isBetween(a: Corner, b: Corner, p: Corner): boolean {
  return (
    Math.min(a[0], b[0]) <= p[0] &&
    p[0] <= Math.max(a[0], b[0]) &&
    Math.min(a[1], b[1]) <= p[1] &&
    p[1] <= Math.max(a[1], b[1])
  );
}

function doCross(a: Corner, b: Corner, c: Corner, d: Corner): boolean {
  const [c1, c2, a1, a2] = [side(a, b, c), side(a, b, d), side(c, d, a), side(c, d, b)];
  if (c1 !== c2 && a1 !== a2 && c1 * c2 <= 0 && a1 * a2 <= 0) return true;
  return (
    (c1 === 0 && isBetween(a, b, c)) ||
    (c2 === 0 && isBetween(a, b, d)) ||
    (a1 === 0 && isBetween(c, d, a)) ||
    (a2 === 0 && isBetween(c, d, b))
  );
}

/** Whether the way from a over b to c turns back on itself. */
function foldsBack([a, b, c]: readonly [Corner, Corner, Corner]): boolean {
  const ahead = (b[0] - a[0]) * (c[0] - b[0]) + (b[1] - a[1]) * (c[1] - b[1]);
  return side(a, b, c) === 0 && ahead <= 0;
}

/** Signed area in square degrees (shoelace); counter-clockwise is positive. */
export function ringArea(ring: Ring): number {
  let twice = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    twice += ring[j][0] * ring[i][1] - ring[i][0] * ring[j][1];
  }
  return twice / 2;
}
