import type {
  Crime,
  DatePrecision,
  Hazard,
  IncidentKind,
  Perpetrator,
  PlaceType,
  Precision,
} from '../taxonomy.ts';

/** What a comparison of two reports may look at; nothing here says whether a report is invented. */
export interface ComparableReport {
  sourceId: string;
  reportId: string;
  /** The source lists incidents, each once. */
  fromRegister: boolean;
  kind: IncidentKind;
  hazard: Hazard | null;
  /** Principal first. */
  crimes: readonly Crime[];
  /** Principal first; alleged. */
  perpetrators: readonly Perpetrator[];
  organisation: string | null;
  /** Days since 1970-01-01, both included. */
  firstDay: number;
  lastDay: number;
  datePrecision: DatePrecision;
  publishedDay: number | null;
  publisher: string | null;
  placeType: PlaceType;
  victims: number | null;
  /** Counts by group where given. */
  victimsBy: Readonly<Record<string, number>>;
  countries: readonly string[];
  summary: string | null;
  placeText: string;
  /** Null where the place is not known. */
  point: { lon: number; lat: number; radiusM: number; precision: Precision } | null;
  /** INEGI's two digits, or empty. */
  stateCode: string;
}

/** Names a report within all sources; the separator occurs in no id. */
export function reportKey(report: { sourceId: string; reportId: string }): string {
  return `${report.sourceId}\u001f${report.reportId}`;
}
