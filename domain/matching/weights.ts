import type { Component, LevelOf } from './compare.ts';

/** How often a level is seen among pairs of one incident (m) and among other pairs of the same block (u). */
type Chances = readonly [m: number, u: number];

/**
 * The chances behind the score, after Fellegi & Sunter (1969): a level weighs log2(m / u) bits.
 *
 * Counted on eight synthetic samples (seeds 11 to 18, never the committed one): 2,066 pairs of one incident and
 * 6,816 others in the same block; `tests/bench/matching-weights.ts` prints the counts. The generator is tidier than
 * life: where it never lets two reports of one incident disagree, m was given a few per cent by judgement, taken
 * from the level that it always has, and u no level under .01. So the weights say what speaks for and against, and
 * claim no more certainty than that. Levels that speak of silence (`unknown`, `vague`) weigh next to nothing.
 */
export const CHANCES: { readonly [C in Component]: { readonly [L in LevelOf<C>]: Chances } } = {
  place: {
    same: [0.58, 0.167],
    near: [0.155, 0.115],
    middling: [0.056, 0.122],
    far: [0.025, 0.166],
    // Reached only with a telling word in common: the geocoder erred, or the place is another of its name.
    beyond: [0.073, 0.14],
    vague: [0.111, 0.29],
  },
  date: {
    'same-day': [0.48, 0.101],
    'one-day': [0.305, 0.218],
    'two-days': [0.125, 0.216],
    'three-days': [0.015, 0.222],
    overlap: [0.07, 0.204],
    apart: [0.005, 0.039],
  },
  publication: {
    possible: [0.99, 0.823],
    'too-early': [0.01, 0.177],
    unknown: [1, 1],
  },
  crimes: {
    same: [0.8, 0.11],
    'same-principal': [0.14, 0.098],
    overlap: [0.05, 0.147],
    disjoint: [0.01, 0.645],
    // By judgement: most hazards of one place are of one kind, drownings in a river above all.
    'same-hazard': [0.9, 0.5],
  },
  perpetrators: {
    same: [0.55, 0.17],
    'same-principal': [0.04, 0.053],
    overlap: [0.02, 0.044],
    disjoint: [0.04, 0.43],
    unknown: [0.35, 0.303],
  },
  organisation: {
    same: [0.1, 0.015],
    different: [0.01, 0.017],
    unknown: [0.89, 0.968],
  },
  victims: {
    'same-groups': [0.15, 0.0106],
    'same-many': [0.085, 0.01],
    'same-few': [0.35, 0.201],
    near: [0.28, 0.262],
    different: [0.04, 0.416],
    unknown: [0.095, 0.1],
  },
  countries: {
    same: [0.66, 0.184],
    overlap: [0.04, 0.087],
    disjoint: [0.02, 0.437],
    unknown: [0.28, 0.292],
  },
  placeType: {
    same: [0.77, 0.202],
    alike: [0.07, 0.221],
    different: [0.03, 0.436],
    unknown: [0.13, 0.141],
  },
  publisher: {
    different: [0.97, 0.832],
    same: [0.03, 0.168],
    unknown: [1, 1],
  },
  text: {
    most: [0.69, 0.19],
    half: [0.155, 0.094],
    some: [0.015, 0.026],
    none: [0.03, 0.489],
    unknown: [0.11, 0.201],
  },
};
