import en from '../../domain/locales/en/taxonomy.json' with { type: 'json' };
import es from '../../domain/locales/es/taxonomy.json' with { type: 'json' };
import { STATES } from '../../domain/states.ts';
import type { Crime, Perpetrator, Precision } from '../../domain/taxonomy.ts';
import { dayOf, isoDay, slashedDay, spelledDay, spelledMonth } from './calendar.ts';
import type { SampleRow } from './columns.ts';
import {
  COORDINATES_SHARE,
  DATE_SHIFT_WEIGHTS,
  FIRST_DAY,
  FLAWS,
  LAST_DAY,
  PLACE_DETAIL_WEIGHTS,
} from './distributions.ts';
import { withFlaws, withoutAccents } from './flaws.ts';
import type { TrueIncident } from './incidents.ts';
import { type PlaceDetail, type PlaceShape, placeText } from './place-text.ts';
import { moved } from './plane.ts';
import type { Random } from './random.ts';
import type { SampleSource } from './sources.ts';
import { summaryText } from './summary.ts';
import { splitVictims, type Victims } from './victims.ts';

/** One source's claim about an incident, before it has its folio. */
export interface SampleReport {
  incident: TrueIncident;
  publishedDay: number;
  row: Omit<SampleRow, 'folio' | 'enlace'>;
  hasLink: boolean;
  precision: Precision;
  shape: PlaceShape;
  /** Not the first report of its incident. */
  later: boolean;
  wrongReason: string;
}

/** Dates as sources write them; a few know only the month or the year. */
function writeDay(random: Random, day: number): string {
  if (random.chance(FLAWS.yearOnlyDate)) return isoDay(day).slice(0, 4);
  if (random.chance(FLAWS.monthOnlyDate)) return spelledMonth(day);
  return random.weighted([
    [isoDay(day), 50],
    [slashedDay(day), 28],
    [spelledDay(day), 22],
  ] as const);
}

/** The days that reports may tell of, both included, since 1970-01-01. */
export interface DaySpan {
  first: number;
  last: number;
}

const SAMPLE_SPAN: DaySpan = { first: dayOf(FIRST_DAY), last: dayOf(LAST_DAY) };

function shiftedDay(random: Random, day: number, span: DaySpan): number {
  const shifted = day + random.weighted(DATE_SHIFT_WEIGHTS);
  return Math.max(span.first, Math.min(span.last, shifted));
}

/** Nothing of the sample is younger than its last day, publications neither. */
function publishedDay(random: Random, toldDay: number, source: SampleSource, span: DaySpan): number {
  const delay = 1 + Math.floor(-Math.log(1 - random.uniform()) * source.delayDays);
  return Math.min(toldDay + delay, span.last);
}

/** A later source has counted others: the total off by up to a third, one at least. */
function recounted(random: Random, victims: Victims): Victims {
  if (random.chance(0.6)) return victims;
  const off = Math.max(1, Math.round(victims.total * 0.33));
  const total = Math.max(1, victims.total + random.pick([-off, off]));
  return splitVictims(random, total, victims.origins);
}

function victimColumns(random: Random, victims: Victims) {
  const known = !random.chance(FLAWS.victimsUnknown);
  const brokenDown = known && !random.chance(FLAWS.victimsNotBrokenDown);
  const part = (count: number) => (brokenDown ? String(count) : '');
  return {
    victimas_total: known ? String(victims.total) : '',
    victimas_mujeres: part(victims.women),
    victimas_hombres: part(victims.men),
    victimas_menores: part(victims.minors),
    victimas_menores_no_acompanados: part(victims.unaccompanied),
  };
}

/** A later source misses companion crimes now and then, never the principal one. */
function toldCrimes(random: Random, incident: TrueIncident, later: boolean): readonly Crime[] {
  return incident.crimes.filter((_, index) => index === 0 || !later || random.chance(0.65));
}

function toldPerpetrators(random: Random, incident: TrueIncident, later: boolean): readonly Perpetrator[] {
  if (later && random.chance(0.2)) return ['unknown'];
  return incident.perpetrators.filter((_, index) => index === 0 || !later || random.chance(0.65));
}

