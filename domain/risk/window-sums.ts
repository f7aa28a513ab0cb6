import type { DayWeights } from './day-weights.ts';
import type { RiskIncidents, RiskPlace } from './incident-columns.ts';
import type { RiskNetwork } from './risk-network.ts';

/** The weights of the days of a period, by state: they differ where a state has days without data. */
export type WeightsOfState = (stateCode: string) => DayWeights;

/** What a period holds, by stretch and by lixel. Counts are weighted, and not whole. */
export interface WindowSums {
  /** By stretch. */
  counts: Float64Array;
  /** Variance of the count for not knowing where spread incidents were: sum of w^2 m (1 - m), m the share here. */
  placementVariance: Float64Array;
  /** Sum of w^2 m^2: what a Poisson count would vary by. */
  countVariance: Float64Array;
  /** Km x weighted days with data. */
  exposure: Float64Array;
  /** What counts and exposure are multiplied by to vary as Poisson's: see DayWeights. */
  scale: Float64Array;
  /** Weighted share of the period with data, by length. */
  covered: Float64Array;
  /** Whether the last day of the period has data, for half of the length or more. */
  endsObserved: Uint8Array;
  /** By lixel: weighted mass, and weighted days with data. */
  lixelMass: Float64Array;
  lixelDays: Float64Array;
}

/** Sums incidents over their places, and places over the network. */
export function windowSums(
  network: RiskNetwork,
  incidents: RiskIncidents,
  places: readonly RiskPlace[],
  weightsOf: WeightsOfState,
  allDays: DayWeights,
): WindowSums {
  const { lixels, stretchCount } = network;
  const column = () => new Float64Array(stretchCount);
  const sums: WindowSums = {
    counts: column(),
    placementVariance: column(),
    countVariance: column(),
    exposure: column(),
    scale: column(),
    covered: column(),
    endsObserved: new Uint8Array(stretchCount),
    lixelMass: new Float64Array(lixels.count),
    lixelDays: new Float64Array(lixels.count),
  };
  addIncidents(sums, network, incidents, places, weightsOf);
  addExposure(sums, network, weightsOf, allDays);
  return sums;
}

function addIncidents(
  sums: WindowSums,
  { lixels }: RiskNetwork,
  incidents: RiskIncidents,
  places: readonly RiskPlace[],
  weightsOf: WeightsOfState,
): void {
  const weights = places.map(({ stateCode }) => weightsOf(stateCode));
  const weight = new Float64Array(places.length);
  const square = new Float64Array(places.length);
  for (let i = 0; i < incidents.count; i++) {
    const place = incidents.place[i]!;
    const w = weights[place]!.ofIncident(incidents.firstDay[i]!, incidents.lastDay[i]!);
    weight[place]! += w;
    square[place]! += w * w;
  }
  places.forEach((place, p) => {
    if (weight[p] === 0) return;
    for (let k = 0; k < place.lixels.length; k++)
      sums.lixelMass[place.lixels[k]!]! += weight[p]! * place.shares[k]!;
    for (const [stretch, share] of sharesOfStretches(place, lixels.stretch)) {
      sums.counts[stretch]! += weight[p]! * share;
      sums.placementVariance[stretch]! += square[p]! * share * (1 - share);
      sums.countVariance[stretch]! += square[p]! * share * share;
    }
  });
}

/** Share of an incident at a place that each stretch gets. */
export function sharesOfStretches(place: RiskPlace, stretchOf: Int32Array): Map<number, number> {
  const shares = new Map<number, number>();
  for (let k = 0; k < place.lixels.length; k++) {
    const stretch = stretchOf[place.lixels[k]!]!;
    shares.set(stretch, (shares.get(stretch) ?? 0) + place.shares[k]!);
  }
  // Sums of shares may pass 1 by rounding.
  for (const [stretch, share] of shares) if (share > 1) shares.set(stretch, 1);
  return shares;
}

function addExposure(
  sums: WindowSums,
  { lixels, stretchCount }: RiskNetwork,
  weightsOf: WeightsOfState,
  allDays: DayWeights,
): void {
  const lengthKm = new Float64Array(stretchCount);
  const squares = new Float64Array(stretchCount);
  const observedKm = new Float64Array(stretchCount);
  for (let lixel = 0; lixel < lixels.count; lixel++) {
    const days = weightsOf(lixels.state[lixel]!);
    const stretch = lixels.stretch[lixel]!;
    const km = lixels.lengthKm[lixel]!;
    sums.lixelDays[lixel] = days.total;
    sums.exposure[stretch]! += km * days.total;
    squares[stretch]! += km * days.sumOfSquares;
    lengthKm[stretch]! += km;
    if (days.endsObserved) observedKm[stretch]! += km;
  }
  for (let s = 0; s < stretchCount; s++) {
    sums.scale[s] = squares[s]! > 0 ? sums.exposure[s]! / squares[s]! : 1;
    sums.covered[s] = allDays.total > 0 ? sums.exposure[s]! / (lengthKm[s]! * allDays.total) : 0;
    sums.endsObserved[s] = 2 * observedKm[s]! >= lengthKm[s]! ? 1 : 0;
  }
}
