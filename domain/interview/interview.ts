import type { DayPart, LeavingReason, Vulnerability } from '../circumstances.ts';
import type { Response, Withheld } from '../sharing.ts';
import type { Crime, HowKnown, Perpetrator, PlaceType } from '../taxonomy.ts';

/** Where most people in transit come from; the labels are in the catalogue, anything else is typed. */
export const COUNTRIES_OF_ORIGIN = ['HN', 'GT', 'SV', 'NI', 'CU', 'HT', 'VE', 'EC', 'CO', 'MX'] as const;
export type CountryOfOrigin = (typeof COUNTRIES_OF_ORIGIN)[number];

export const VICTIM_COUNTS = ['women', 'men', 'girls', 'boys', 'unaccompaniedMinors', 'victims'] as const;
export type VictimCount = (typeof VICTIM_COUNTS)[number];

/** One report as it is asked for in an interview, before its place is found. Empty means: not known. */
export interface Interview {
  /** Made where the interview is written down: sent twice, it is one report. */
  reportId: string;
  /** Principal first. */
  crimes: readonly Crime[];
  /** Alleged; principal first. */
  perpetrators: readonly Perpetrator[];
  organisation: string;
  /** `2018`, `2018-03` or `2018-03-12`: as much as is known. */
  date: string;
  /** Empty where it is not known. */
  dayPart: DayPart | '';
  placeText: string;
  /** INEGI's two digits, or empty. */
  stateCode: string;
  /** A place that was picked among those that the text may mean. */
  point: { lon: number; lat: number } | null;
  placeType: PlaceType;
  /** Whole numbers of people; `victims` is the total where no more is known. */
  counts: Readonly<Record<VictimCount, number | null>>;
  countries: readonly CountryOfOrigin[];
  /** Separated by semicolons. */
  otherCountries: string;
  howKnown: HowKnown;
  summary: string;
  leavingReasons: readonly LeavingReason[];
  vulnerabilities: readonly Vulnerability[];
  responses: readonly Response[];
  withheld: readonly Withheld[];
  /** The person asked agreed that it is passed on. */
  consent: boolean;
}

/** An interview in which nothing was answered yet. */
export function emptyInterview(reportId: string): Interview {
  return {
    reportId,
    crimes: [],
    perpetrators: [],
    organisation: '',
    date: '',
    dayPart: '',
    placeText: '',
    stateCode: '',
    point: null,
    placeType: 'unknown',
    counts: { women: null, men: null, girls: null, boys: null, unaccompaniedMinors: null, victims: null },
    countries: [],
    otherCountries: '',
    howKnown: 'unknown',
    summary: '',
    leavingReasons: [],
    vulnerabilities: [],
    responses: [],
    withheld: [],
    consent: false,
  };
}

/** How many people in all: the total where it was told, else the sum of the groups, null when nothing was. */
export function totalOf({ counts }: Pick<Interview, 'counts'>): number | null {
  const groups = [counts.women, counts.men, counts.girls, counts.boys].filter((count) => count !== null);
  const sum = groups.reduce((total, count) => total + count, 0);
  return counts.victims ?? (groups.length > 0 ? sum : null);
}

/** Girls and boys together, null when neither was told. */
export function minorsOf({ counts: { girls, boys } }: Pick<Interview, 'counts'>): number | null {
  return girls === null && boys === null ? null : (girls ?? 0) + (boys ?? 0);
}
