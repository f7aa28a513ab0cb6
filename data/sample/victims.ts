import type { Crime } from '../../domain/taxonomy.ts';
import {
  MEAN_VICTIMS,
  MINORS_SHARE,
  ORIGIN_WEIGHTS,
  UNACCOMPANIED_SHARE,
  WOMEN_SHARE,
} from './distributions.ts';
import type { Random } from './random.ts';

/** Counts only: women, men and minors add up to the total; unaccompanied minors are among the minors. */
export interface Victims {
  total: number;
  women: number;
  men: number;
  minors: number;
  unaccompanied: number;
  /** Countries of origin in Spanish, none twice. */
  origins: readonly string[];
}

function count(random: Random, total: number, share: number): number {
  return Array.from({ length: total }).filter(() => random.chance(share)).length;
}

/** Women, men and minors for a known total. */
export function splitVictims(random: Random, total: number, origins: readonly string[]): Victims {
  const minors = count(random, total, MINORS_SHARE);
  const women = count(random, total - minors, WOMEN_SHARE);
  const unaccompanied = count(random, minors, UNACCOMPANIED_SHARE);
  return { total, women, men: total - minors - women, minors, unaccompanied, origins };
}

/** One person or more: a geometric count whose mean depends on the crime, 60 at most. */
export function drawVictims(random: Random, crime: Crime): Victims {
  const mean = crime in MEAN_VICTIMS ? MEAN_VICTIMS[crime as keyof typeof MEAN_VICTIMS] : MEAN_VICTIMS.usual;
  const total = Math.min(60, 1 + Math.floor(Math.log(1 - random.uniform()) / Math.log(1 - 1 / mean)));
  const origins = Array.from({ length: random.chance(0.25) && total > 1 ? 2 : 1 }, () =>
    random.weighted(Object.entries(ORIGIN_WEIGHTS)),
  );
  return splitVictims(random, total, [...new Set(origins)]);
}
