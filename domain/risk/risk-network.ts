import type { NetworkEdges, NetworkPlaces } from '../network/kernel-paths.ts';
import type { Mode } from '../network/modes.ts';

/** Columns of equal length, one row a lixel (a piece of track of at most 1 km). */
export interface RiskLixels {
  count: number;
  /** Where the middle of the lixel lies on the edges, in km. */
  middle: NetworkPlaces;
  lengthKm: Float64Array;
  /** Of the middle, degrees. */
  lon: Float64Array;
  lat: Float64Array;
  /** Index of its stretch. */
  stretch: Int32Array;
  /** INEGI code of the state it lies in. */
  state: readonly string[];
  mode: readonly Mode[];
}

/** What risk needs to know of a network; lengths in km. */
export interface RiskNetwork {
  edges: NetworkEdges;
  lixels: RiskLixels;
  stretchCount: number;
  /** Index of the lixel at a corridor's km, or null where the corridor or the km is not on the network. */
  lixelAt(corridorId: string, km: number): number | null;
}
