import type { TextRole } from '../../domain/personal-data/redact.ts';

/** What may stand in the cells of a column; the template explains it and lists the words of a vocabulary. */
export type CamrdCells =
  | 'text'
  | 'id'
  | 'date'
  | 'degrees'
  | 'count'
  | 'link'
  | 'countries'
  | 'state'
  | 'crime'
  | 'perpetrator'
  | 'placeType'
  | 'howKnown'
  | 'dayPart'
  | 'leaving'
  | 'vulnerability'
  | 'response'
  | 'withhold'
  | 'yes';

interface ColumnOfTemplate {
  /** The first of each language is the one that the template writes. */
  headers: { es: readonly string[]; en: readonly string[] };
  required: boolean;
  cells: CamrdCells;
  role: TextRole;
}

/**
 * The columns of the CAMRD template in its order: the headers they are known by in Spanish and English, and what
 * they hold. Accents, case, order and separators of words are free (plain-words.ts).
 */
const CAMRD_COLUMNS = {
  reportId: {
    headers: { es: ['folio'], en: ['report_id', 'id'] },
    required: true,
    cells: 'id',
    role: 'code',
  },
  publisher: {
    headers: { es: ['fuente'], en: ['source', 'publisher'] },
    required: false,
    cells: 'text',
    role: 'publisher',
  },
  publisherKind: {
    headers: { es: ['tipo_de_fuente'], en: ['source_type', 'publisher_type'] },
    required: false,
    cells: 'text',
    role: 'free',
  },
  publishedDay: {
    headers: { es: ['fecha_de_publicacion'], en: ['publication_date', 'published', 'date_published'] },
    required: false,
    cells: 'date',
    role: 'code',
  },
  date: {
    headers: { es: ['fecha_del_hecho', 'fecha'], en: ['incident_date', 'date'] },
    required: true,
    cells: 'date',
    role: 'code',
  },
  placeText: {
    headers: { es: ['lugar'], en: ['place', 'location', 'place_text'] },
    required: true,
    cells: 'text',
    role: 'place',
  },
  state: { headers: { es: ['estado'], en: ['state'] }, required: false, cells: 'state', role: 'place' },
  municipality: {
    headers: { es: ['municipio'], en: ['municipality'] },
    required: false,
    cells: 'text',
    role: 'place',
  },
  lat: {
    headers: { es: ['latitud'], en: ['latitude', 'lat'] },
    required: false,
    cells: 'degrees',
    role: 'code',
  },
  lon: {
    headers: { es: ['longitud'], en: ['longitude', 'lon', 'lng'] },
    required: false,
    cells: 'degrees',
    role: 'code',
  },
  placeType: {
    headers: { es: ['tipo_de_lugar'], en: ['place_type', 'type_of_place'] },
    required: false,
    cells: 'placeType',
    role: 'free',
  },
  crimes: {
    headers: { es: ['delitos', 'delito'], en: ['crimes', 'crime'] },
    required: true,
    cells: 'crime',
    role: 'free',
  },
  perpetrators: {
    headers: {
      es: ['presuntos_responsables', 'presunto_responsable'],
      en: ['alleged_perpetrators', 'perpetrators'],
    },
    required: false,
    cells: 'perpetrator',
    role: 'free',
  },
  organisation: {
    headers: { es: ['organizacion_presunta'], en: ['alleged_organisation', 'alleged_organization'] },
    required: false,
    cells: 'text',
    role: 'free',
  },
  victims: {
    headers: { es: ['victimas_total', 'victimas'], en: ['victims_total', 'victims'] },
    required: false,
    cells: 'count',
    role: 'code',
  },
  women: {
    headers: { es: ['victimas_mujeres'], en: ['victims_women', 'women'] },
    required: false,
    cells: 'count',
    role: 'code',
  },
  men: {
    headers: { es: ['victimas_hombres'], en: ['victims_men', 'men'] },
    required: false,
    cells: 'count',
    role: 'code',
  },
  minors: {
    headers: { es: ['victimas_menores'], en: ['victims_minors', 'minors'] },
    required: false,
    cells: 'count',
    role: 'code',
  },
  unaccompaniedMinors: {
    headers: {
      es: ['victimas_menores_no_acompanados'],
      en: ['victims_unaccompanied_minors', 'unaccompanied_minors'],
    },
    required: false,
    cells: 'count',
    role: 'code',
  },
  girls: {
    headers: { es: ['victimas_ninas'], en: ['victims_girls', 'girls'] },
    required: false,
    cells: 'count',
    role: 'code',
  },
  boys: {
    headers: { es: ['victimas_ninos'], en: ['victims_boys', 'boys'] },
    required: false,
    cells: 'count',
    role: 'code',
  },
  countries: {
    headers: { es: ['paises_de_origen'], en: ['countries_of_origin', 'countries'] },
    required: false,
    cells: 'countries',
    role: 'free',
  },
  howKnown: {
    headers: { es: ['como_se_supo'], en: ['how_known'] },
    required: false,
    cells: 'howKnown',
    role: 'free',
  },
  summary: { headers: { es: ['resumen'], en: ['summary'] }, required: false, cells: 'text', role: 'free' },
  url: { headers: { es: ['enlace'], en: ['url', 'link'] }, required: false, cells: 'link', role: 'code' },
  dayPart: {
    headers: { es: ['hora_o_parte_del_dia', 'hora'], en: ['hour_or_part_of_day', 'hour', 'time'] },
    required: false,
    cells: 'dayPart',
    role: 'code',
  },
  leavingReasons: {
    headers: { es: ['motivos_de_salida'], en: ['reasons_for_leaving'] },
    required: false,
    cells: 'leaving',
    role: 'free',
  },
  vulnerabilities: {
    headers: { es: ['vulnerabilidades'], en: ['vulnerabilities'] },
    required: false,
    cells: 'vulnerability',
    role: 'free',
  },
  responses: {
    headers: { es: ['atencion_dada'], en: ['response'] },
    required: false,
    cells: 'response',
    role: 'free',
  },
  withhold: {
    headers: { es: ['no_compartir'], en: ['do_not_share'] },
    required: false,
    cells: 'withhold',
    role: 'free',
  },
  synthetic: {
    headers: { es: ['sintetico'], en: ['synthetic'] },
    required: false,
    cells: 'yes',
    role: 'code',
  },
} as const satisfies Readonly<Record<string, ColumnOfTemplate>>;

export type CamrdColumn = keyof typeof CAMRD_COLUMNS;

export const CAMRD_COLUMN_LIST: readonly (ColumnOfTemplate & { column: CamrdColumn })[] = Object.entries(
  CAMRD_COLUMNS,
).map(([column, described]) => ({ column: column as CamrdColumn, ...described }));
