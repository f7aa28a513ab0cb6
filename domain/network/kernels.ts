/** Kernels of density, each of mass 1 over the whole line. */
export const KERNELS = ['quartic', 'epanechnikov', 'gaussian'] as const;
export type Kernel = (typeof KERNELS)[number];

/** A Gaussian ends here, in standard deviations: 6e-7 of its mass lies beyond. */
const GAUSSIAN_END = 5;

/** A kernel of one bandwidth: its height at a distance, and the distance from which on it is 0. */
export interface KernelShape {
  reach: number;
  at(distance: number): number;
}

/**
 * @param bandwidth half-width of the quartic and the Epanechnikov kernel, standard deviation of the Gaussian, in the
 * unit of distance. A standard deviation s is the Epanechnikov half-width s sqrt(5), the quartic s sqrt(7).
 */
export function kernelShape(kernel: Kernel, bandwidth: number): KernelShape {
  switch (kernel) {
    case 'quartic':
      return { reach: bandwidth, at: (d) => (15 / (16 * bandwidth)) * inner(d, bandwidth) ** 2 };
    case 'epanechnikov':
      return { reach: bandwidth, at: (d) => (3 / (4 * bandwidth)) * inner(d, bandwidth) };
    case 'gaussian':
      return {
        reach: GAUSSIAN_END * bandwidth,
        at: (d) =>
          d < GAUSSIAN_END * bandwidth
            ? Math.exp(-0.5 * (d / bandwidth) ** 2) / (bandwidth * Math.sqrt(2 * Math.PI))
            : 0,
      };
  }
}

function inner(distance: number, bandwidth: number): number {
  const share = distance / bandwidth;
  return share < 1 ? 1 - share * share : 0;
}
