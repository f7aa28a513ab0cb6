import { isoDayOf } from '../../domain/days.ts';
import { firstDayOf, lastDayOf } from '../../domain/time-bins.ts';
import { binsOf, type DayWindow } from './dayWindow.ts';
import { type Counts, type TimeCube, totalInWindow } from './timeCube.ts';

/** What the map shows now: how many, and of which days. */
export interface NumbersShown extends Counts {
  from: string;
  to: string;
}

/**
 * Of the window that is being moved, as the map draws it; at rest what the server counted.
 *
 * @param asOf no window ends later
 */
export function numbersShown(
  moving: DayWindow | null,
  cube: TimeCube | null,
  atRest: NumbersShown,
  asOf: string,
): NumbersShown {
  if (!moving || !cube) return atRest;
  const bins = binsOf(moving, cube.all, cube.bin);
  const last = isoDayOf(lastDayOf(bins.last, cube.bin));
  return {
    ...totalInWindow(cube, bins),
    from: isoDayOf(firstDayOf(bins.first, cube.bin)),
    to: last < asOf ? last : asOf,
  };
}
