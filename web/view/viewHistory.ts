import { type View, viewToSearch } from './view.ts';

/** Steps that can be undone; the oldest is forgotten first. */
const MOST_STEPS = 100;
/** Moves of the map that follow each other this quickly are one step. */
const SAME_MOVE_MS = 1_000;

/** What undo and redo step through: every change of the view but its language and a phone's tab. */
export class ViewHistory {
  private past: View[] = [];
  private future: View[] = [];
  private lastMoveMs = Number.NEGATIVE_INFINITY;

  /** Notes that one view became another at a moment. */
  record(before: View, after: View, atMs: number): void {
    // A view that named no day gets the product's: nobody did that.
    if (before.filter.asOf === undefined || isSame(before, after)) return;
    const isMove = isSame({ ...before, camera: null }, { ...after, camera: null });
    const goesOn = isMove && atMs - this.lastMoveMs < SAME_MOVE_MS;
    this.lastMoveMs = isMove ? atMs : Number.NEGATIVE_INFINITY;
    this.future = [];
    if (!goesOn) this.past = [...this.past, before].slice(-MOST_STEPS);
  }

  /** The view before the current one, or null. */
  undo(current: View): View | null {
    const view = this.past.pop();
    if (!view) return null;
    this.future.push(current);
    return keepTaste(view, current);
  }

  /** The view that was undone last, or null. */
  redo(current: View): View | null {
    const view = this.future.pop();
    if (!view) return null;
    this.past.push(current);
    return keepTaste(view, current);
  }

  get canUndo(): boolean {
    return this.past.length > 0;
  }

  get canRedo(): boolean {
    return this.future.length > 0;
  }
}

function isSame(a: View, b: View): boolean {
  return viewToSearch(keepTaste(a, b)) === viewToSearch(b);
}

function keepTaste(view: View, { language, tab }: View): View {
  return { ...view, language, tab };
}
