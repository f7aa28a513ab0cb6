/**
 * The least and the greatest of a linear form over all x >= 0 with A x = b, by the simplex method on a full tableau
 * with Bland's rule. Slow and plain on purpose: it shares nothing with the program that it checks.
 */
export class LinearBounds {
  private readonly tableau: number[][];
  private readonly basis: number[];
  private readonly n: number;

  constructor(a: readonly (readonly number[])[], b: readonly number[], n: number) {
    this.n = n;
    const m = a.length;
    this.tableau = a.map((row, i) => [...row, ...a.map((_, j) => (i === j ? 1 : 0)), b[i]!]);
    this.basis = a.map((_, i) => n + i);
    // Phase one: the artificial columns leave.
    const cost = Array.from({ length: n + m }, (_, j) => (j >= n ? 1 : 0));
    if (Math.abs(this.minimise(cost, n + m)) > 1e-7) throw new Error('nothing agrees with what is published');
    this.basis.forEach((column, i) => {
      if (column < n) return;
      const pivot = this.tableau[i]!.slice(0, n).findIndex((value) => Math.abs(value) > 1e-9);
      if (pivot >= 0) this.pivot(i, pivot);
    });
  }

  lowest(form: readonly number[]): number {
    return this.minimise([...form, ...this.tableau.map(() => 0)], this.n);
  }

  /** The greatest, or `enough` where it has no bound. */
  highest(form: readonly number[], enough: number): number {
    const value = -this.minimise([...form.map((one) => -one), ...this.tableau.map(() => 0)], this.n);
    return Number.isFinite(value) ? value : enough;
  }

  /** From the basis where the last question left it; -Infinity where there is no bound. */
  private minimise(cost: readonly number[], columns: number): number {
    for (;;) {
      const counted = this.tableau.filter((_, i) => cost[this.basis[i]!] !== 0);
      const weights = this.basis.flatMap((column) => (cost[column] === 0 ? [] : [cost[column]!]));
      const reduced = (j: number) =>
        cost[j]! - counted.reduce((sum, row, i) => sum + weights[i]! * row[j]!, 0);
      let enter = -1;
      for (let j = 0; j < columns && enter < 0; j++) if (reduced(j) < -1e-9) enter = j;
      if (enter < 0) break;
      let leave = -1;
      let least = Number.POSITIVE_INFINITY;
      this.tableau.forEach((row, i) => {
        if (row[enter]! <= 1e-9) return;
        const ratio = row.at(-1)! / row[enter]!;
        const isTie = Math.abs(ratio - least) < 1e-12 && this.basis[i]! < this.basis[leave]!;
        if (ratio < least - 1e-12 || isTie) [least, leave] = [ratio, i];
      });
      if (leave < 0) return Number.NEGATIVE_INFINITY;
      this.pivot(leave, enter);
    }
    return this.tableau.reduce((sum, row, i) => sum + cost[this.basis[i]!]! * row.at(-1)!, 0);
  }

  private pivot(leave: number, enter: number): void {
    const row = this.tableau[leave]!;
    const by = row[enter]!;
    for (let j = 0; j < row.length; j++) row[j]! /= by;
    this.tableau.forEach((other, i) => {
      const factor = other[enter]!;
      if (i === leave || factor === 0) return;
      for (let j = 0; j < other.length; j++) other[j]! -= factor * row[j]!;
    });
    this.basis[leave] = enter;
  }
}
