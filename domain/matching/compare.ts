import { distanceM } from '../geocoding/sphere.ts';
import { contentWords, wordOverlap } from './content-words.ts';
import type { ComparableReport } from './report.ts';

/**
 * Two reports, compared field by field. Each comparison ends in a named level, so that a score can be explained
 * and its weights be counted. `unknown` where one of the two does not say.
 */
export const LEVELS = {
  /** Distance as a share of both radii together. */
  place: ['same', 'near', 'middling', 'far', 'beyond', 'vague'],
  date: ['same-day', 'one-day', 'two-days', 'three-days', 'overlap', 'apart'],
  /** Whether one was published before the other's incident. */
  publication: ['possible', 'too-early', 'unknown'],
  crimes: ['same', 'same-principal', 'overlap', 'disjoint', 'same-hazard'],
  perpetrators: ['same', 'same-principal', 'overlap', 'disjoint', 'unknown'],
  organisation: ['same', 'different', 'unknown'],
  victims: ['same-groups', 'same-many', 'same-few', 'near', 'different', 'unknown'],
  countries: ['same', 'overlap', 'disjoint', 'unknown'],
  placeType: ['same', 'alike', 'different', 'unknown'],
  publisher: ['different', 'same', 'unknown'],
  /** Names and other telling words of place text and summary. */
  text: ['most', 'half', 'some', 'none', 'unknown'],
} as const;
export type Component = keyof typeof LEVELS;
export type LevelOf<C extends Component> = (typeof LEVELS)[C][number];
export type Levels = { readonly [C in Component]: LevelOf<C> };
export const COMPONENTS = Object.keys(LEVELS) as Component[];

/** A report with what comparisons would otherwise work out again for each pair. */
export interface PreparedReport {
  report: ComparableReport;
  words: ReadonlySet<string>;
  publisher: string;
  organisation: string;
  countries: readonly string[];
}

/** Reads a report's texts once. */
export function prepare(report: ComparableReport): PreparedReport {
  return {
    report,
    words: contentWords(`${report.placeText}. ${report.summary ?? ''}`),
    publisher: plain(report.publisher ?? ''),
    organisation: plain(report.organisation ?? ''),
    countries: report.countries.map(plain),
  };
}

/** Every component's level; the order of the two does not matter. */
export function compare(a: PreparedReport, b: PreparedReport): Levels {
  return {
    place: placeLevel(a.report, b.report),
    date: dateLevel(a.report, b.report),
    publication: publicationLevel(a.report, b.report),
    crimes: crimesLevel(a.report, b.report),
    perpetrators: perpetratorsLevel(a.report.perpetrators, b.report.perpetrators),
    organisation: organisationLevel(a.organisation, b.organisation),
    victims: victimsLevel(a.report, b.report),
    countries: countriesLevel(a.countries, b.countries),
    placeType: placeTypeLevel(a.report.placeType, b.report.placeType),
    publisher: publisherLevel(a, b),
    text: textLevel(a.words, b.words),
  };
}

/** Distance over the sum of both radii; null where a place is unknown or known to its state only. */
export function placeRatio(a: ComparableReport, b: ComparableReport): number | null {
  if (a.point === null || b.point === null) return null;
  if (a.point.precision === 'state' || b.point.precision === 'state') return null;
  return distanceM(a.point, b.point) / (a.point.radiusM + b.point.radiusM);
}

function placeLevel(a: ComparableReport, b: ComparableReport): LevelOf<'place'> {
  const ratio = placeRatio(a, b);
  if (ratio === null) return 'vague';
  if (ratio <= 0.1) return 'same';
  if (ratio <= 0.3) return 'near';
  if (ratio <= 0.6) return 'middling';
  return ratio <= 1 ? 'far' : 'beyond';
}

/** Days between two intervals: 0 where they share a day. */
export function daysApart(a: ComparableReport, b: ComparableReport): number {
  return Math.max(0, a.firstDay - b.lastDay, b.firstDay - a.lastDay);
}

function dateLevel(a: ComparableReport, b: ComparableReport): LevelOf<'date'> {
  const days = daysApart(a, b);
  if (a.datePrecision !== 'day' || b.datePrecision !== 'day') return days === 0 ? 'overlap' : 'apart';
  return (['same-day', 'one-day', 'two-days', 'three-days'] as const)[days] ?? 'apart';
}

/** Sources err by a day or two about the day; published earlier than that, a report tells of something else. */
const DAY_ERROR = 1;

