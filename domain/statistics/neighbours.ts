/**
 * Who neighbours whom, in compressed rows: the neighbours of i are targets[offsets[i]] .. targets[offsets[i+1]-1].
 * No weights means that every neighbour weighs 1.
 */
export interface Neighbours {
  /** n + 1 entries. */
  offsets: Int32Array;
  targets: Int32Array;
  weights?: Float64Array;
}

/** One directed pair as read from a list: j is a neighbour of i. */
export interface NeighbourPairs {
  from: Int32Array;
  to: Int32Array;
  weights?: Float64Array;
}

/**
 * Neighbours out of a list of directed pairs, of indices in 0..n-1. With `selfWeight`, each i is its own neighbour
 * too, with that weight, unless the list says so already; Gi* needs it, Gi forbids it.
 */
export function neighboursOfPairs(n: number, pairs: NeighbourPairs, selfWeight: number | null): Neighbours {
  const { from, to } = pairs;
  const hasSelf = new Uint8Array(n);
  const offsets = new Int32Array(n + 1);
  for (let k = 0; k < from.length; k++) {
    const i = from[k]!;
    if (i === to[k]) hasSelf[i] = 1;
    offsets[i + 1]!++;
  }
  if (selfWeight !== null) for (let i = 0; i < n; i++) if (!hasSelf[i]) offsets[i + 1]!++;
  for (let i = 0; i < n; i++) offsets[i + 1]! += offsets[i]!;

  const size = offsets[n]!;
  const targets = new Int32Array(size);
  const isWeighted = pairs.weights !== undefined || (selfWeight !== null && selfWeight !== 1);
  const weights = isWeighted ? new Float64Array(size).fill(1) : undefined;
  const next = offsets.slice(0, n);
  for (let k = 0; k < from.length; k++) {
    const place = next[from[k]!]!++;
    targets[place] = to[k]!;
    if (weights && pairs.weights) weights[place] = pairs.weights[k]!;
  }
  if (selfWeight !== null) {
    for (let i = 0; i < n; i++) {
      if (hasSelf[i]) continue;
      const place = next[i]!++;
      targets[place] = i;
      if (weights) weights[place] = selfWeight;
    }
  }
  return weights ? { offsets, targets, weights } : { offsets, targets };
}
