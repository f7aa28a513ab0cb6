import type { Crime, HowKnown, Perpetrator, PlaceType } from '../../domain/taxonomy.ts';

/**
 * Every share and weight of the synthetic sample. "Report" is the source report (LBJ School report 198, 2018) as
 * DESIGN.md tells its figures; it prints orders and few numbers, so all numbers here are our choice unless said
 * otherwise, made so that the report's orders hold. Weights need not add up to one.
 */

type Weights<T extends string> = Partial<Record<T, number>>;

export const SAMPLE_SEED = 198;
export const FIRST_DAY = '2016-01-01';
/** The product's "as of" day while only the sample is loaded. */
export const LAST_DAY = '2018-04-30';
/**
 * Nothing is reported from this state after that day, as if those who reported from there had stopped: its incidents
 * of later days are moved back by the length of the silence. A product that takes the silence for peace is wrong.
 */
export const STOPPED_REPORTING = { stateCode: '22', lastDay: '2017-09-30' };
/** The report counts 79 kidnapping cases; it gives no other total. */
export const KIDNAPPINGS = 79;

/**
 * The 1,500 true incidents per state, by INEGI's code, the planted ones and near misses among them. Report, figure
 * 3.4: Tamaulipas first, then the other four of the top five. Exact counts, so that the order holds for any seed.
 */
export const INCIDENTS_BY_STATE: Readonly<Record<string, number>> = {
  '28': 215,
  '07': 190,
  '20': 160,
  '27': 140,
  '30': 135,
  '15': 70,
  '11': 65,
  '05': 65,
  '24': 60,
  '19': 60,
  '26': 45,
  '29': 40,
  '22': 35,
  '02': 35,
  '08': 35,
  '14': 30,
  '13': 30,
  '21': 25,
  '25': 15,
  '32': 10,
  '01': 10,
  '10': 8,
  '18': 8,
  '16': 7,
  '04': 7,
};

/** The 79 kidnappings per state: most in Tamaulipas, most of the rest in the top five (figure 3.4). */
export const KIDNAPPINGS_BY_STATE: Readonly<Record<string, number>> = {
  '28': 30,
  '30': 14,
  '20': 10,
  '27': 9,
  '07': 7,
  '05': 3,
  '19': 2,
  '24': 2,
  '15': 1,
  '26': 1,
};

/** States on the northern border, where figures 3.6 and 3.7 show smugglers most. */
export const NORTHERN_BORDER: readonly string[] = ['02', '26', '08', '05', '19', '28'];

/** Figure 3.1: trains and tracks first. */
export const PLACE_TYPE_WEIGHTS: Weights<PlaceType> = {
  train: 31,
  train_tracks: 25,
  highway: 9,
  urban: 8,
  rural_path: 7,
  bus: 4,
  car: 2.5,
  shelter: 4,
  holding_house: 3.5,
  border_crossing: 3.5,
  checkpoint: 2,
  unknown: 3,
};

/** What multiplies a place type's weight in some states: figures 3.5 and 3.6, the two borders. */
export const PLACE_TYPE_FACTORS: Readonly<Record<string, Weights<PlaceType>>> = {
  '28': { train: 0.7, train_tracks: 0.8, bus: 2, highway: 1.6, holding_house: 2.5, border_crossing: 3 },
  '07': { rural_path: 1.5, border_crossing: 1.6, checkpoint: 1.5 },
  '27': { rural_path: 1.4 },
  '02': { train: 0.5, border_crossing: 4, urban: 1.5 },
  '26': { rural_path: 2, border_crossing: 2 },
  '08': { border_crossing: 3 },
  '05': { border_crossing: 2 },
};

/** Where captives are kept and taken. */
export const KIDNAPPING_PLACE_FACTORS: Weights<PlaceType> = {
  holding_house: 5,
  bus: 2,
  shelter: 0.3,
  unknown: 0.5,
};

/** The principal crime of an incident without a kidnapping. Smuggling and drug-carrying: a few. */
export const PRINCIPAL_CRIME_WEIGHTS: Weights<Crime> = {
  robbery: 36,
  extortion: 17,
  assault: 14,
  passage_tax: 7,
  homicide: 6,
  sexual_assault: 5,
  smuggling: 5,
  abandonment: 3,
  human_trafficking: 2.5,
  disappearance: 2.5,
  drug_carrying: 1.5,
};

