const GOLDEN = (Math.sqrt(5) - 1) / 2;

/**
 * The x in [low, high] that makes f smallest: the best of an even grid first, then golden-section search around it,
 * so that a second, lesser dip doesn't catch it. Kiefer, Proc. Am. Math. Soc. 4 (1953).
 */
export function minimiseOnLine(f: (x: number) => number, low: number, high: number, steps = 60): number {
  const width = (high - low) / steps;
  let best = low;
  let least = f(low);
  for (let step = 1; step <= steps; step++) {
    const value = f(low + step * width);
    if (value < least) {
      least = value;
      best = low + step * width;
    }
  }
  let a = Math.max(low, best - width);
  let b = Math.min(high, best + width);
  let left = b - GOLDEN * (b - a);
  let right = a + GOLDEN * (b - a);
  let atLeft = f(left);
  let atRight = f(right);
  while (b - a > 1e-9 * (1 + Math.abs(a))) {
    if (atLeft <= atRight) {
      b = right;
      right = left;
      atRight = atLeft;
      left = b - GOLDEN * (b - a);
      atLeft = f(left);
    } else {
      a = left;
      left = right;
      atLeft = atRight;
      right = a + GOLDEN * (b - a);
      atRight = f(right);
    }
  }
  return (a + b) / 2;
}

/**
 * The point near `start` that makes f smallest, by Nelder & Mead's simplex, Computer J. 7 (1965), with the usual
 * factors (1, 2, 1/2, 1/2) and one restart, which gets it off a collapsed simplex. f may answer Infinity.
 */
export function minimise(
  f: (x: readonly number[]) => number,
  start: readonly number[],
  step = 0.5,
): number[] {
  const once = descend(f, start, step);
  return descend(f, once, step / 5);
}

function descend(f: (x: readonly number[]) => number, start: readonly number[], step: number): number[] {
  const at = (x: number[]): { x: number[]; value: number } => ({ x, value: f(x) });
  const simplex = [at([...start]), ...start.map((_, k) => at(start.map((v, j) => (j === k ? v + step : v))))];
  for (let round = 0; round < 2000; round++) {
    simplex.sort((a, b) => a.value - b.value);
    const best = simplex[0]!;
    const worst = simplex.at(-1)!;
    if (Math.abs(worst.value - best.value) <= 1e-13 * (1 + Math.abs(best.value)) && spread(simplex) < 1e-8)
      break;
    const centre = start.map(
      (_, j) => simplex.slice(0, -1).reduce((sum, corner) => sum + corner.x[j]!, 0) / start.length,
    );
    const along = (factor: number) => at(centre.map((c, j) => c + factor * (worst.x[j]! - c)));
    const reflected = along(-1);
    if (reflected.value < best.value) {
      const expanded = along(-2);
      simplex[simplex.length - 1] = expanded.value < reflected.value ? expanded : reflected;
    } else if (reflected.value < simplex.at(-2)!.value) {
      simplex[simplex.length - 1] = reflected;
    } else {
      const contracted = along(reflected.value < worst.value ? -0.5 : 0.5);
      if (contracted.value < Math.min(reflected.value, worst.value)) simplex[simplex.length - 1] = contracted;
      else
        for (let k = 1; k < simplex.length; k++) {
          simplex[k] = at(simplex[k]!.x.map((v, j) => best.x[j]! + (v - best.x[j]!) / 2));
        }
    }
  }
  simplex.sort((a, b) => a.value - b.value);
  return simplex[0]!.x;
}

function spread(simplex: readonly { x: readonly number[] }[]): number {
  const best = simplex[0]!.x;
  return Math.max(...simplex.flatMap((corner) => corner.x.map((v, j) => Math.abs(v - best[j]!))));
}
