/**
 * What common words of Spanish and English place text do: general press language, folded as text.ts folds.
 * A word's role never depends on case.
 */

function words(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/));
}

/** Before a name: the name is a part of a town. Directly before, or with an article between. */
export const INNER_BEFORE =
  words(`colonia barrio fraccionamiento residencial unidad sector zona callejon parque
  plaza mercado iglesia templo hotel motel casa albergue comedor escuela universidad instituto estadio panteon
  cementerio canal presa arroyo laguna edificio aeropuerto gasolinera restaurante hospital clinica bodega bar
  cantina salon club secundaria primaria preparatoria seccion manzana neighborhood neighbourhood`);

/** After a name (English): a settlement or site of its own, out of town. */
export const RURAL_AFTER = words(
  'ranch dam field fields reservoir community village town ejido farm station',
);

/** After a name (English): the name is a part of a town. */
export const INNER_AFTER =
  words(`neighborhood neighbourhood colony park hospital hotel shelter church school market
  canal channel restaurant prison company sector barrio stadium mall street
  streets st str st avenida avenidas bulevar alley lane`);

/** Before a name: a street. The name says nothing about the town. */
export const STREET_BEFORE = words(
  'calle calles avenida bulevar calzada privada prolongacion callejon andador street',
);
export const STREET_AFTER = words('street streets st str avenida bulevar alley lane');

/** Before a name: a settlement of its own, often too small for a gazetteer. */
export const RURAL_BEFORE =
  words(`ejido ejidos rancho ranch rancheria comunidad community congregacion poblado
  localidad village hamlet pueblo town hacienda isla island playa beach sierra cerro barranca paraje predio finca
  caserio villa brecha`);

/** Before names: they are streets that meet. */
export const CORNER = words('corner esquina intersection interseccion esq');

export const ROAD =
  words(`carretera carreteras highway highways autopista road libramiento beltway camino tramo
  section stretch panamericana transistmica costera ribereña riberena supercarretera freeway motorway ruta route
  bypass brecha interstate`);

export const NEAR =
  words(`near cerca close proximo proxima proximos proximidades inmediaciones alrededores afueras
  outskirts outside junto next beside frente by around alrededor cercanias cercana cercano nearby vicinity off
  rumbo`);
export const BETWEEN = words('between entre');
export const AND = words('and y e');
export const MUNICIPALITY = words(
  'municipio municipality municipios municipalities municipal alcaldia delegacion',
);
export const CITY = words('ciudad city capital town');
export const RIVER = words('rio river rios ribera margenes');
export const BRIDGE = words('puente bridge cruce crossing garita puentes bridges paso');
export const RAIL =
  words(`train trains tren trenes railway railways railroad ferrocarril ferrocarriles ferrea ferreas
  ferroviaria ferroviarias ferroviario bestia locomotora locomotoras vagon vagones tracks rieles furgon freight
  boxcar ferromex ferrosur ferrovalle`);
/** "vías" alone: tracks, unless it is "vías de comunicación" or the like, which places nothing. */
export const TRACK = words('vias via');
export const SEA = words(
  'ocean oceano pacific pacifico coast costa costas gulf golfo sea mar caribbean caribe',
);
export const VAGUE = words('various varios varias several diversos diversas multiple');

/** Bearing in degrees for "al norte de X", "north of X". */
export const BEARINGS: ReadonlyMap<string, number> = new Map([
  ['norte', 0],
  ['north', 0],
  ['noreste', 45],
  ['nororiente', 45],
  ['northeast', 45],
  ['este', 90],
  ['oriente', 90],
  ['east', 90],
  ['sureste', 135],
  ['sudeste', 135],
  ['suroriente', 135],
  ['southeast', 135],
  ['sur', 180],
  ['south', 180],
  ['suroeste', 225],
  ['sudoeste', 225],
  ['surponiente', 225],
  ['southwest', 225],
  ['oeste', 270],
  ['poniente', 270],
  ['west', 270],
  ['noroeste', 315],
  ['norponiente', 315],
  ['northwest', 315],
]);

