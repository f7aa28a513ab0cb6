import { STATES } from '../../domain/states.ts';
import type { PlaceType, Precision } from '../../domain/taxonomy.ts';
import { distanceKm, windOf } from './plane.ts';
import type { Random } from './random.ts';
import type { Site } from './sites.ts';

/** How finely a source tells the place. */
export type PlaceDetail = 'fine' | 'municipality' | 'state';

/** The machine name of a form of place text, in the truth file: so that a geocoder can be measured form by form. */
export type PlaceShape =
  | 'town'
  | 'tracks'
  | 'train'
  | 'between'
  | 'offset'
  | 'road-km'
  | 'road'
  | 'neighbourhood'
  | 'crossing'
  | 'municipality'
  | 'state';

export interface PlaceText {
  text: string;
  shape: PlaceShape;
  /** What a good geocoder can make of it without coordinates. */
  precision: Precision;
}

const WINDS = ['norte', 'noreste', 'este', 'sureste', 'sur', 'suroeste', 'oeste', 'noroeste'];
/** The commonest names of neighbourhoods in the country: each is a homonym of a hundred villages. */
const NEIGHBOURHOODS = [
  'Centro',
  'Benito Juárez',
  'Emiliano Zapata',
  'Lázaro Cárdenas',
  'Ferrocarrilera',
  'La Estación',
  'Las Flores',
  'Obrera',
  'Primero de Mayo',
  'San José',
];

/** Towns so far apart leave a text "between" them with no more than the municipality, or the state. */
const BETWEEN_LOCALITY_KM = 25;
const BETWEEN_MUNICIPALITY_KM = 80;

/** Farther out, a source would not write the town's bare name. */
const TOWN_ALONE_KM = 6;

/** The ways to write a state: its name, its long name, its abbreviations. */
export function stateText(random: Random, stateCode: string): string {
  const state = STATES.find(({ code }) => code === stateCode)!;
  return random.weighted([
    [state.name, 62],
    [state.abbreviation, 26],
    [stateCode === '15' ? 'Edomex' : (state.longName ?? state.name), 6],
    [stateCode === '15' ? 'Estado de México' : `estado de ${state.name}`, 6],
  ] as const);
}

/** "y", but "e" before the sound of i: "entre Arriaga e Ixtepec". */
function and(name: string): string {
  return /^h?[ií]/i.test(name) ? 'e' : 'y';
}

type Form = readonly [PlaceShape, weight: number, write: () => string, Precision?];

function betweenPrecision(apartKm: number): Precision {
  if (apartKm <= BETWEEN_LOCALITY_KM) return 'locality';
  return apartKm <= BETWEEN_MUNICIPALITY_KM ? 'municipality' : 'state';
}

function railForms(random: Random, site: Site, placeType: PlaceType): Form[] {
  const town = site.town.name;
  const forms: Form[] = [];
  if (placeType === 'train_tracks') {
    forms.push([
      'tracks',
      50,
      () =>
        random.pick([
          `cerca de las vías, ${town}`,
          `a un costado de las vías del tren, ${town}`,
          `vías del ferrocarril en ${town}`,
          `sobre las vías del tren a la altura de ${town}`,
        ]),
    ]);
  }
  if (placeType === 'train') {
    forms.push([
      'train',
      50,
      () =>
        random.pick([
          `a bordo del tren de carga, a la altura de ${town}`,
          `en el tren, ${town}`,
          `arriba del tren cerca de ${town}`,
          `estación del tren de ${town}`,
        ]),
    ]);
  }
  const { between } = site;
  if (between !== null && placeType !== 'unknown') {
    forms.push([
      'between',
      30,
      () =>
        random.pick([
          `entre ${between.from} ${and(between.to)} ${between.to}`,
          `tramo ${between.from}-${between.to}`,
          `en el tren entre ${between.from} ${and(between.to)} ${between.to}`,
        ]),
      betweenPrecision(between.apartKm),
    ]);
  }
  return forms;
}

function roadForms(random: Random, site: Site): Form[] {
  const { road } = site;
  if (road === null) return [];
  return [
    [
      'road-km',
      60,
      () =>
        random.pick([
          `km ${road.km} de la carretera ${road.from}-${road.to}`,
          `carretera ${road.from}-${road.to}, a la altura del km ${road.km}`,
          `kilómetro ${road.km} de la carretera ${road.from} - ${road.to}`,
        ]),
    ],
    ['road', 25, () => `carretera ${road.from}-${road.to}`, 'municipality'],
  ];
}

function townForms(random: Random, site: Site, placeType: PlaceType): Form[] {
  const town = site.town.name;
  const forms: Form[] = [];
  if (placeType === 'urban' || placeType === 'holding_house') {
    const house = placeType === 'holding_house' ? 'casa de seguridad en la ' : '';
    forms.push(['neighbourhood', 60, () => `${house}colonia ${random.pick(NEIGHBOURHOODS)}, ${town}`]);
  }
  if (placeType === 'shelter') {
    forms.push([
      'town',
      60,
      () => random.pick([`afuera del albergue, ${town}`, `cerca del albergue de ${town}`]),
    ]);
  }
  if (placeType === 'bus') forms.push(['town', 40, () => `central de autobuses de ${town}`]);
  if (placeType === 'checkpoint') forms.push(['town', 30, () => `retén cerca de ${town}`]);
  if (placeType === 'rural_path') {
    forms.push(['town', 40, () => random.pick([`camino rural cerca de ${town}`, `brecha rumbo a ${town}`])]);
  }
  return forms;
}

/** "a 5 km al norte de X": only where the place is that far from the town; with the true distance and wind. */
function offsetForm(site: Site): Form[] {
  const km = Math.round(distanceKm(site.town, site));
  if (km < 2 || km > 20) return [];
  const wind = WINDS[windOf(site.town, site)]!;
  return [['offset', 25, () => `a ${km} km al ${wind} de ${site.town.name}`]];
}

function fineForms(random: Random, site: Site, placeType: PlaceType): Form[] {
  const forms = [
    ...railForms(random, site, placeType),
    ...roadForms(random, site),
    ...townForms(random, site, placeType),
    ...offsetForm(site),
  ];
  const { beside } = site;
  if (beside !== null)
    forms.push(['crossing', 60, () => `a orillas de ${beside}, ${site.town.name}`.replace('de el', 'del')]);
  // The town alone: where nothing else can be said, and now and then where the place is as good as in it.
  const inTown = distanceKm(site.town, site) <= TOWN_ALONE_KM;
  if (forms.length === 0 || inTown) forms.push(['town', 15, () => site.town.name]);
  return forms;
}

/** The place as a source writes it, clean: flaws come later. With the state at its end where `withState`. */
export function placeText(
  random: Random,
  site: Site,
  placeType: PlaceType,
  detail: PlaceDetail,
  withState: boolean,
): PlaceText {
  const state = stateText(random, site.stateCode);
  if (detail === 'state') {
    const text = random.pick([state, `en algún punto de ${state}`, `zona no precisada, ${state}`]);
    return { text, shape: 'state', precision: 'state' };
  }
  const ending = withState ? `, ${state}` : '';
  if (detail === 'municipality' && site.town.municipality !== '') {
    const text = random.pick([
      `municipio de ${site.town.municipality}`,
      `mpio. de ${site.town.municipality}`,
    ]);
    return { text: text + ending, shape: 'municipality', precision: 'municipality' };
  }
  const forms = fineForms(random, site, placeType);
  const [shape, , write, precision] = random.weighted(forms.map((form) => [form, form[1]] as const));
  return { text: write() + ending, shape, precision: precision ?? 'locality' };
}
