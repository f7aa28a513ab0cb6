import { STATES } from '../states.ts';
import type { Crime } from '../taxonomy.ts';
import type { CrimeGroup } from './crime-groups.ts';
import type { AlertFacts } from './facts.ts';
import { FEWEST_DISCLOSED, type SafeFacts } from './safe-facts.ts';

/** Words of the catalogue `alerts` (and `taxonomy`) in one language. */
export type Translate = (key: string, values?: Record<string, unknown>) => string;

/** What a reader is told of an alert: all, or what is safe for every role. */
export type Told = { kind: 'full'; facts: AlertFacts } | { kind: 'safe'; facts: SafeFacts };

export interface AlertText {
  /** Says it all, in at most 140 characters. */
  headline: string;
  /** Observed and expected, place, evidence: one sentence each. */
  lines: string[];
  /** What is not known, one sentence each; never empty. */
  unknown: string[];
}

export const LONGEST_HEADLINE = 140;

/** The words of an alert, the same in the page, in mail and in every feed. */
export function alertText(t: Translate, told: Told, language: 'es' | 'en'): AlertText {
  const number = numberFormat(language);
  const day = dayFormat(language);
  return {
    headline: headlineOf(t, told, number),
    lines:
      told.kind === 'full' ? fullLines(t, told.facts, number, day) : safeLines(t, told.facts, number, day),
    unknown: unknownOf(t, told),
  };
}

type Format = (value: number) => string;
/** ISO day in, words out. */
type DayFormat = (iso: string) => string;

function dayFormat(language: 'es' | 'en'): DayFormat {
  const format = new Intl.DateTimeFormat(language === 'es' ? 'es-MX' : 'en-US', {
    dateStyle: 'medium',
    timeZone: 'UTC',
  });
  return (iso) => format.format(new Date(`${iso}T00:00:00Z`));
}

function numberFormat(language: 'es' | 'en'): Format {
  const format = new Intl.NumberFormat(language === 'es' ? 'es-MX' : 'en-US', {
    maximumSignificantDigits: 2,
  });
  const whole = new Intl.NumberFormat(language === 'es' ? 'es-MX' : 'en-US', { maximumFractionDigits: 0 });
  return (value) => (value >= 10 || Number.isInteger(value) ? whole.format(value) : format.format(value));
}

/** From the fullest wording to the shortest: the first that fits. */
function headlineOf(t: Translate, told: Told, number: Format): string {
  const { facts } = told;
  const severity = t(
    `alerts:severity.${told.kind === 'full' ? told.facts.rule.severity : told.facts.severity}`,
  );
  const count = countText(t, told, number);
  const expected =
    told.kind === 'full' && told.facts.expected
      ? t('alerts:headline.expected', { expected: number(told.facts.expected.value) })
      : '';
  const days = t('alerts:headline.days', { count: dayCount(facts.from, facts.to) });
  const certainty = t(`alerts:headline.${facts.isConfirmed ? 'confirmed' : 'possible'}`);
  const synthetic = isSynthetic(told) ? t('alerts:headline.synthetic') : '';
  const [what, shortWhat] = whatText(t, told);
  const [place, shortPlace] = placeText(t, told, number);
  const write = (crime: string, where: string, usual: string) =>
    `${synthetic}${severity}: ${crime}, ${count} ${days}${usual} · ${where} · ${certainty}`;
  const wordings = [
    write(what, place, expected),
    write(what, shortPlace, expected),
    write(shortWhat, shortPlace, expected),
    write(shortWhat, shortPlace, ''),
  ];
  const fits = wordings.find((text) => text.length <= LONGEST_HEADLINE);
  return fits ?? `${wordings[wordings.length - 1].slice(0, LONGEST_HEADLINE - 1)}…`;
}

function isSynthetic(told: Told): boolean {
  return told.kind === 'full' ? told.facts.synthetic > 0 : told.facts.isSynthetic;
}

/** k, where a number is under it. */
function fewestOf(facts: Told['facts']): number {
  return ('fewest' in facts ? facts.fewest : undefined) ?? FEWEST_DISCLOSED;
}

function countText(t: Translate, { facts }: Told, number: Format): string {
  return facts.observed === null
    ? t('alerts:headline.fewer', { count: fewestOf(facts) })
    : number(facts.observed);
}

/** All that it is about, and the foremost alone. */
function whatText(t: Translate, told: Told): [string, string] {
  const words =
    told.kind === 'full'
      ? told.facts.crimes.map(({ crime }) => crimeName(t, crime))
      : told.facts.groups.map((group) => groupName(t, group));
  const [first = t('alerts:headline.crimes'), ...others] = words;
  return [others.length === 0 ? first : t('alerts:headline.andOthers', { first }), first];
}

function crimeName(t: Translate, crime: Crime): string {
  return t(`taxonomy:crime.${crime}`);
}

function groupName(t: Translate, group: CrimeGroup): string {
  return t(`alerts:group.${group}`);
}

