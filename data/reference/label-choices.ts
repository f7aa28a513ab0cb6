/** What the map labels beyond the rules of make-labels.ts: id in gazetteer.csv, name on the map. */
type Choice = readonly [id: string, name: string];

/** The capitals of the 32 states, in order of INEGI's code. */
export const STATE_CAPITALS: readonly Choice[] = [
  ['geonames:4019233', 'Aguascalientes'],
  ['geonames:3996069', 'Mexicali'],
  ['geonames:4000900', 'La Paz'],
  ['geonames:3531732', 'Campeche'],
  ['geonames:3988086', 'Saltillo'],
  ['geonames:4013516', 'Colima'],
  ['geonames:3515001', 'Tuxtla Gutiérrez'],
  ['geonames:4014338', 'Chihuahua'],
  ['geonames:3530597', 'Ciudad de México'],
  ['geonames:4011743', 'Durango'],
  ['geonames:4005270', 'Guanajuato'],
  ['geonames:3530870', 'Chilpancingo'],
  ['geonames:3522210', 'Pachuca'],
  ['geonames:4005539', 'Guadalajara'],
  ['geonames:3515302', 'Toluca'],
  ['geonames:3995402', 'Morelia'],
  ['geonames:3529947', 'Cuernavaca'],
  ['geonames:3981941', 'Tepic'],
  ['geonames:3995465', 'Monterrey'],
  ['geonames:3522507', 'Oaxaca'],
  ['geonames:3521081', 'Puebla'],
  ['geonames:3991164', 'Querétaro'],
  ['geonames:3531023', 'Chetumal'],
  ['geonames:3985606', 'San Luis Potosí'],
  ['geonames:4012176', 'Culiacán'],
  ['geonames:4004898', 'Hermosillo'],
  ['geonames:3514670', 'Villahermosa'],
  ['geonames:3530580', 'Ciudad Victoria'],
  ['geonames:3815415', 'Tlaxcala'],
  ['geonames:3526617', 'Xalapa'],
  ['geonames:3523349', 'Mérida'],
  ['geonames:3979844', 'Zacatecas'],
];

/** National capitals in the map's frame. */
export const CAPITALS_ABROAD: readonly Choice[] = [
  ['geonames:3598132', 'Ciudad de Guatemala'],
  ['geonames:3582672', 'Belmopán'],
  ['geonames:3583361', 'San Salvador'],
  ['geonames:3600949', 'Tegucigalpa'],
  ['geonames:3617763', 'Managua'],
];

/** Where the route meets the borders, and what one looks for to find one's way. */
export const TOWNS_ABROAD: readonly Choice[] = [
  ['geonames:3598129', 'Tecún Umán'],
  ['geonames:3595416', 'Huehuetenango'],
  ['geonames:3601782', 'San Pedro Sula'],
  ['geonames:4676740', 'Brownsville'],
  ['geonames:4709796', 'McAllen'],
  ['geonames:4705349', 'Laredo'],
  ['geonames:5520677', 'Eagle Pass'],
  ['geonames:5520993', 'El Paso'],
  ['geonames:5318313', 'Tucson'],
  ['geonames:5391811', 'San Diego'],
];

/** Official names that nobody uses on a map. */
export const EVERYDAY_NAMES: Readonly<Record<string, string>> = {
  'León de los Aldama': 'León',
  'Acapulco de Juárez': 'Acapulco',
};

/** Map names that English writes otherwise. */
export const ENGLISH_NAMES: Readonly<Record<string, string>> = {
  'Ciudad de México': 'Mexico City',
  'Ciudad de Guatemala': 'Guatemala City',
  Belmopán: 'Belmopan',
};
