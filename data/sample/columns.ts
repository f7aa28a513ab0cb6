/** The columns of camrd-sample.csv, in order: the CAMRD template with Spanish headers, and the mark at its end. */
export const SAMPLE_COLUMNS = [
  'folio',
  'fuente',
  'tipo_de_fuente',
  'fecha_de_publicacion',
  'fecha_del_hecho',
  'lugar',
  'estado',
  'municipio',
  'latitud',
  'longitud',
  'tipo_de_lugar',
  'delitos',
  'presuntos_responsables',
  'organizacion_presunta',
  'victimas_total',
  'victimas_mujeres',
  'victimas_hombres',
  'victimas_menores',
  'victimas_menores_no_acompanados',
  'paises_de_origen',
  'como_se_supo',
  'resumen',
  'enlace',
  'sintetico',
] as const;
export type SampleRow = Record<(typeof SAMPLE_COLUMNS)[number], string>;

/** The columns of camrd-sample-truth.csv, in order; README.md explains each. */
export const TRUTH_COLUMNS = [
  'folio',
  'event_id',
  'lon',
  'lat',
  'precision',
  'true_date',
  'principal_crime',
  'duplicate_of_event',
  'wrong_reason',
  'planted',
  'place_shape',
  'near_miss_of',
] as const;
export type TruthRow = Record<(typeof TRUTH_COLUMNS)[number], string>;
