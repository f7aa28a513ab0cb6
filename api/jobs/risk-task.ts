import { buildNetworkGraph, type NetworkGraph } from '../../domain/network/graph.ts';
import type { Line } from '../../domain/network/line.ts';
import { railNetworkOf } from '../../domain/network/rail.ts';
import type { NetworkRisk } from '../../domain/risk/network-risk.ts';
import { answerRisk, createRiskModel, type RiskInput, type RiskModel } from '../../domain/risk/risk-model.ts';
import type { KeepGoing } from '../../domain/statistics/answer.ts';

export interface RiskTask {
  /** Equal versions are equal networks. */
  version: string;
  lines: readonly Line[];
  /** INEGI code of the state of every lixel. */
  states: readonly string[];
  input: RiskInput;
}

/** Each thread keeps the model of the last network: its graph and kernel take longer than most questions. */
let known: { version: string; graph: NetworkGraph; model: RiskModel } | null = null;

/** The graph of a network and its risk model, kept in this thread. */
export function riskGround({ version, lines, states }: Omit<RiskTask, 'input'>): {
  graph: NetworkGraph;
  model: RiskModel;
} {
  if (known?.version !== version) {
    const graph = buildNetworkGraph(railNetworkOf(lines));
    known = { version, graph, model: createRiskModel(graph, states) };
  }
  return known;
}

/** The risk of the network, in a thread; null where it was called off. */
export function riskTask({ input, ...network }: RiskTask, keepGoing: KeepGoing): NetworkRisk | null {
  return answerRisk(riskGround(network).model, input, keepGoing);
}
