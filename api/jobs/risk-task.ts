import { buildNetworkGraph } from '../../domain/network/graph.ts';
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
let known: { version: string; model: RiskModel } | null = null;

/** The risk of the network, in a thread; null where it was called off. */
export function riskTask(
  { version, lines, states, input }: RiskTask,
  keepGoing: KeepGoing,
): NetworkRisk | null {
  if (known?.version !== version) {
    known = { version, model: createRiskModel(buildNetworkGraph(railNetworkOf(lines)), states) };
  }
  return answerRisk(known.model, input, keepGoing);
}
