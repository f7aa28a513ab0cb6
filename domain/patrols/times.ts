import type { DayPart } from '../circumstances.ts';
import type { TimeOfDay } from './request.ts';

/** With fewer incidents known to be of the time asked for, their places say nothing: a plan is for all hours. Ours. */
export const FEWEST_TIMED = 30;

/** Which parts of the day a time of day is; null: all, also where the part is not known. */
export function dayPartsOf(time: TimeOfDay): readonly DayPart[] | null {
  if (time === 'any') return null;
  return time === 'day' ? ['morning', 'afternoon'] : ['night', 'small_hours'];
}
