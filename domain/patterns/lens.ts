import { STATES } from '../states.ts';
import {
  HAZARDS,
  HOW_KNOWN,
  PERPETRATORS,
  PLACE_TYPES,
  PREDATORY_CRIMES,
  TRANSACTIONAL_CRIMES,
} from '../taxonomy.ts';
import { BORDER_BANDS, RAIL_BANDS } from './bands.ts';

/** What is looked at: predatory crimes, consented ones and hazards are never put together. */
export const LENS_GROUPS = ['predatory', 'consented', 'hazard'] as const;
export type LensGroup = (typeof LENS_GROUPS)[number];

/** Whether an incident counts by its principal crime and perpetrator only, or by all that it has. */
export const COUNTINGS = ['principal', 'all'] as const;
export type Counting = (typeof COUNTINGS)[number];

export interface Lens {
  group: LensGroup;
  counting: Counting;
}

/** What incidents are told apart by. `crime` is the hazard where hazards are looked at. */
export const DIMENSIONS = ['state', 'crime', 'perpetrator', 'place', 'known', 'border', 'rail'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** What `GET /api/patterns` tells them apart by: these, and what the page has no columns for. */
export const PATTERN_DIMENSIONS = [...DIMENSIONS, 'month', 'year', 'corridor', 'dayPart', 'country'] as const;
export type PatternDimension = (typeof PATTERN_DIMENSIONS)[number];

/** Stands for no known state of Mexico. */
export const NO_STATE = '00';
const STATE_WORDS: readonly string[] = [NO_STATE, ...STATES.map(({ code }) => code)];

/** The words of a dimension, in the order of its counts. */
export function wordsOfDimension(dimension: Dimension, { group }: Pick<Lens, 'group'>): readonly string[] {
  switch (dimension) {
    case 'state':
      return STATE_WORDS;
    case 'crime':
      if (group === 'hazard') return HAZARDS;
      return group === 'predatory' ? PREDATORY_CRIMES : TRANSACTIONAL_CRIMES;
    case 'perpetrator':
      return PERPETRATORS;
    case 'place':
      return PLACE_TYPES;
    case 'known':
      return HOW_KNOWN;
    case 'border':
      return BORDER_BANDS;
    case 'rail':
      return RAIL_BANDS;
  }
}
