import type { Line } from './line.ts';
import { scaleAt } from './plane.ts';

/** Width of a cell of the grid, degrees: about 11 km, a little more than the usual search radius. */
const CELL_DEGREES = 0.1;

/** The nearest place on a set of lines. */
export interface Nearest {
  /** Index of the line. */
  line: number;
  km: number;
  offsetM: number;
}

/** Which places of a line count: those of a line index and km for which it says true. */
export type Accepts = (line: number, km: number) => boolean;

/** The pieces between neighbouring posts of all lines, in a grid, to find the nearest without asking each. */
export class PieceGrid {
  private readonly pieceLine: Int32Array;
  private readonly piecePost: Int32Array;
  private readonly cells = new Map<number, number[]>();

  private readonly lines: readonly Line[];

  constructor(lines: readonly Line[]) {
    this.lines = lines;
    const count = lines.reduce((sum, { km }) => sum + km.length - 1, 0);
    this.pieceLine = new Int32Array(count);
    this.piecePost = new Int32Array(count);
    let piece = 0;
    lines.forEach((line, index) => {
      for (let post = 0; post + 1 < line.km.length; post++, piece++) {
        this.pieceLine[piece] = index;
        this.piecePost[piece] = post;
        const { lon, lat } = line;
        this.addToCells(
          piece,
          Math.min(lon[post], lon[post + 1]),
          Math.max(lon[post], lon[post + 1]),
          Math.min(lat[post], lat[post + 1]),
          Math.max(lat[post], lat[post + 1]),
        );
      }
    });
  }

  private addToCells(piece: number, west: number, east: number, south: number, north: number): void {
    for (let x = column(west); x <= column(east); x++) {
      for (let y = column(south); y <= column(north); y++) {
        const key = cellKey(x, y);
        const cell = this.cells.get(key);
        if (cell) cell.push(piece);
        else this.cells.set(key, [piece]);
      }
    }
  }

  /**
   * The nearest accepted place within `withinM`, or null. Of two equally near, the one of the line that comes
   * first wins, so that the answer does not depend on noise.
   */
  nearest(lon: number, lat: number, withinM: number, accepts: Accepts = () => true): Nearest | null {
    const { east, north } = scaleAt(lat);
    const reachX = withinM / east;
    const reachY = withinM / north;
    let best: Nearest | null = null;
    let bestPiece = -1;
    let bestD2 = withinM * withinM;
    for (let cx = column(lon - reachX); cx <= column(lon + reachX); cx++) {
      for (let cy = column(lat - reachY); cy <= column(lat + reachY); cy++) {
        for (const piece of this.cells.get(cellKey(cx, cy)) ?? []) {
          const line = this.lines[this.pieceLine[piece]];
          const i = this.piecePost[piece];
          const ax = (line.lon[i] - lon) * east;
          const ay = (line.lat[i] - lat) * north;
          const dx = (line.lon[i + 1] - line.lon[i]) * east;
          const dy = (line.lat[i + 1] - line.lat[i]) * north;
          const length2 = dx * dx + dy * dy;
          const t = length2 === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / length2));
          const d2 = (ax + t * dx) ** 2 + (ay + t * dy) ** 2;
          if (d2 > bestD2 || (d2 === bestD2 && bestPiece !== -1 && piece >= bestPiece)) continue;
          const km = line.km[i] + t * (line.km[i + 1] - line.km[i]);
          if (!accepts(this.pieceLine[piece], km)) continue;
          bestD2 = d2;
          bestPiece = piece;
          best = { line: this.pieceLine[piece], km, offsetM: Math.sqrt(d2) };
        }
      }
    }
    return best;
  }

  /** Calls `visit` once for every place where pieces of two different lines cross, with the km on both. */
  forEachCrossing(visit: (a: number, aKm: number, b: number, bKm: number) => void): void {
    const seen = new Set<number>();
    for (const cell of this.cells.values()) {
      for (let i = 0; i < cell.length; i++) {
        for (let j = i + 1; j < cell.length; j++) {
          const [p, q] = cell[i] < cell[j] ? [cell[i], cell[j]] : [cell[j], cell[i]];
          if (this.pieceLine[p] === this.pieceLine[q]) continue;
          const shares = this.crossing(p, q);
          if (!shares) continue;
          // Two long pieces may meet in more than one cell.
          const key = p * this.pieceLine.length + q;
          if (seen.has(key)) continue;
          seen.add(key);
          visit(this.pieceLine[p], this.kmAt(p, shares[0]), this.pieceLine[q], this.kmAt(q, shares[1]));
        }
      }
    }
  }

  private kmAt(piece: number, share: number): number {
    const { km } = this.lines[this.pieceLine[piece]];
    const i = this.piecePost[piece];
    return km[i] + share * (km[i + 1] - km[i]);
  }

  /** Shares of the way along both pieces to where they cross; null where they don't, or run in parallel. */
  private crossing(p: number, q: number): [number, number] | null {
    const [a, b] = [this.lines[this.pieceLine[p]], this.lines[this.pieceLine[q]]];
    const [i, j] = [this.piecePost[p], this.piecePost[q]];
    const [ax, ay] = [a.lon[i + 1] - a.lon[i], a.lat[i + 1] - a.lat[i]];
    const [bx, by] = [b.lon[j + 1] - b.lon[j], b.lat[j + 1] - b.lat[j]];
    const [cx, cy] = [b.lon[j] - a.lon[i], b.lat[j] - a.lat[i]];
    const cross = ax * by - ay * bx;
    if (cross === 0) return null;
    const s = (cx * by - cy * bx) / cross;
    const t = (cx * ay - cy * ax) / cross;
    return s >= 0 && s <= 1 && t >= 0 && t <= 1 ? [s, t] : null;
  }
}

function column(degrees: number): number {
  return Math.floor(degrees / CELL_DEGREES);
}

function cellKey(x: number, y: number): number {
  return (x + 5000) * 10_000 + (y + 5000);
}
