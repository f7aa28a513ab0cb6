/** H3 resolutions in use, coarse to fine. */
export const RESOLUTIONS = [3, 4, 5, 6] as const;
export type Resolution = (typeof RESOLUTIONS)[number];

/** Mean edge of a cell in metres (h3geo.org, table of cell statistics). */
export const RESOLUTION_EDGE_M: Readonly<Record<Resolution, number>> = {
  3: 68_980,
  4: 26_072,
  5: 9_854,
  6: 3_725,
};

/** Mean area of a cell in square kilometres (same table). */
export const CELL_AREA_KM2: Readonly<Record<Resolution, number>> = { 3: 12_393, 4: 1_770, 5: 253, 6: 36 };

/** The largest radius of a place that a cell can still claim: its diameter. Vaguer incidents are in no cell. */
export function cellRadiusLimitM(resolution: Resolution): number {
  return 2 * RESOLUTION_EDGE_M[resolution];
}
