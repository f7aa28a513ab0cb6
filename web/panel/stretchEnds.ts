import type { Words } from '../format.ts';

/** Both ends of a stretch by name; where no station or town is near, as on a loaded path, by its km. */
export function stretchEnds(
  { t, number }: Pick<Words, 't' | 'number'>,
  stretch: { fromStation: string; toStation: string; fromKm: number; toKm: number },
): { from: string; to: string } {
  const named = (station: string, km: number) => station || t('stretch.atKm', { km: number(km) });
  return {
    from: named(stretch.fromStation, stretch.fromKm),
    to: named(stretch.toStation, stretch.toKm),
  };
}
