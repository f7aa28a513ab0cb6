/** A part of a corridor, km rising. */
export interface KmRange {
  corridorId: string;
  fromKm: number;
  toKm: number;
}

/** The ranges with those that touch or overlap made one, by corridor, km rising. */
export function mergeRanges(ranges: readonly KmRange[]): KmRange[] {
  const merged: KmRange[] = [];
  const order = (a: KmRange, b: KmRange) =>
    a.corridorId === b.corridorId ? a.fromKm - b.fromKm : a.corridorId < b.corridorId ? -1 : 1;
  for (const range of [...ranges].sort(order)) {
    const last = merged.at(-1);
    if (last?.corridorId === range.corridorId && range.fromKm <= last.toKm + 1e-6) {
      last.toKm = Math.max(last.toKm, range.toKm);
    } else merged.push({ ...range });
  }
  return merged;
}

/** Km that the ranges hold, what several hold once. */
export function unionKm(ranges: readonly KmRange[]): number {
  return mergeRanges(ranges).reduce((sum, { fromKm, toKm }) => sum + toKm - fromKm, 0);
}