function publicationLevel(a: ComparableReport, b: ComparableReport): LevelOf<'publication'> {
  if (a.publishedDay === null || b.publishedDay === null) return 'unknown';
  const early = a.publishedDay < b.firstDay - DAY_ERROR || b.publishedDay < a.firstDay - DAY_ERROR;
  return early ? 'too-early' : 'possible';
}

function crimesLevel(a: ComparableReport, b: ComparableReport): LevelOf<'crimes'> {
  if (a.kind === 'hazard') return a.hazard === b.hazard ? 'same-hazard' : 'disjoint';
  if (a.crimes[0] === b.crimes[0]) return sameSet(a.crimes, b.crimes) ? 'same' : 'same-principal';
  return a.crimes.some((crime) => b.crimes.includes(crime)) ? 'overlap' : 'disjoint';
}

function perpetratorsLevel(a: readonly string[], b: readonly string[]): LevelOf<'perpetrators'> {
  const isKnown = (list: readonly string[]) => list.some((one) => one !== 'unknown');
  if (!isKnown(a) || !isKnown(b)) return 'unknown';
  if (a[0] === b[0]) return sameSet(a, b) ? 'same' : 'same-principal';
  return a.some((one) => one !== 'unknown' && b.includes(one)) ? 'overlap' : 'disjoint';
}

function organisationLevel(a: string, b: string): LevelOf<'organisation'> {
  if (a === '' || b === '') return 'unknown';
  return a === b ? 'same' : 'different';
}

/** Equal counts say more the larger they are: one victim is the commonest count. */
const MANY_VICTIMS = 5;
/** Later sources count others: off by a third, or by one. */
const NEAR_SHARE = 1 / 3;
const GROUPS = ['women', 'men', 'minors', 'unaccompaniedMinors', 'dead', 'missing', 'survivors'];

function victimsLevel(a: ComparableReport, b: ComparableReport): LevelOf<'victims'> {
  if (a.victims === null || b.victims === null) return 'unknown';
  const off = Math.abs(a.victims - b.victims);
  if (off > 0) {
    return off <= Math.max(1, NEAR_SHARE * Math.max(a.victims, b.victims)) ? 'near' : 'different';
  }
  if (a.victims >= MANY_VICTIMS) return 'same-many';
  return a.victims > 1 && sameGroups(a.victimsBy, b.victimsBy) ? 'same-groups' : 'same-few';
}

function sameGroups(a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>): boolean {
  const told = GROUPS.filter((group) => a[group] !== undefined && b[group] !== undefined);
  return told.length >= 2 && told.every((group) => a[group] === b[group]);
}

function countriesLevel(a: readonly string[], b: readonly string[]): LevelOf<'countries'> {
  if (a.length === 0 || b.length === 0) return 'unknown';
  if (sameSet(a, b)) return 'same';
  return a.some((one) => b.includes(one)) ? 'overlap' : 'disjoint';
}

/** Place types that two witnesses of one scene may name. */
const ALIKE: readonly (readonly string[])[] = [
  ['train', 'train_tracks'],
  ['highway', 'bus', 'car', 'checkpoint'],
  ['rural_path', 'train_tracks', 'border_crossing'],
  ['urban', 'shelter', 'holding_house'],
];

function placeTypeLevel(a: string, b: string): LevelOf<'placeType'> {
  if (a === 'unknown' || b === 'unknown') return 'unknown';
  if (a === b) return 'same';
  return ALIKE.some((group) => group.includes(a) && group.includes(b)) ? 'alike' : 'different';
}

/** One publisher seldom tells an incident twice under two ids: it tells of the next one. */
function publisherLevel(a: PreparedReport, b: PreparedReport): LevelOf<'publisher'> {
  if (a.publisher === '' || b.publisher === '') {
    return a.report.sourceId === b.report.sourceId ? 'unknown' : 'different';
  }
  return a.publisher === b.publisher ? 'same' : 'different';
}

function textLevel(a: ReadonlySet<string>, b: ReadonlySet<string>): LevelOf<'text'> {
  if (a.size === 0 || b.size === 0) return 'unknown';
  const overlap = wordOverlap(a, b);
  if (overlap === 0) return 'none';
  if (overlap < 0.34) return 'some';
  return overlap < 0.67 ? 'half' : 'most';
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.every((value) => b.includes(value)) && b.every((value) => a.includes(value));
}

function plain(text: string): string {
  if (text === '') return '';
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();
}
