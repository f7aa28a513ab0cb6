import { STATES } from '../domain/states.ts';

/** The 32 states as options of a select, by INEGI's code. */
export function StateOptions() {
  return STATES.map(({ code, name }) => (
    <option key={code} value={code}>
      {name}
    </option>
  ));
}
