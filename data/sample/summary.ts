import taxonomy from '../../domain/locales/es/taxonomy.json' with { type: 'json' };
import type { Crime, PlaceType } from '../../domain/taxonomy.ts';
import type { SampleSource, SourceKind } from './sources.ts';

/** Every summary begins so: no reader may take it for news. */
export const SUMMARY_MARK = '[dato sintético]';

const WHERE: Partial<Record<PlaceType, string>> = {
  train: 'a bordo del tren de carga',
  train_tracks: 'junto a las vías del tren',
  bus: 'en un autobús',
  car: 'en un automóvil',
  highway: 'en carretera',
  rural_path: 'en un camino rural',
  shelter: 'en los alrededores de un albergue',
  holding_house: 'en una casa de seguridad',
  border_crossing: 'en un cruce fronterizo',
  checkpoint: 'en un punto de control',
  urban: 'en zona urbana',
};

function listed(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} y ${words.at(-1)}`;
}

/** An invented sentence in the manner of the kind of source; no names, no contacts, no exact hour. */
export function summaryText(
  { kind, style }: SampleSource,
  told: { crimes: readonly Crime[]; placeType: PlaceType; town: string | null; victims: number | null },
): string {
  const crimes = listed(told.crimes.map((crime) => taxonomy.crime[crime]));
  const who =
    told.victims === null
      ? 'un grupo de personas migrantes'
      : told.victims === 1
        ? 'una persona migrante'
        : `${told.victims} personas migrantes`;
  const spot = WHERE[told.placeType] ?? 'en un lugar no precisado';
  const where = told.town === null ? spot : `${spot}, en la zona de ${told.town}`;
  const sentences: Record<SourceKind, readonly string[]> = {
    prensa: [
      `Se reportó ${crimes} contra ${who} ${where}.`,
      `Según la nota, hubo ${crimes} en agravio de ${who} ${where}.`,
      `Denuncian ${crimes} ${where}; la nota habla de ${who}.`,
      `${where[0]!.toUpperCase()}${where.slice(1)}: ${crimes} contra ${who}, informó la agencia.`,
    ],
    albergue: [`Testimonio recibido en un albergue: ${crimes} contra ${who} ${where}.`],
    'organización civil': [`Registro de monitoreo: ${crimes}. Personas afectadas: ${who}. Lugar: ${where}.`],
    autoridad: [`Se inició carpeta de investigación por ${crimes} contra ${who} ${where}.`],
  };
  return `${SUMMARY_MARK} ${sentences[kind][style]!}`;
}