/** Length units in metres. */
export const UNITS_M: ReadonlyMap<string, number> = new Map([
  ['km', 1000],
  ['m', 1],
  ['metros', 1],
  ['metro', 1],
  ['meters', 1],
  ['metres', 1],
  ['mile', 1609.344],
  ['miles', 1609.344],
  ['milla', 1609.344],
  ['millas', 1609.344],
]);

/** Words before a country that make it an origin or a neighbour, not the place: "migrantes de Honduras". */
export const ORIGIN =
  words(`origen originario originaria originarios originarias procedente procedentes provenientes
  proveniente nacional nacionales nacionalidad from migrantes migrante ciudadanos ciudadano personas hombre mujer
  frontera border limites limitrofe consulado consul consulate embajada`);

/** No name begins with these: "de Reynosa" is Reynosa. */
export const PREPOSITION = words('de del of in en at a al from to entre con');

/** Articles and link words that may stand between a type word and its name, or in the midst of a name. */
export const LINK = words('de del la el los las the of in at en a al lo');

/**
 * Everyday words: never corrected into a name, and a hamlet called so is not meant by the bare word. Words of
 * the lists above are everyday words too.
 */
const EVERYDAY = words(`
  a al ante asi aun aunque bajo cada como con contra cual cuales cuando cuatro cinco seis siete ocho nueve diez de del
  desde dia dias dijo donde dos durante e el ella ellos en entre era eran es esa ese eso esta estaba estaban estado
  estados este esto estos fue fueron ha habia haber han hace hacia hasta hay hoy la las le les lo los luego mas me
  medio mediodia mientras mil mismo misma muy nada ni no nos o otra otras otro otros para pero poco por porque pues
  que quien quienes se segun ser si sido sin sobre solo son su sus tal tambien tan tanto te tenia tiene todo todos
  tras tres tu un una uno unos unas ver vez y ya yo mar julio enero febrero marzo abril mayo junio agosto septiembre
  octubre noviembre diciembre lunes martes miercoles jueves viernes sabado domingo mañana manana tarde noche
  madrugada hora horas minutos semana mes meses ano anos año años ayer
  grupo grupos migrante migrantes migracion migratoria migratorio persona personas hombre hombres mujer mujeres niño
  nino ninos niños menor menores familia familias joven jovenes adulto adultos centroamericano centroamericanos
  centroamericana hondureño hondureno hondurenos hondureños salvadoreño salvadoreno salvadorenos guatemalteco
  guatemaltecos nicaraguense nicaraguenses cubano cubanos haitiano haitianos venezolano venezolanos mexicano
  mexicanos extranjero extranjeros indocumentado indocumentados pollero polleros coyote coyotes
  asaltado asaltados asaltada asalto asaltaron asaltos robo robados robaron secuestro secuestrados secuestrado
  secuestraron extorsion extorsionados violacion agresion agresiones agredidos ataque atacados atacado golpeados
  homicidio muerto muertos muerta muertas murio murieron cuerpo cuerpos cadaver cadaveres restos hallado hallados
  hallaron encontrado encontrados encontraron localizado localizados ahogado ahogados detenido detenidos rescatado
  rescatados rescate accidente accidentes volcadura choque herido heridos lesionados victima victimas sujetos
  sujeto hombres armados armado armas machete machetes pistola banda bandas pandilla pandillas delincuentes
  crimen delito delitos denuncia denuncias denuncio denunciaron policia policias federal federales estatal
  municipal agentes agente autoridades autoridad elementos instituto nacional guardia ejercito marina militar
  militares fiscalia ministerio publico gobierno proteccion civil cruz roja beta grupos casa albergue comedor
  refugio iglesia padre sacerdote organizacion derechos humanos defensor
  viajaban viajaba viajar bordo abordo abordar bajaron subieron subir bajar caminaban caminar intentaban intentar
  cruzar cruzaba cruzaban cruce trasladados traslado trasladaban trailer camion camiones camioneta autobus autobuses
  vehiculo vehiculos taxi auto carro lancha balsa barco embarcacion caja carga maquina
  lugar lugares punto puntos sitio sitios area areas region regiones zona zonas sector altura tramo entrada salida
  kilometro carretera camino vereda puente rio arroyo canal lago laguna presa playa costa mar agua aguas orilla
  orillas ribera isla monte selva desierto campo terreno baldio parcela paraje rancho ejido comunidad comunidades
  colonia colonias barrio calle calles esquina avenida plaza parque mercado hotel bar hospital general clinica
  escuela estacion estaciones vias via tren linea lineas frontera fronteras fronterizo fronteriza norte sur este
  oeste oriente poniente noreste noroeste sureste suroeste centro central oriental occidental alto alta baja bajo
  arriba abajo grande chico chica nuevo nueva viejo vieja primero primera segundo segunda tercera ultimo ultima
  cerca cercana proximo proxima interior exterior conocido conocida denominado denominada llamado llamada ubicado
  ubicada ubicados perteneciente desconocido desconocida informacion reporte reportaron reporto medio medios
  municipio municipios localidad localidades poblado poblados pueblo pueblos ciudad ciudades villa rancheria
  congregacion cabecera capital entidad pais paises republica territorio limites mexicana mexicanas
  industrial parque fabrica empresa compañia compania comercial bodega tienda gasolinera restaurante terminal
  aeropuerto puerto muelle garita reten caseta control revision operativo sendero brecha curva crucero
  presuntos presunto presuntamente aproximadamente probablemente aparentemente unos cuales cuota pago dinero pesos
  dolares telefonos celulares pertenencias ropa zapatos mochila comida
  the of and or in on at to from by for with into onto over under near close next between along about after before
  during while when where who which that this these those was were is are be been being has have had it its his her
  their they he she we you an as not no off out up down top side part parts
  body bodies dead death deaths found died die killed injured missing remains human person people man men woman women
  child children boy girl migrant migrants shelter house hospital hotel room street avenue road highway railroad
  railway train tracks track river bridge bridges border crossing international national federal state states city
  town village municipality municipalities community neighborhood neighbourhood colony ranch field fields farm
  island beach coast ocean sea water waters bank banks shore lake dam canal channel desert mountain mountains
  highlands hill hills park market church school university station airport port center centre downtown area zone
  region sector section location locations place places undetermined unspecified undeterminated undeterminded
  unknown various several presumably probably likely possibly mexican american side north south east west northern
  southern eastern western central old new upper lower first second third front back behind inside outside around
  located known called named high foot entrance exit corner intersection junction km mile miles meters metres
  kilometer kilometers marker truck bus trailer vehicle car boat caravan shot hit rescued transported transportation
  after being en route us usa washed ashore mass grave well dirt sugar cane land undeveloped wall gas oil pacific
  gulf temporary transit migratory general black white industrial company international food unpopulated
  sierra cerro valle loma lomas llano centro estacion crucero cruz santa san
  `);

const ROLE_LISTS = [
  INNER_BEFORE,
  INNER_AFTER,
  RURAL_AFTER,
  STREET_BEFORE,
  CORNER,
  ROAD,
  NEAR,
  BETWEEN,
  MUNICIPALITY,
  CITY,
  RIVER,
  BRIDGE,
  RAIL,
  TRACK,
  SEA,
  VAGUE,
  ORIGIN,
  LINK,
];

const everyday = new Set<string>(EVERYDAY);
for (const list of ROLE_LISTS) for (const word of list) everyday.add(word);
for (const word of RURAL_BEFORE) everyday.add(word);
for (const word of BEARINGS.keys()) everyday.add(word);
for (const word of UNITS_M.keys()) everyday.add(word);

/** True for words of everyday language, which alone name no place. */
export function isEveryday(word: string): boolean {
  return everyday.has(word);
}
