import { bitMask, CRIMES, type Crime, PREDATORY_CRIMES } from '../taxonomy.ts';

/** Bits of the crimes that enter risk: the predatory ones, and no other whatever is asked for. */
const PREDATORY_MASK = bitMask(CRIMES, PREDATORY_CRIMES);

/**
 * The crimes that count when these are asked for (all when none is): bits over CRIMES, 0 where none of them counts,
 * as with smuggling alone. An incident counts when it is a crime, not a hazard, and has one of them.
 */
export function countedCrimeMask(asked: readonly Crime[] | undefined): number {
  return asked?.length ? bitMask(CRIMES, asked) & PREDATORY_MASK : PREDATORY_MASK;
}
