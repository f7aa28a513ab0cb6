import type { DayPart, LeavingReason, Vulnerability } from './circumstances.ts';
import type { Response, Withheld } from './sharing.ts';
import type {
  Crime,
  DatePrecision,
  Hazard,
  HowKnown,
  IncidentKind,
  Perpetrator,
  PlaceType,
} from './taxonomy.ts';

/** A row of a file: the values by column name as they stood there. rowNumber 1 is the first data row. */
export interface ReportRow {
  rowNumber: number;
  values: Readonly<Record<string, string>>;
}

/** One reason why a row can't be read: the column, what stood there, and a named reason. */
export interface Problem {
  column: string;
  value: string;
  /** Kebab-case, a key of `ingest:problem`. */
  reason: string;
}

/** A row that goes to quarantine, with all its problems. */
export interface Rejection {
  problems: readonly Problem[];
}

/** When something happened: an interval whose ends are ISO days, never a made-up day. */
export interface DateInterval {
  firstDay: string;
  lastDay: string;
  precision: DatePrecision;
}

/** What a source claims, read and validated, before its place is found. */
export interface Report {
  /** The source's own id of the row. */
  reportId: string;
  kind: IncidentKind;
  hazard: Hazard | null;
  /** Principal first; empty for a hazard. */
  crimes: readonly Crime[];
  /** Principal first; alleged. */
  perpetrators: readonly Perpetrator[];
  organisation: string | null;
  date: DateInterval;
  publishedDay: string | null;
  publisher: string | null;
  publisherKind: string | null;
  placeType: PlaceType;
  howKnown: HowKnown;
  victims: number | null;
  /** Counts by group where given: women, men, minors, girls, boys, unaccompaniedMinors, dead, missing, survivors. */
  victimsBy: Readonly<Record<string, number>>;
  countries: readonly string[];
  summary: string | null;
  url: string | null;
  placeText: string;
  /** INEGI code where the row names its state apart from the text. */
  stateCode: string | null;
  municipality: string | null;
  /** The file's own coordinates, validated. */
  point: { lon: number; lat: number } | null;
  /** Null where the report does not say at what time. */
  dayPart: DayPart | null;
  leavingReasons: readonly LeavingReason[];
  vulnerabilities: readonly Vulnerability[];
  /** What was done for the people concerned. */
  responses: readonly Response[];
  /** What readers must not be shown of it. */
  withheld: readonly Withheld[];
  synthetic: boolean;
}
