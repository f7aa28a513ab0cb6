/**
 * What `GET /api/patterns/incidents` answers as an Arrow IPC stream and the page brushes: one typed array a column, one
 * row an incident, placed or not. Absent indices are NO_INDEX of domain/wire.ts.
 */
export interface PatternColumns {
  length: number;
  /** Days since 1970-01-01 between which it happened, both included. */
  firstDay: Int32Array;
  lastDay: Int32Array;
  /** Index in INCIDENT_KINDS. */
  kind: Uint8Array;
  /** Index in HAZARDS. */
  hazard: Uint8Array;
  /** Principal crime, index in CRIMES; all of them, bits over CRIMES. */
  crime: Uint8Array;
  crimes: Uint16Array;
  /** Principal alleged perpetrator, index in PERPETRATORS: unknown where none is named; all of them, bits. */
  perpetrator: Uint8Array;
  perpetrators: Uint8Array;
  /** Index in PLACE_TYPES. */
  placeType: Uint8Array;
  /** Index in HOW_KNOWN. */
  howKnown: Uint8Array;
  /** INEGI code as a number, 0 where no state of Mexico is known. */
  state: Uint8Array;
  /** Index in BORDER_BANDS and RAIL_BANDS. */
  border: Uint8Array;
  rail: Uint8Array;
  /** Index in the fact sheet's corridors where it lies along one and is known well enough to say, else NO_CORRIDOR. */
  corridor: Uint16Array;
  /** Parts of the day that its reports tell, bits over DAY_PARTS. */
  dayParts: Uint8Array;
  /** 1: invented. */
  synthetic: Uint8Array;
}

export const NO_CORRIDOR = 0xffff;

export const PATTERN_COLUMN_NAMES = [
  'firstDay',
  'lastDay',
  'kind',
  'hazard',
  'crime',
  'crimes',
  'perpetrator',
  'perpetrators',
  'placeType',
  'howKnown',
  'state',
  'border',
  'rail',
  'corridor',
  'dayParts',
  'synthetic',
] as const satisfies readonly Exclude<keyof PatternColumns, 'length'>[];

/** Columns of n rows, all zero. */
export function emptyColumns(n: number): PatternColumns {
  const bytes = () => new Uint8Array(n);
  return {
    length: n,
    firstDay: new Int32Array(n),
    lastDay: new Int32Array(n),
    kind: bytes(),
    hazard: bytes(),
    crime: bytes(),
    crimes: new Uint16Array(n),
    perpetrator: bytes(),
    perpetrators: bytes(),
    placeType: bytes(),
    howKnown: bytes(),
    state: bytes(),
    border: bytes(),
    rail: bytes(),
    corridor: new Uint16Array(n),
    dayParts: bytes(),
    synthetic: bytes(),
  };
}