/** The place in full, and in short. */
function placeText(t: Translate, told: Told, number: Format): [string, string] {
  const states = told.kind === 'full' ? told.facts.place.stateCodes : told.facts.stateCodes;
  const stretch = told.kind === 'full' ? told.facts.place.stretch : told.facts.stretch;
  const unit = told.kind === 'full' ? told.facts.place.unit.kind : stretch ? 'stretch' : 'state';
  const [name = t('alerts:place.mexico'), short = name] = states.slice(0, 1).flatMap((code) => {
    const state = STATES.find((one) => one.code === code);
    return state ? [state.name, state.abbreviation] : [];
  });
  if (stretch && (unit === 'stretch' || unit === 'corridor')) {
    const values = {
      from: stretch.fromStation,
      to: stretch.toStation,
      fromKm: Math.round(stretch.fromKm),
      toKm: Math.round(stretch.toKm),
      state: short,
    };
    return [t('alerts:place.stretch', values), t('alerts:place.stretchShort', values)];
  }
  if (unit === 'country') return [t('alerts:place.country', { state: name }), t('alerts:place.mexico')];
  if (unit === 'state') return [name, short];
  const middle = told.kind === 'full' ? told.facts.place.middle : null;
  if (middle === null) return [name, short];
  const radiusKm = number(Math.max(1, Math.round(middle.radiusM / 1000)));
  const near = stretch ? t('alerts:place.near', { station: stretch.fromStation }) : '';
  return [
    t('alerts:place.circle', { radiusKm, state: name, near }),
    t('alerts:place.circle', { radiusKm, state: short, near: '' }),
  ];
}

function fullLines(t: Translate, facts: AlertFacts, number: Format, day: DayFormat): string[] {
  const { expected, p, q, recurrenceDays, per100Km, place } = facts;
  const lines = [
    t('alerts:line.observed', {
      count: facts.observed,
      shown: number(facts.observed),
      from: day(facts.from),
      to: day(facts.to),
    }),
  ];
  if (expected) {
    const shown = {
      expected: number(expected.value),
      low: number(expected.low),
      high: number(expected.high),
    };
    lines.push(
      t(expected.low === expected.high ? 'alerts:line.expectedPoint' : 'alerts:line.expected', shown),
    );
  }
  if (per100Km !== null) lines.push(t('alerts:line.rate', { rate: number(per100Km) }));
  if (recurrenceDays !== null)
    lines.push(
      t(recurrenceDays >= LONGEST_RECURRENCE ? 'alerts:line.recurrenceAtMost' : 'alerts:line.recurrence', {
        days: number(Math.round(recurrenceDays)),
      }),
    );
  else if (p !== null)
    lines.push(
      t(q === null ? 'alerts:line.chance' : 'alerts:line.chanceQ', { p: small(p), q: small(q ?? 1) }),
    );
  lines.push(
    t(facts.isConfirmed ? 'alerts:line.confirmed' : 'alerts:line.possible', {
      count: facts.sources,
      reports: facts.reports,
    }),
  );
  lines.push(
    t('alerts:line.place', {
      place: sentenceEnd(placeText(t, { kind: 'full', facts }, number)[0]),
      precision: place.precision ? t(`taxonomy:precision.${place.precision}`) : t('alerts:line.noPrecision'),
    }),
  );
  lines.push(
    t('alerts:line.crimes', {
      list: facts.crimes.map(({ crime, count }) => `${crimeName(t, crime)} ${number(count)}`).join(', '),
    }),
  );
  if (facts.synthetic > 0) lines.push(t('alerts:line.synthetic', { count: facts.synthetic }));
  return lines;
}

/** The stop of an abbreviation at the end is the sentence's. */
function sentenceEnd(text: string): string {
  return text.replace(/\.$/, '');
}

function safeLines(t: Translate, facts: SafeFacts, number: Format, day: DayFormat): string[] {
  const told: Told = { kind: 'safe', facts };
  return [
    facts.observed === null
      ? t('alerts:line.fewer', { count: fewestOf(facts), from: day(facts.from), to: day(facts.to) })
      : t('alerts:line.observed', {
          count: facts.observed,
          shown: number(facts.observed),
          from: day(facts.from),
          to: day(facts.to),
        }),
    t('alerts:line.groups', { list: facts.groups.map((group) => groupName(t, group)).join(', ') }),
    t('alerts:line.placeSafe', { place: sentenceEnd(placeText(t, told, number)[0]) }),
    t(facts.isConfirmed ? 'alerts:line.confirmedSafe' : 'alerts:line.possibleSafe'),
    ...(facts.isSynthetic ? [t('alerts:line.syntheticSafe')] : []),
  ];
}

/** 999 replicates tell no rarer from this. */
const LONGEST_RECURRENCE = 1000;

/** Less history than this makes a baseline thin. */
const THIN_BASELINE_DAYS = 182;

function unknownOf(t: Translate, told: Told): string[] {
  const unknown = [t('alerts:unknown.unreported')];
  const names = (codes: readonly string[]) =>
    codes.map((code) => STATES.find((state) => state.code === code)?.name ?? code).join(', ');
  const silent = told.kind === 'full' ? told.facts.unknown.silentStates : told.facts.silentStates;
  if (silent.length > 0) unknown.push(t('alerts:unknown.silent', { states: names(silent) }));
  if (told.kind === 'safe') return [...unknown, t('alerts:unknown.safe')];
  const { vagueDates, vaguePlaces, baselineWindows } = told.facts.unknown;
  if (vagueDates > 0) unknown.push(t('alerts:unknown.vagueDates', { count: vagueDates }));
  if (vaguePlaces > 0) unknown.push(t('alerts:unknown.vaguePlaces', { count: vaguePlaces }));
  const { expected, from, to } = told.facts;
  const isThin = expected === null || baselineWindows * dayCount(from, to) < THIN_BASELINE_DAYS;
  if (isThin) unknown.push(t('alerts:unknown.baseline'));
  return unknown;
}

function dayCount(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1;
}

/** Two digits, or "< 0.0001". */
function small(p: number): string {
  return p < 0.0001 ? '< 0.0001' : String(Number(p.toPrecision(2)));
}
