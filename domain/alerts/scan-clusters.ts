import type { Cluster } from './clusters.ts';
import type { AlertIncidents } from './incidents.ts';
import type { RuleCondition } from './rule.ts';

export function scanClusters(
  _condition: Extract<RuleCondition, { kind: 'scan' }>,
  _incidents: AlertIncidents,
  _eligible: Uint8Array,
  _endDay: number,
  _seed: number,
): Cluster[] {
  throw new Error('the scan is not built yet');
}
