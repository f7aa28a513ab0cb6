import type { Toponym } from './types.ts';

/**
 * International bridges and gates of Mexico's borders by their usual names: public facts (CILA/IBWC list of
 * bridges and border crossings, CBP list of land ports of entry), positions to about 300 m. The same name
 * ("Puente Internacional I") exists in several towns: the town of the text tells which.
 */
type Crossing = readonly [
  town: string,
  stateCode: string,
  lon: number,
  lat: number,
  name: string,
  ...otherNames: string[],
];

// biome-ignore format: one crossing a line
const CROSSINGS: readonly Crossing[] = [
  ['Tijuana', '02', -117.0295, 32.5425, 'El Chaparral', 'Puerta México', 'Garita de San Ysidro', 'Garita El Chaparral'],
  ['Tijuana', '02', -116.9385, 32.5495, 'Garita de Otay', 'Otay Mesa', 'Mesa de Otay'],
  ['Tecate', '02', -116.627, 32.576, 'Garita de Tecate'],
  ['Mexicali', '02', -115.499, 32.6655, 'Garita Centro', 'Garita Mexicali I', 'Garita de Calexico'],
  ['San Luis Río Colorado', '26', -114.7985, 32.485, 'Garita de San Luis Río Colorado'],
  ['Sonoyta', '26', -112.817, 31.8805, 'Garita de Sonoyta', 'Lukeville'],
  ['Nogales', '26', -110.9425, 31.333, 'Garita DeConcini', 'Garita Dennis DeConcini'],
  ['Nogales', '26', -110.977, 31.3335, 'Garita Mariposa'],
  ['Ciudad Juárez', '08', -106.486, 31.7475, 'Puente Paso del Norte', 'Puente Santa Fe', 'Paso del Norte Bridge', 'Santa Fe Bridge'],
  ['Ciudad Juárez', '08', -106.4505, 31.764, 'Puente Córdova de las Américas', 'Puente Libre', 'Bridge of the Americas', 'Puente de las Américas', 'Puente Córdova'],
  ['Ciudad Juárez', '08', -106.336, 31.672, 'Puente Zaragoza', 'Ysleta Bridge', 'Zaragoza Bridge', 'Puente Zaragoza Ysleta'],
  ['Ojinaga', '08', -104.395, 29.5615, 'Puente Internacional', 'Puente Ojinaga Presidio', 'International Bridge', 'Presidio Bridge'],
  ['Ciudad Acuña', '05', -100.927, 29.3265, 'Puente Internacional', 'Puente Acuña Del Rio', 'Del Rio Bridge', 'International Bridge', 'Puente Del Río'],
  ['Ciudad Acuña', '05', -101.058, 29.449, 'Presa de la Amistad', 'Amistad Dam', 'Presa La Amistad', 'Amistad Reservoir'],
  ['Piedras Negras', '05', -100.5122, 28.7055, 'Puente Internacional I', 'Puente Internacional Uno', 'Puente Internacional 1', 'International Bridge I', 'International Bridge 1', 'International Bridge One', 'Puente 1', 'Puente Uno', 'Eagle Pass International Bridge'],
  ['Piedras Negras', '05', -100.5108, 28.698, 'Puente Internacional II', 'Puente Internacional Dos', 'Puente Internacional 2', 'International Bridge II', 'International Bridge 2', 'International Bridge Two', 'Puente 2', 'Puente Dos', 'Camino Real International Bridge', 'Puente Camino Real'],
  ['Piedras Negras', '05', -100.5112, 28.6962, 'Puente Negro', 'Puente Negro del Ferrocarril', 'Black Railroad Bridge', 'Puente del Ferrocarril'],
  ['Nuevo Laredo', '28', -99.5075, 27.4995, 'Puente Internacional I', 'Puente Internacional 1', 'Puente de las Américas', 'Gateway to the Americas', 'International Bridge I', 'International Bridge 1', 'Puente Internacional Uno', 'Puente 1'],
  ['Nuevo Laredo', '28', -99.5025, 27.499, 'Puente Internacional II', 'Puente Internacional 2', 'Puente Juárez Lincoln', 'Juarez Lincoln International Bridge', 'Juárez Lincoln', 'International Bridge II', 'International Bridge 2', 'Puente Internacional Dos', 'Puente 2'],
  ['Nuevo Laredo', '28', -99.536, 27.597, 'Puente Internacional III', 'Puente del Comercio Mundial', 'World Trade Bridge', 'Puente Internacional 3', 'Puente Internacional Tres'],
  ['Nuevo Laredo', '28', -99.745, 27.702, 'Puente Colombia', 'Puente Solidaridad', 'Colombia Solidarity Bridge'],
  ['Nueva Ciudad Guerrero', '28', -99.165, 26.56, 'Presa Falcón', 'Falcon Dam', 'Falcon Reservoir'],
  ['Ciudad Miguel Alemán', '28', -99.019, 26.404, 'Puente Internacional', 'Puente Miguel Alemán Roma', 'Roma Bridge', 'International Bridge'],
  ['Ciudad Camargo', '28', -98.823, 26.365, 'Puente Camargo', 'Puente Internacional Camargo', 'Rio Grande City Bridge'],
  ['Ciudad Gustavo Díaz Ordaz', '28', -98.564, 26.2395, 'El Chalán', 'Los Ebanos Ferry', 'Chalán'],
  ['Reynosa', '28', -98.3325, 26.1165, 'Puente Anzaldúas', 'Anzalduas Bridge', 'Puente Internacional Anzaldúas', 'Puente Internacional Reynosa Mission', 'International Bridge Reynosa Mission', 'Presa Anzaldúas', 'Canal Anzaldúas'],
  ['Reynosa', '28', -98.2715, 26.095, 'Puente Internacional', 'Puente Hidalgo Reynosa', 'Puente Reynosa Hidalgo', 'Puente Internacional Reynosa Hidalgo', 'International Bridge Reynosa Hidalgo', 'Hidalgo Bridge', 'Puente Benito Juárez'],
  ['Reynosa', '28', -98.205, 26.0665, 'Puente Reynosa Pharr', 'Puente Nuevo Amanecer', 'Pharr Bridge', 'Puente Internacional Reynosa Pharr', 'International Bridge Reynosa Pharr', 'Puente Pharr'],
  ['Nuevo Progreso', '28', -97.95, 26.062, 'Puente Nuevo Progreso', 'Puente Las Flores', 'Progreso Bridge', 'Puente Internacional'],
  ['Matamoros', '28', -97.504, 25.8915, 'Puente Viejo', 'B&M Bridge', 'Brownsville Matamoros Bridge', 'Puente Internacional I'],
  ['Matamoros', '28', -97.4975, 25.8985, 'Puente Nuevo', 'Puerta México', 'Gateway International Bridge', 'Gateway Bridge', 'Puente Internacional', 'Puerta de México International Bridge', 'Puente Nuevo de Matamoros'],
  ['Matamoros', '28', -97.475, 25.884, 'Puente Los Tomates', 'Puente General Ignacio Zaragoza', 'Veterans International Bridge', 'Puente Veteranos'],
  ['Matamoros', '28', -97.7395, 26.047, 'Puente Los Indios', 'Puente Libre Comercio', 'Free Trade Bridge'],
  ['Ciudad Hidalgo', '07', -92.1505, 14.682, 'Puente Rodolfo Robles', 'Rodolfo Robles', 'Puente Suchiate I', 'Puente Internacional'],
  ['Ciudad Hidalgo', '07', -92.1555, 14.694, 'Puente Luis Donaldo Colosio', 'Puente Suchiate II', 'Puente Suchiate 2'],
  ['Tuxtla Chico', '07', -92.1455, 14.9635, 'Puente Talismán', 'Talismán', 'Puente El Talismán'],
  ['Ciudad Cuauhtémoc', '07', -91.997, 15.6615, 'La Mesilla', 'Garita de La Mesilla'],
  ['El Ceibo', '27', -90.993, 17.258, 'El Ceibo', 'Puente El Ceibo', 'Cruce El Ceibo'],
  ['Subteniente López', '23', -88.397, 18.49, 'Puente Subteniente López', 'Puente Internacional Subteniente López', 'Santa Elena Bridge'],
];

/** The crossings as toponyms of the kind `border_bridge`; they need no other reference. */
export function borderCrossings(): Toponym[] {
  return CROSSINGS.map(([town, stateCode, lon, lat, name, ...otherNames], number) => ({
    id: `crossing:${number + 1}`,
    name: `${name}, ${town}`,
    otherNames: [name, ...otherNames].flatMap(withInternational),
    lon,
    lat,
    population: 0,
    countryCode: 'MX',
    stateCode,
    municipalityCode: '',
    kind: 'border_bridge',
    extentM: 300,
  }));
}

/** "Puente Pharr" and "Pharr Bridge" are also said with "internacional" and "international". */
function withInternational(name: string): string[] {
  if (/internac|internat/i.test(name)) return [name];
  if (name.endsWith(' Bridge')) return [name, name.replace(/ Bridge$/, ' International Bridge')];
  return name.startsWith('Puente ') ? [name, name.replace('Puente ', 'Puente Internacional ')] : [name];
}
