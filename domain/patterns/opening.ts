import { type Crime, type Perpetrator, PREDATORY_CRIMES, TRANSACTIONAL_CRIMES } from '../taxonomy.ts';
import type { Selection } from './brush.ts';
import { type Lens, NO_STATE } from './lens.ts';

/** Why the incidents behind a number can't be shown on the map: its filters and places do not say as much. */
export type ClosedReason = 'dimension' | 'states' | 'noState' | 'hazard' | 'months' | 'people' | 'sum';

/** What the map has to be asked for so that it counts the very incidents that a number of a figure counts. */
export interface OpenedFilter {
  kind: 'crime' | 'hazard';
  crime?: Crime[];
  perpetrator?: Perpetrator[];
  from?: string;
  to?: string;
  counting?: 'principal';
}

export type Opening =
  | { isOpen: true; filter: OpenedFilter; stateCode: string | null }
  | { isOpen: false; reason: ClosedReason };

const NOT_ON_MAP = ['place', 'known', 'border', 'rail'] as const;

/**
 * The question to the map whose count is the number of incidents of a lens that a selection has; or why there is
 * none. tests/api/patterns.test.ts holds the two numbers against each other.
 */
export function openingOf(selection: Selection, { group, counting }: Lens): Opening {
  const chosen = (words: readonly string[] | undefined) => (words && words.length > 0 ? words : null);
  const closed = (reason: ClosedReason): Opening => ({ isOpen: false, reason });
  if (NOT_ON_MAP.some((dimension) => chosen(selection[dimension]))) return closed('dimension');
  const states = chosen(selection.state);
  if (states && states.length > 1) return closed('states');
  if (states?.[0] === NO_STATE) return closed('noState');
  const stateCode = states?.[0] ?? null;
  const days = {
    ...(selection.from !== undefined && { from: selection.from }),
    ...(selection.to !== undefined && { to: selection.to }),
  };
  const crime = chosen(selection.crime) as readonly Crime[] | null;
  if (group === 'hazard') {
    // The map tells no kinds of hazards apart.
    return crime ? closed('hazard') : { isOpen: true, filter: { kind: 'hazard', ...days }, stateCode };
  }
  const perpetrator = chosen(selection.perpetrator) as readonly Perpetrator[] | null;
  const ofGroup = group === 'predatory' ? PREDATORY_CRIMES : TRANSACTIONAL_CRIMES;
  const filter: OpenedFilter = {
    kind: 'crime',
    crime: [...(crime ?? ofGroup)],
    ...(perpetrator && { perpetrator: [...perpetrator] }),
    ...days,
    ...(counting === 'principal' && { counting }),
  };
  return { isOpen: true, filter, stateCode };
}
