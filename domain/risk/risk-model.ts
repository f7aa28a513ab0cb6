import { type SourceReporting, stateCoverage } from '../coverage/state-coverage.ts';
import type { NetworkGraph } from '../network/graph.ts';
import type { NetworkDensityOptions } from '../network/kernel-density.ts';
import { type LixelKernel, lixelKernel } from '../network/lixel-kernel.ts';
import { SNAP_M } from '../network/rail.ts';
import type { KeepGoing } from '../statistics/answer.ts';
import { riskNetworkOf } from './graph-network.ts';
import type { RiskIncidents, RiskPlace } from './incident-columns.ts';
import { type NetworkRisk, networkRisk, type RiskQuestion } from './network-risk.ts';
import { type PlaceColumns, placeOfRow } from './place-columns.ts';
import { type IncidentPlace, type Placement, placementRule } from './placement.ts';
import type { RiskNetwork } from './risk-network.ts';

/** What is worked out once for a network and used for every question about it. */
export interface RiskModel {
  network: RiskNetwork;
  place: (place: IncidentPlace) => Placement;
  /** Kept for the last options asked. */
  kernel(options: NetworkDensityOptions): LixelKernel;
}

/** All that the risk of a network follows from, beside the network: plain, so that a thread can be sent it. */
export interface RiskInput {
  incidents: RiskIncidents;
  /** Where the incidents are said to be; `incidents.place` is an index into these. */
  places: PlaceColumns;
  sources: readonly SourceReporting[];
  question: RiskQuestion;
  /** Of the lixels' density, in km. */
  density: NetworkDensityOptions;
}

/** Places that are put on the network between two looks at whether to go on. */
const PLACES_A_STEP = 1000;

/**
 * Makes ready what follows from the network alone.
 * @param states INEGI code of the state of every lixel
 */
export function createRiskModel(graph: NetworkGraph, states: readonly string[]): RiskModel {
  const network = riskNetworkOf(graph, states);
  let known: { key: string; kernel: LixelKernel } | null = null;
  return {
    network,
    place: placementRule(network, SNAP_M),
    kernel: (options) => {
      const key = `${options.rule} ${options.kernel} ${options.bandwidth}`;
      if (known?.key !== key)
        known = { key, kernel: lixelKernel(network.edges, network.lixels.middle, options) };
      return known.kernel;
    },
  };
}

/** The risk of the whole network: incidents put on it, then `networkRisk`. Null where it was called off. */
export function answerRisk(
  model: RiskModel,
  { incidents, places, sources, question, density }: RiskInput,
  keepGoing: KeepGoing = () => true,
): NetworkRisk | null {
  // Placing is half of the work, the rest is one step.
  const total = 2 * Math.ceil(places.count / PLACES_A_STEP);
  const placed: RiskPlace[] = [];
  for (let row = 0; row < places.count; row++) {
    if (row % PLACES_A_STEP === 0 && !keepGoing(row / PLACES_A_STEP, total)) return null;
    const place = placeOfRow(places, row);
    placed.push({
      ...model.place(place),
      stateCode: place.stateCode,
      precision: places.precision[row]!,
    });
  }
  if (!keepGoing(total / 2, total)) return null;
  return networkRisk(
    model.network,
    incidents,
    placed,
    question,
    (state, span) => stateCoverage(state, sources, span).noData,
    model.kernel(density),
  );
}
