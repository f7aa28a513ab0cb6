/** Counts of a place in two windows of the same length, the later one first. */
export interface Moved {
  crimes: number;
  before: number;
}

/** The places whose count moved most, up or down, the widest first; of equal ones the one with more now. */
export function mostMoved<T extends Moved>(places: readonly T[], limit: number): T[] {
  const by = ({ crimes, before }: Moved) => Math.abs(crimes - before);
  return places
    .filter((place) => by(place) > 0)
    .sort((a, b) => by(b) - by(a) || b.crimes - a.crimes)
    .slice(0, limit);
}
