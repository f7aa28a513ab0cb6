import { distanceM } from '../../domain/geocoding/sphere.ts';
import { type LixelKernel, lixelKernel } from '../../domain/network/lixel-kernel.ts';
import { SNAP_M } from '../../domain/network/rail.ts';
import type { RiskIncidents, RiskPlace } from '../../domain/risk/incident-columns.ts';
import { lixelFinder } from '../../domain/risk/lixel-finder.ts';
import { type NetworkRisk, networkRisk } from '../../domain/risk/network-risk.ts';
import { placementRule } from '../../domain/risk/placement.ts';
import { riskScore } from '../../domain/risk/score.ts';
import { predictiveAccuracy } from '../../domain/statistics/predictive-accuracy.ts';
import { PRECISIONS } from '../../domain/taxonomy.ts';
import {
  type Happened,
  HISTORY_DAYS,
  happen,
  NEXT_DAYS,
  type PlantedRisk,
  plantRisk,
  type Shape,
  type ShippedNetwork,
  streamsOf,
  type ToldIncident,
  tell,
} from './risk-generator.ts';

/** Half-widths both densities choose among, in km, by the same rule. */
const BANDWIDTHS_KM = [5, 10, 20, 40, 80];
/** Of the history: what the choice of a bandwidth is tested on. */
const VALIDATION_DAYS = 180;
const LEVEL = 0.9;
const COVERAGE_OF_LENGTH = 0.05;
const PER_100_KM_YEAR = 36_525;

export interface Run {
  /** Stretches whose interval holds the true rate, and all of them. */
  held: number;
  /** As held, against the rate as reported: in a hostile run states tell of a part only. */
  heldReported: number;
  /** As held, of the score: the true rate over the true mean of the network, which is what readers are shown. */
  heldScore: number;
  stretches: number;
  /** Mean over the network, estimated over true. */
  bias: number;
  dispersion: number;
  /** Share of the next incidents caught at 5 % of the length, by network and by planar density. */
  network: number;
  planar: number;
  /** As above, by one who knew the planted risk: more can't be caught. */
  oracle: number;
  bandwidthKm: { network: number; planar: number };
}

type DensityOf = (told: readonly ToldIncident[], bandwidthKm: number) => Float64Array;

/** What every run shares: the network and the kernels on it. */
export interface Simulator {
  run(shape: Shape, seed: number, run: number): Run;
}