/** What multiplies a crime's weight in some states: high-impact crimes in Tamaulipas (3.4), smuggling at both borders. */
export const CRIME_FACTORS: Readonly<Record<string, Weights<Crime>>> = {
  '28': {
    homicide: 2.2,
    disappearance: 3,
    human_trafficking: 1.5,
    smuggling: 1.6,
    drug_carrying: 1.6,
    robbery: 0.7,
  },
  '30': { extortion: 1.3, passage_tax: 1.5, homicide: 1.2 },
  '07': { smuggling: 1.4, sexual_assault: 1.3, robbery: 1.2 },
  '02': { smuggling: 2 },
  '26': { smuggling: 1.5, drug_carrying: 4, abandonment: 2 },
};

/** The chance that a principal crime brings another one with it: assault comes with robbery. */
export const COMPANION_CRIMES: Partial<Record<Crime, Weights<Crime>>> = {
  robbery: { assault: 0.38, sexual_assault: 0.02 },
  assault: { robbery: 0.55 },
  kidnapping: { extortion: 0.55, assault: 0.25, sexual_assault: 0.08, homicide: 0.05 },
  sexual_assault: { robbery: 0.35, assault: 0.3 },
  homicide: { robbery: 0.25, assault: 0.15 },
  extortion: { assault: 0.15, robbery: 0.12 },
  passage_tax: { assault: 0.1 },
  human_trafficking: { sexual_assault: 0.25 },
  abandonment: { smuggling: 0.5 },
  smuggling: { abandonment: 0.08 },
};

/** Figure 3.7, principal perpetrators: transnational organisations in Tamaulipas and Veracruz. */
export const PERPETRATOR_WEIGHTS: Readonly<Record<string, Weights<Perpetrator>>> = {
  '28': { tco: 54, smuggler: 20, local_actor: 6, gang: 4, official: 5, unknown: 11 },
  '30': { tco: 46, local_actor: 15, gang: 12, smuggler: 8, official: 6, unknown: 13 },
  '07': { gang: 36, local_actor: 32, smuggler: 9, official: 6, tco: 4, unknown: 13 },
  '27': { gang: 34, local_actor: 30, smuggler: 8, tco: 9, official: 5, unknown: 14 },
  '20': { local_actor: 33, gang: 27, smuggler: 8, tco: 8, official: 7, unknown: 17 },
};
/** The same for the other states: smugglers everywhere, most at the northern border. */
export const NORTHERN_PERPETRATOR_WEIGHTS: Weights<Perpetrator> = {
  smuggler: 34,
  tco: 26,
  local_actor: 12,
  gang: 5,
  official: 6,
  unknown: 17,
};
export const OTHER_PERPETRATOR_WEIGHTS: Weights<Perpetrator> = {
  local_actor: 36,
  gang: 15,
  tco: 10,
  official: 9,
  smuggler: 9,
  unknown: 21,
};

/** What multiplies a perpetrator's weight for some crimes: smuggling needs a smuggler. */
export const CRIME_PERPETRATOR_FACTORS: Partial<Record<Crime, Weights<Perpetrator>>> = {
  kidnapping: { tco: 2.5, unknown: 0.6, local_actor: 0.5 },
  passage_tax: { tco: 1.5, gang: 2, smuggler: 0, unknown: 0.5 },
  smuggling: { smuggler: 60, unknown: 0.3, local_actor: 0.2, gang: 0.2, tco: 0.5 },
  abandonment: { smuggler: 60, unknown: 0.3, local_actor: 0, gang: 0, tco: 0.3 },
  drug_carrying: { tco: 6 },
  robbery: { local_actor: 1.5, smuggler: 0.6 },
  extortion: { official: 2 },
  disappearance: { unknown: 3 },
};
/** The chance that an incident has a second perpetrator beside the principal one: actors work together. */
export const COMPANION_PERPETRATORS: Partial<Record<Perpetrator, Weights<Perpetrator>>> = {
  tco: { official: 0.07, smuggler: 0.08, gang: 0.04 },
  gang: { local_actor: 0.1, smuggler: 0.04 },
  smuggler: { tco: 0.16, gang: 0.04 },
  local_actor: { gang: 0.09 },
  official: { tco: 0.12 },
};

