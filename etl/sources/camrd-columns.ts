/**
 * The columns of the CAMRD template: our name, and the headers it is known by in Spanish and English.
 * Accents, case, order and separators of words are free (plain-words.ts).
 */
export const CAMRD_COLUMNS = {
  reportId: { headers: ['folio', 'report_id', 'id'], required: true },
  publisher: { headers: ['fuente', 'source', 'publisher'], required: false },
  publisherKind: { headers: ['tipo_de_fuente', 'source_type', 'publisher_type'], required: false },
  publishedDay: {
    headers: ['fecha_de_publicacion', 'publication_date', 'published', 'date_published'],
    required: false,
  },
  date: { headers: ['fecha_del_hecho', 'fecha', 'incident_date', 'date'], required: true },
  placeText: { headers: ['lugar', 'place', 'location', 'place_text'], required: true },
  state: { headers: ['estado', 'state'], required: false },
  municipality: { headers: ['municipio', 'municipality'], required: false },
  lat: { headers: ['latitud', 'latitude', 'lat'], required: false },
  lon: { headers: ['longitud', 'longitude', 'lon', 'lng'], required: false },
  placeType: { headers: ['tipo_de_lugar', 'place_type', 'type_of_place'], required: false },
  crimes: { headers: ['delitos', 'delito', 'crimes', 'crime'], required: true },
  perpetrators: {
    headers: ['presuntos_responsables', 'presunto_responsable', 'alleged_perpetrators', 'perpetrators'],
    required: false,
  },
  organisation: {
    headers: ['organizacion_presunta', 'alleged_organisation', 'alleged_organization'],
    required: false,
  },
  victims: { headers: ['victimas_total', 'victimas', 'victims_total', 'victims'], required: false },
  women: { headers: ['victimas_mujeres', 'victims_women', 'women'], required: false },
  men: { headers: ['victimas_hombres', 'victims_men', 'men'], required: false },
  minors: { headers: ['victimas_menores', 'victims_minors', 'minors'], required: false },
  unaccompaniedMinors: {
    headers: ['victimas_menores_no_acompanados', 'victims_unaccompanied_minors', 'unaccompanied_minors'],
    required: false,
  },
  countries: { headers: ['paises_de_origen', 'countries_of_origin', 'countries'], required: false },
  howKnown: { headers: ['como_se_supo', 'how_known'], required: false },
  summary: { headers: ['resumen', 'summary'], required: false },
  url: { headers: ['enlace', 'url', 'link'], required: false },
  synthetic: { headers: ['sintetico', 'synthetic'], required: false },
} as const;

export type CamrdColumn = keyof typeof CAMRD_COLUMNS;
