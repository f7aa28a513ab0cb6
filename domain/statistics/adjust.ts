/**
 * p-values adjusted for many tests, each with the meaning and the results of R's p.adjust. Equal p get equal q; a
 * larger p never gets a smaller q. All p must lie in [0, 1].
 */

/** Benjamini & Hochberg, J. R. Statist. Soc. B 57 (1995): false-discovery rate, min over j >= i of p_(j) n/j. */
export function benjaminiHochberg(p: Float64Array): Float64Array {
  return stepUp(p, 1);
}

/** Benjamini & Yekutieli, Ann. Statist. 29 (2001): as above under any dependence, times 1 + 1/2 + ... + 1/n. */
export function benjaminiYekutieli(p: Float64Array): Float64Array {
  let harmonic = 0;
  for (let rank = 1; rank <= p.length; rank++) harmonic += 1 / rank;
  return stepUp(p, harmonic);
}

/** Holm, Scand. J. Statist. 6 (1979): family-wise error, max over j <= i of p_(j) (n - j + 1). */
export function holm(p: Float64Array): Float64Array {
  const sorted = p.slice().sort();
  const n = p.length;
  const adjusted = new Float64Array(n);
  let running = 0;
  for (let rank = 0; rank < n; rank++) {
    running = Math.max(running, Math.min(1, sorted[rank]! * (n - rank)));
    adjusted[rank] = running;
  }
  // Ties share what the first of them got: a later one has a smaller factor, so the running maximum is the same.
  return p.map((value) => adjusted[firstIndexOf(sorted, value)]!);
}

/** Bonferroni: min(1, p n). */
export function bonferroni(p: Float64Array): Float64Array {
  return p.map((value) => Math.min(1, value * p.length));
}

function stepUp(p: Float64Array, factor: number): Float64Array {
  // Sorting the values themselves is far faster than sorting an index; the way back is a binary search.
  const sorted = p.slice().sort();
  const n = p.length;
  const adjusted = new Float64Array(n);
  let running = 1;
  for (let rank = n - 1; rank >= 0; rank--) {
    running = Math.min(running, (sorted[rank]! * n * factor) / (rank + 1));
    adjusted[rank] = running;
  }
  return p.map((value) => adjusted[firstIndexOf(sorted, value)]!);
}

function firstIndexOf(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
