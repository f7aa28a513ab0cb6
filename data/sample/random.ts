/** Seeded randomness: the same seed gives the same stream on every machine. */
export interface Random {
  /** Uniform in [0, 1). */
  uniform(): number;
  /** Whole number from `low` to `high`, both included. */
  integer(low: number, high: number): number;
  /** True with this probability. */
  chance(probability: number): boolean;
  /** Standard normal. */
  normal(): number;
  pick<T>(values: readonly T[]): T;
  /** One of the values, each with its weight; throws when no weight is positive. */
  weighted<T>(values: readonly (readonly [value: T, weight: number])[]): T;
  /** A new list in random order (Fisher & Yates). */
  shuffled<T>(values: readonly T[]): T[];
}

/** mulberry32: 32 bits of state, enough for a few hundred thousand draws. `seed` is a 32-bit whole number. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const uniform = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const integer = (low: number, high: number) => low + Math.floor(uniform() * (high - low + 1));
  return {
    uniform,
    integer,
    chance: (probability) => uniform() < probability,
    // Box & Muller 1958; 1 - u because the logarithm of 0 is no number.
    normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
    pick: (values) => {
      const value = values[integer(0, values.length - 1)];
      if (value === undefined) throw new Error('nothing to pick from');
      return value;
    },
    weighted: (values) => {
      const total = values.reduce((sum, [, weight]) => sum + weight, 0);
      if (!(total > 0)) throw new Error('no weight is positive');
      let left = uniform() * total;
      for (const [value, weight] of values) {
        left -= weight;
        if (left < 0) return value;
      }
      // Rounding may leave a crumb: it belongs to the last value that has any weight.
      return values.filter(([, weight]) => weight > 0).at(-1)![0];
    },
    shuffled: (values) => {
      const result = [...values];
      for (let i = result.length - 1; i > 0; i--) {
        const j = integer(0, i);
        [result[i], result[j]] = [result[j]!, result[i]!];
      }
      return result;
    },
  };
}
