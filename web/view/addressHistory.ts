import { cutAddress, partsOf, searchOfParts, withParts } from './query.ts';

/** Steps that can be undone; the oldest is forgotten first. */
const MOST_STEPS = 100;
/** Moves of the map, and letters, that follow each other this quickly are one step. */
const SAME_MOVE_MS = 1_000;
/** Parts that change bit by bit: where the map looks, and what is typed on the pages of the audit and the deliveries. */
const GRADUAL: readonly string[] = ['map', 'quien', 'numero'];
/** Tastes, not steps: the language and a phone's tab stay as they are. */
const TASTES: readonly string[] = ['lang', 'tab'];

/** What undo and redo step through: every address (`?…#…`) that a page had, but for its language and a phone's tab. */
export class AddressHistory {
  private past: string[] = [];
  private future: string[] = [];
  /** A move that comes after undo or redo begins a step of its own, however soon. */
  private lastMoveMs = Number.NEGATIVE_INFINITY;

  /** Notes that one address became another at a moment. */
  record(before: string, after: string, atMs: number): void {
    // A view that named no day gets the product's: nobody did that.
    if ((!names(before, 'asOf') && names(after, 'asOf')) || isSame(before, after, TASTES)) return;
    const isMove = GRADUAL.some((name) => isSame(before, after, [...TASTES, name]));
    const goesOn = isMove && atMs - this.lastMoveMs < SAME_MOVE_MS;
    this.lastMoveMs = isMove ? atMs : Number.NEGATIVE_INFINITY;
    this.future = [];
    if (!goesOn) this.past = [...this.past, before].slice(-MOST_STEPS);
  }

  /** The address before the current one, or null. */
  undo(current: string): string | null {
    this.lastMoveMs = Number.NEGATIVE_INFINITY;
    return takeLast(this.past, this.future, current);
  }

  /** The address that was undone last, or null. */
  redo(current: string): string | null {
    this.lastMoveMs = Number.NEGATIVE_INFINITY;
    return takeLast(this.future, this.past, current);
  }

  get canUndo(): boolean {
    return this.past.length > 0;
  }

  get canRedo(): boolean {
    return this.future.length > 0;
  }
}

function takeLast(from: string[], to: string[], current: string): string | null {
  const address = from.pop();
  if (address === undefined) return null;
  to.push(current);
  return keepTastes(address, current);
}

function names(address: string, name: string): boolean {
  return partsOf(cutAddress(address).search).some(([one]) => one === name);
}

function isSame(a: string, b: string, but: readonly string[]): boolean {
  const rest = (address: string) => {
    const { search, hash } = cutAddress(address);
    return searchOfParts(partsOf(search).filter(([name]) => !but.includes(name))) + hash;
  };
  return rest(a) === rest(b);
}

function keepTastes(address: string, current: string): string {
  const { search, hash } = cutAddress(address);
  const now = new URLSearchParams(cutAddress(current).search);
  return withParts(search, Object.fromEntries(TASTES.map((name) => [name, now.get(name)]))) + hash;
}