/** The alleged organisation, where a report names one. Invented: a synthetic row accuses no real one. */
export const ORGANISATIONS: Partial<Record<Perpetrator, { share: number; names: readonly string[] }>> = {
  tco: { share: 0.45, names: ['Organización Sintética A', 'Organización Sintética B'] },
  gang: { share: 0.4, names: ['Pandilla Sintética 1', 'Pandilla Sintética 2'] },
};

export const HOW_KNOWN_WEIGHTS: Weights<HowKnown> = { reported: 84, discovered: 7, unknown: 9 };

/** Groups grow with some crimes; the mean of a geometric count of persons. */
export const MEAN_VICTIMS = { usual: 2.2, kidnapping: 7, human_trafficking: 4, smuggling: 8, abandonment: 9 };
export const WOMEN_SHARE = 0.24;
export const MINORS_SHARE = 0.13;
export const UNACCOMPANIED_SHARE = 0.4;
/** The report speaks of migrants from the northern triangle above all; shares are ours and mean nothing. */
export const ORIGIN_WEIGHTS: Readonly<Record<string, number>> = {
  Honduras: 45,
  Guatemala: 25,
  'El Salvador': 22,
  Nicaragua: 4,
  Cuba: 2,
  Haití: 2,
};

/** Seasons of the route by calendar month, January first, and years: a slow wave, no trend in any one place. */
export const MONTH_WEIGHTS = [0.85, 0.95, 1.1, 1.1, 1.1, 1.05, 1, 1, 0.95, 1, 0.95, 0.85];
export const YEAR_WEIGHTS: Readonly<Record<string, number>> = { '2016': 1, '2017': 0.95, '2018': 1.05 };

/**
 * The cluster that later tests must find: robberies and kidnappings on the line around Chahuites that begin on
 * firstDay. The background there is about one incident in eight weeks, so the nine of the first fortnight stand
 * against some 0.6 expected (the permutation counts them among the expected): a log-likelihood ratio of 9 ln(9 / 0.6)
 * - 8.4, about 16, where the 99.73 % point of 999 permutations' maxima is near 11: one false signal a year.
 */
export const PLANTED_CLUSTER = {
  place: 'Chahuites',
  stateCode: '20',
  lon: -94.19478,
  lat: 16.28842,
  radiusKm: 12,
  firstDay: '2018-03-20',
  lastDay: LAST_DAY,
  /** Incidents in each of three fortnights: it grows. */
  perFortnight: [9, 9, 10],
  kidnappings: 4,
  crimeWeights: { robbery: 60, assault: 20, extortion: 20 } satisfies Weights<Crime>,
};

/** Real incidents at the same place within days of each other that are not the same one. */
export const NEAR_MISSES = 30;
export const NEAR_MISS_DAYS = { from: 1, to: 4 };

/** How many of the incidents more than one source reports, and how many of those a third one too. */
export const DUPLICATED_SHARE = 0.12;
export const THIRD_REPORT_SHARE = 0.25;
/** Days by which a later report's date of the incident is off. */
export const DATE_SHIFT_WEIGHTS: readonly (readonly [days: number, weight: number])[] = [
  [0, 55],
  [1, 20],
  [-1, 12],
  [2, 9],
  [-2, 4],
];

/** What the place text of a first and of a later report tells at best. */
export const PLACE_DETAIL_WEIGHTS = {
  first: { fine: 84, municipality: 12, state: 4 },
  later: { fine: 58, municipality: 33, state: 9 },
};
/** "most without": rows that bring coordinates. */
export const COORDINATES_SHARE = { first: 0.22, later: 0.08 };

/** Flaws of the raw text. */
export const FLAWS = {
  lostAccents: 0.14,
  typingError: 0.035,
  allCapitals: 0.03,
  oddSpaces: 0.03,
  noState: 0.08,
  /** "entre A y B" by the corridor's stations, not by the nearest towns on the line. */
  betweenStations: 0.3,
  municipality: 0.45,
  placeTypeMissing: 0.05,
  englishValues: 0.02,
  capitalisedValues: 0.2,
  monthOnlyDate: 0.03,
  yearOnlyDate: 0.004,
  victimsUnknown: 0.05,
  victimsNotBrokenDown: 0.2,
};