function placeColumns(random: Random, incident: TrueIncident, later: boolean) {
  const { site } = incident;
  const weights = PLACE_DETAIL_WEIGHTS[later ? 'later' : 'first'];
  // The first report of a planted incident is as good as its place: the cluster must be there to be found.
  const detail: PlaceDetail =
    incident.planted && !later ? 'fine' : random.weighted(Object.entries(weights) as [PlaceDetail, number][]);
  const noState = random.chance(FLAWS.noState);
  const place = placeText(random, site, incident.placeType, detail, noState || random.chance(0.7));
  const state = STATES.find(({ code }) => code === site.stateCode)!;
  const stateCell = random.weighted([
    [state.name, 80],
    [withoutAccents(state.name), 12],
    [state.abbreviation, 8],
  ] as const);
  const knowsTown = detail !== 'state' && site.town.municipality !== '';
  const located =
    detail !== 'state' && random.chance(later ? COORDINATES_SHARE.later : COORDINATES_SHARE.first)
      ? moved(site, random.normal() * 0.03, random.normal() * 0.03)
      : null;
  return {
    detail,
    shape: place.shape,
    precision: located === null ? place.precision : ('exact' as const),
    columns: {
      lugar: withFlaws(random, place.text),
      estado: noState ? '' : stateCell,
      municipio: knowsTown && random.chance(FLAWS.municipality) ? site.town.municipality : '',
      latitud: located === null ? '' : located.lat.toFixed(5),
      longitud: located === null ? '' : located.lon.toFixed(5),
    },
  };
}

/** What one source makes of the incident; the sample's days unless others are given. */
export function writeReport(
  random: Random,
  incident: TrueIncident,
  source: SampleSource,
  later: boolean,
  span: DaySpan = SAMPLE_SPAN,
): SampleReport {
  const toldDay = later ? shiftedDay(random, incident.day, span) : incident.day;
  const published = publishedDay(random, toldDay, source, span);
  const place = placeColumns(random, incident, later);
  const victims = later ? recounted(random, incident.victims) : incident.victims;
  const crimes = toldCrimes(random, incident, later);
  const perpetrators = toldPerpetrators(random, incident, later);

  const words = random.chance(FLAWS.englishValues) ? en : es;
  const capitalised = random.chance(FLAWS.capitalisedValues);
  const write = (word: string) => (capitalised ? word[0]!.toUpperCase() + word.slice(1) : word);
  const separator = random.pick([';', '; ']);
  const counts = victimColumns(random, victims);
  // The planted incidents keep their day: the scan's fortnight is counted in days.
  const dateText = incident.planted && !later ? isoDay(toldDay) : writeDay(random, toldDay);

  return {
    incident,
    publishedDay: published,
    hasLink: source.kind === 'prensa' || source.kind === 'organización civil',
    precision: place.precision,
    shape: place.shape,
    later,
    wrongReason: '',
    row: {
      fuente: source.name,
      tipo_de_fuente: source.kind,
      fecha_de_publicacion: random.chance(0.7) ? isoDay(published) : slashedDay(published),
      fecha_del_hecho: dateText,
      ...place.columns,
      tipo_de_lugar: random.chance(FLAWS.placeTypeMissing) ? '' : write(words.placeType[incident.placeType]),
      delitos: crimes.map((crime) => write(words.crime[crime])).join(separator),
      presuntos_responsables: perpetrators.map((one) => write(words.perpetrator[one])).join(separator),
      organizacion_presunta: perpetrators[0] === incident.perpetrators[0] ? incident.organisation : '',
      ...counts,
      paises_de_origen: random.chance(0.15) ? '' : victims.origins.join(separator),
      como_se_supo: write(words.howKnown[incident.howKnown]),
      resumen: summaryText(source, {
        crimes,
        placeType: incident.placeType,
        town: place.detail === 'state' ? null : incident.site.town.name,
        victims: counts.victimas_total === '' ? null : victims.total,
      }),
      sintetico: 'sí',
    },
  };
}
