import type { Fault } from './draft.ts';
import type { Refused } from './usePlan.ts';

const FIELD_OF: Readonly<Record<Refused['reason'], string>> = {
  'no-data': 'from',
  'more-units-than-positions': 'units',
  'base-off-network': 'bases',
  'unknown-corridor': 'limits',
  'shift-too-short': 'shift',
  infeasible: 'limits',
};

/** Why there is no plan, at the field to change. */
export function refusalFaults({ reason, details }: Refused): Fault[] {
  return [{ field: FIELD_OF[reason], problem: reason, values: details }];
}
