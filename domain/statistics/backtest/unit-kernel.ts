import type { Zones } from '../scan/zones.ts';
import type { UnitKernel } from './methods.ts';

/**
 * Quartic kernel between the middles of units as a sparse matrix, worked out once: a density then costs one
 * multiplication, however many incidents there are. An incident counts from the middle of its unit.
 * @param zones of the units, as far as the bandwidth reaches
 */
export function unitKernel({ offsets, members, distance }: Zones, bandwidthKm: number): UnitKernel {
  const height = distance.map((km) => Math.max(0, 1 - (km / bandwidthKm) ** 2) ** 2);
  return (mass) => {
    const density = new Float64Array(mass.length);
    for (let unit = 0; unit < mass.length; unit++) {
      if (mass[unit] === 0) continue;
      for (let k = offsets[unit]!; k < offsets[unit + 1]!; k++) {
        density[members[k]!]! += mass[unit]! * height[k]!;
      }
    }
    return density;
  };
}
