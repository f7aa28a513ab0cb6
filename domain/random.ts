/**
 * Seeded randomness, the only kind domain/ knows. xoshiro128** of Blackman & Vigna, "Scrambled linear
 * pseudorandom number generators", ACM Trans. Math. Softw. 47 (2021); period 2^128 - 1. The state of a stream is
 * hashed out of (seed, stream) with the finaliser of MurmurHash3, so that every replicate of a Monte Carlo run has
 * a stream of its own: the result doesn't change with the number of workers that share the replicates.
 */
export class RandomStream {
  private s0: number;
  private s1: number;
  private s2: number;
  private s3: number;

  /** The four words of the state; all zero is the one state the generator can't leave, and a bug here. */
  constructor(s0: number, s1: number, s2: number, s3: number) {
    if ((s0 | s1 | s2 | s3) === 0) throw new Error('xoshiro128** needs a state that is not all zero');
    this.s0 = s0 | 0;
    this.s1 = s1 | 0;
    this.s2 = s2 | 0;
    this.s3 = s3 | 0;
  }

  /** A whole number in [0, 2^32). */
  uint32(): number {
    const times5 = Math.imul(this.s1, 5);
    const result = Math.imul((times5 << 7) | (times5 >>> 25), 9);
    const shifted = this.s1 << 9;
    this.s2 ^= this.s0;
    this.s3 ^= this.s1;
    this.s1 ^= this.s2;
    this.s0 ^= this.s3;
    this.s2 ^= shifted;
    this.s3 = (this.s3 << 11) | (this.s3 >>> 21);
    return result >>> 0;
  }

  /** A number in [0, 1) with all 53 bits of a double. */
  uniform(): number {
    const high = this.uint32() >>> 5;
    const low = this.uint32() >>> 6;
    return (high * 67108864 + low) / 9007199254740992;
  }

  /** A whole number in [0, bound), every one equally likely; bound is a whole number in 1..2^32. */
  below(bound: number): number {
    // Values past the last whole multiple of bound would favour the small remainders: draw again.
    const limit = 4294967296 - (4294967296 % bound);
    let drawn = this.uint32();
    while (drawn >= limit) drawn = this.uint32();
    return drawn % bound;
  }

  /** Puts the values in random order, in place (Fisher & Yates, as in Durstenfeld 1964). */
  shuffle(values: Int32Array | Float64Array): void {
    for (let last = values.length - 1; last > 0; last--) {
      const other = this.below(last + 1);
      const held = values[last]!;
      values[last] = values[other]!;
      values[other] = held;
    }
  }
}

/**
 * The stream of a seed. Equal arguments give equal streams; different ones give streams that share nothing.
 * @param seed whole number in 0..2^53 - 1
 * @param stream whole number in 0..2^32 - 1, such as the number of a replicate
 */
export function randomStream(seed: number, stream = 0): RandomStream {
  if (!Number.isSafeInteger(seed) || seed < 0) throw new Error(`seed must be a whole number, not ${seed}`);
  const low = (seed % 4294967296) | 0;
  const high = Math.floor(seed / 4294967296) | 0;
  const word = (index: number): number => mix(mix(mix(mix(low) ^ high) ^ stream) ^ index);
  return new RandomStream(word(1), word(2), word(3), word(4) | 1);
}

/** MurmurHash3's 32-bit finaliser after a step of the golden ratio, so that zero doesn't stay zero. */
function mix(value: number): number {
  let hash = (value + 0x9e3779b9) | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