/** Makes ready the kernels of every bandwidth, once. */
export function createSimulator(shipped: ShippedNetwork): Simulator {
  const { network } = shipped;
  const place = placementRule(network, SNAP_M);
  const kernels = new Map(
    BANDWIDTHS_KM.map((bandwidth): [number, LixelKernel] => [
      bandwidth,
      lixelKernel(network.edges, network.lixels.middle, {
        rule: 'discontinuous',
        kernel: 'quartic',
        bandwidth,
      }),
    ]),
  );
  const finder = lixelFinder(network.lixels);

  function columnsOf(told: readonly ToldIncident[]): { incidents: RiskIncidents; places: RiskPlace[] } {
    const column = (of: (one: ToldIncident, i: number) => number) => Int32Array.from(told, of);
    return {
      incidents: {
        count: told.length,
        place: column((_, i) => i),
        firstDay: column(({ day }) => day),
        lastDay: column(({ day }) => day),
        crimeMask: column(() => 4),
        perpetratorMask: column(() => 2),
        reports: column(() => 1),
        sources: column(() => 1),
      },
      places: told.map((one) => ({
        ...place(one.place),
        stateCode: one.place.stateCode,
        precision: PRECISIONS.indexOf(one.place.precision ?? 'state'),
      })),
    };
  }

  function estimate(told: readonly ToldIncident[]): NetworkRisk {
    const { incidents, places } = columnsOf(told);
    const question = {
      period: { from: 0, to: HISTORY_DAYS - 1 },
      halfLifeDays: null,
      level: LEVEL,
      crimeMask: -1,
    };
    return networkRisk(network, incidents, places, question, () => [], kernels.get(20)!);
  }

  /** Mass by lixel, as the product has it. */
  function massOf(told: readonly ToldIncident[]): Float64Array {
    const mass = new Float64Array(network.lixels.count);
    for (const one of told) {
      const { lixels, shares } = place(one.place);
      for (let k = 0; k < lixels.length; k++) mass[lixels[k]!]! += shares[k]!;
    }
    return mass;
  }

  const networkDensity: DensityOf = (told, bandwidth) => kernels.get(bandwidth)!(massOf(told));

  /** Kernel density in the plane at the middles of the lixels, every incident at the point that was told. */
  const planarDensity: DensityOf = (told, bandwidth) => {
    const { lon, lat, count } = network.lixels;
    const density = new Float64Array(count);
    for (const { place: where } of told) {
      // The middle of a state is nobody's place: no analyst would map it.
      if (where.precision === 'state') continue;
      const at = { lon: where.lon!, lat: where.lat! };
      for (const lixel of finder(at.lon, at.lat, 1000 * bandwidth)) {
        const share = distanceM(at, { lon: lon[lixel]!, lat: lat[lixel]! }) / (1000 * bandwidth);
        if (share < 1) density[lixel]! += (1 - share * share) ** 2 / (bandwidth * bandwidth);
      }
    }
    return density;
  };

  /** The bandwidth whose density of the older part catches most of the newer part, as far as that is known. */
  function choose(told: readonly ToldIncident[], density: DensityOf): number {
    const split = HISTORY_DAYS - VALIDATION_DAYS;
    const older = told.filter(({ day }) => day < split);
    const newer = massOf(told.filter(({ day }) => day >= split));
    let [best, most] = [BANDWIDTHS_KM[0]!, -1];
    for (const bandwidth of BANDWIDTHS_KM) {
      const caught = hitRate(density(older, bandwidth), newer);
      if (caught > most) [best, most] = [bandwidth, caught];
    }
    return best;
  }

  function hitRate(forecast: Float64Array, happened: Float64Array): number {
    const found = predictiveAccuracy(forecast, happened, COVERAGE_OF_LENGTH, network.lixels.lengthKm);
    return found.status === 'answered' ? found.value.hitRate : Number.NaN;
  }

  return {
    run(shape, seed, run) {
      const [planting, happening, telling] = streamsOf(seed, shape, run);
      const planted = plantRisk(shipped, shape, planting);
      const happened = happen(shipped, planted, shape, happening);
      const told = tell(shipped, planted, happened, telling);
      // Both densities are given the incidents that count on the network.
      const counted = told.filter((one) => place(one.place).mass > 0);
      const bandwidthKm = {
        network: choose(counted, networkDensity),
        planar: choose(counted, planarDensity),
      };
      const next = nextByLixel(happened, network.lixels.count);
      const perKm = planted.perDay.map((perDay, lixel) => perDay / network.lixels.lengthKm[lixel]!);
      return {
        ...compare(estimate(told), planted, shape),
        network: hitRate(networkDensity(counted, bandwidthKm.network), next),
        planar: hitRate(planarDensity(counted, bandwidthKm.planar), next),
        oracle: hitRate(perKm, next),
        bandwidthKm,
      };
    },
  };

  function compare(risk: NetworkRisk, planted: PlantedRisk, shape: Shape) {
    const truth = trueRates(planted, shape, () => 1);
    const reported = trueRates(planted, shape, (state) => planted.reported.get(state)!);
    const heldBy = (rates: Float64Array) =>
      risk.stretches.filter(({ rate }, s) => rate && rate.low <= rates[s]! && rates[s]! <= rate.high).length;
    const { lengthKm, stretch } = network.lixels;
    let km = 0;
    let reportedMean = 0;
    let trueMean = 0;
    lengthKm.forEach((length, lixel) => {
      km += length;
      reportedMean += length * reported[stretch[lixel]!]!;
      trueMean += length * truth[stretch[lixel]!]!;
    });
    const scores = truth.map((rate) => riskScore(rate, trueMean / km));
    return {
      held: heldBy(truth),
      heldReported: heldBy(reported),
      heldScore: risk.stretches.filter(
        ({ score }, s) => score && score.low <= scores[s]! && scores[s]! <= score.high,
      ).length,
      stretches: risk.stretches.length,
      bias: risk.mean! / (reportedMean / km),
      dispersion: risk.dispersion,
    };
  }

  /** Incidents per 100 km and year on each stretch. */
  function trueRates(planted: PlantedRisk, shape: Shape, share: (state: string) => number): Float64Array {
    const { count, lengthKm, stretch, state } = network.lixels;
    const sum = new Float64Array(network.stretchCount);
    const km = new Float64Array(network.stretchCount);
    for (let lixel = 0; lixel < count; lixel++) {
      sum[stretch[lixel]!]! += planted.perDay[lixel]! * share(state[lixel]!) * (shape === 'hostile' ? 2 : 1);
      km[stretch[lixel]!]! += lengthKm[lixel]!;
    }
    return sum.map((perDay, s) => (PER_100_KM_YEAR * perDay) / km[s]!);
  }
}

function nextByLixel(happened: readonly Happened[], count: number): Float64Array {
  const next = new Float64Array(count);
  for (const { lixel, day } of happened)
    if (day >= HISTORY_DAYS && day < HISTORY_DAYS + NEXT_DAYS) next[lixel]!++;
  return next;
}
