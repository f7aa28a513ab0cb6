import type { IncidentPlace } from '../../../domain/risk/placement.ts';
import type { RiskNetwork } from '../../../domain/risk/risk-network.ts';

const KM_PER_DEGREE = 111.195;

/**
 * A straight line of track along a meridian at 0 degrees, northwards from the equator, cut in lixels of 1 km and
 * stretches of the lengths given; corridor "line". States by stretch, two digits from 01 on unless given.
 */
export function lineNetwork(stretchKm: readonly number[], states?: readonly string[]): RiskNetwork {
  const count = stretchKm.reduce((sum, km) => sum + km, 0);
  const stretch = Int32Array.from(stretchKm.flatMap((km, s) => new Array<number>(km).fill(s)));
  return {
    edges: {
      vertexCount: 2,
      from: Int32Array.of(0),
      to: Int32Array.of(1),
      length: Float64Array.of(count),
    },
    lixels: {
      count,
      middle: { edge: new Int32Array(count), at: Float64Array.from({ length: count }, (_, i) => i + 0.5) },
      lengthKm: new Float64Array(count).fill(1),
      lon: new Float64Array(count),
      lat: Float64Array.from({ length: count }, (_, i) => (i + 0.5) / KM_PER_DEGREE),
      stretch,
      state: Array.from(stretch, (s) => states?.[s] ?? String(s + 1).padStart(2, '0')),
      mode: new Array(count).fill('rail'),
    },
    stretchCount: stretchKm.length,
    lixelAt: (corridorId, km) =>
      corridorId === 'line' && km >= 0 && km <= count ? Math.min(count - 1, Math.floor(km)) : null,
  };
}

/** An incident's place beside the line at a km of it. */
export function placeAt(km: number, radiusM: number, more: Partial<IncidentPlace> = {}): IncidentPlace {
  return {
    lon: 0,
    lat: km / KM_PER_DEGREE,
    radiusM,
    precision: 'locality',
    placeType: 'urban',
    stateCode: '01',
    corridorId: 'line',
    corridorKm: km,
    offsetM: 0,
    ...more,
  };
}
