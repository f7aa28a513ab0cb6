/**
 * The taxonomy after CAMRD (Central American Migrant Risk Database, LBJ School report 198, 2018).
 * What is ours and not CAMRD's: disappearance, the official perpetrator, some place types, the high-impact
 * list, passage tax counted as predatory (the report lists it as transactional yet speaks of coercion), and
 * hazards as a kind of their own.
 */

export const TRANSACTIONAL_CRIMES = ['smuggling', 'drug_carrying'] as const;

export const PREDATORY_CRIMES = [
  'passage_tax',
  'human_trafficking',
  'kidnapping',
  'extortion',
  'robbery',
  'assault',
  'sexual_assault',
  'abandonment',
  'homicide',
  'disappearance',
] as const;
export type PredatoryCrime = (typeof PREDATORY_CRIMES)[number];

/** Wire and bit-mask order: append only, never reorder. */
export const CRIMES = [...TRANSACTIONAL_CRIMES, ...PREDATORY_CRIMES] as const;
export type Crime = (typeof CRIMES)[number];

/** Our list, shown as such: the report speaks of high impact without defining it. */
export const HIGH_IMPACT_CRIMES: readonly Crime[] = [
  'homicide',
  'kidnapping',
  'sexual_assault',
  'human_trafficking',
  'disappearance',
];

/** Wire and bit-mask order: append only, never reorder. */
export const PERPETRATORS = ['local_actor', 'gang', 'tco', 'smuggler', 'official', 'unknown'] as const;
export type Perpetrator = (typeof PERPETRATORS)[number];

export const PLACE_TYPES = [
  'train',
  'train_tracks',
  'bus',
  'car',
  'highway',
  'rural_path',
  'shelter',
  'holding_house',
  'border_crossing',
  'checkpoint',
  'urban',
  'unknown',
] as const;
export type PlaceType = (typeof PLACE_TYPES)[number];

/** What harmed people where no crime is claimed. Shown and counted apart, never in a crime score. */
export const HAZARDS = [
  'drowning',
  'exposure',
  'vehicle_accident',
  'train_accident',
  'illness',
  'accidental',
  'mixed_or_unknown',
] as const;
export type Hazard = (typeof HAZARDS)[number];

export const INCIDENT_KINDS = ['crime', 'hazard'] as const;
export type IncidentKind = (typeof INCIDENT_KINDS)[number];

/** How the incident became known; patrols that feed their own data chase themselves. */
export const HOW_KNOWN = ['reported', 'discovered', 'unknown'] as const;
export type HowKnown = (typeof HOW_KNOWN)[number];

/** How finely a place is known, from finest to coarsest. */
export const PRECISIONS = ['exact', 'locality', 'municipality', 'state'] as const;
export type Precision = (typeof PRECISIONS)[number];

/** How finely a date is known. */
export const DATE_PRECISIONS = ['day', 'month', 'year'] as const;
export type DatePrecision = (typeof DATE_PRECISIONS)[number];

const predatory: ReadonlySet<string> = new Set(PREDATORY_CRIMES);

/** True for crimes that count in risk scores, hotspots, alerts and patrol plans; false for consented ones. */
export function isPredatory(crime: Crime): boolean {
  return predatory.has(crime);
}

/** Bit i is set when vocabulary[i] is among the values; at most 31 words, unknown values are a bug. */
export function bitMask<T extends string>(vocabulary: readonly T[], values: readonly T[]): number {
  let mask = 0;
  for (const value of values) {
    const bit = vocabulary.indexOf(value);
    if (bit < 0) throw new Error(`not in the vocabulary: ${value}`);
    mask |= 1 << bit;
  }
  return mask;
}

/** The values whose bits are set, in vocabulary order; inverse of bitMask. */
export function fromBitMask<T extends string>(vocabulary: readonly T[], mask: number): T[] {
  return vocabulary.filter((_, bit) => (mask & (1 << bit)) !== 0);
}
