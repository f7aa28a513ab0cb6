import type { GeocodeResult } from '../../../domain/geocoding/types.ts';

/** An answer in the short form of place-texts.ts: "name, state", a state's code, or the reason. */
export function told(result: GeocodeResult): string {
  if (result.status !== 'placed') return result.reason;
  if (result.precision === 'state') return result.stateCode;
  const finest = result.matches.find(({ role }) => role !== 'state' && role !== 'corridor');
  return finest === undefined ? result.stateCode : `${finest.name}, ${finest.stateCode}`;
}
