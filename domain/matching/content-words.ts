import { tokenise } from '../geocoding/text.ts';
import en from '../locales/en/taxonomy.json' with { type: 'json' };
import es from '../locales/es/taxonomy.json' with { type: 'json' };
import { STATES } from '../states.ts';

/**
 * The words of a text that can tell one incident from another: names of places above all. Words of the taxonomy
 * (crimes, perpetrators, place types) and states are compared in their own fields, and the words that every such
 * text has tell nothing. What stands in square brackets is a mark of an editor, not the report's own text.
 */
export function contentWords(text: string): Set<string> {
  const words = new Set<string>();
  for (const { word } of tokenise(text.replace(/\[[^\]]*\]/g, ' '))) {
    if (word.length >= 4 && !/^\d+$/.test(word) && !COMMON.has(word)) words.add(word);
  }
  return words;
}

/** How much of the shorter of two texts is in the other, 0 to 1 (overlap coefficient, Szymkiewicz-Simpson). */
export function wordOverlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  if (small.size === 0) return 0;
  let shared = 0;
  for (const word of small) if (large.has(word)) shared += 1;
  return shared / small.size;
}

const FUNCTION_WORDS = `ante bajo cada como cual cuando cuatro cinco contra desde donde dentro durante ellas ellos
  entre esta estas este estos fuera fueron habia haber hacia hasta hubo junto luego menos mientras mismo nada otra
  otras otro otros para pero poco porque segun sera sido sobre tambien tenia todo todos tres tras unas unos about
  after along been being between from have into near over than that their them then there these they this those
  under were when where which while with`;

const USUAL_WORDS = `personas persona migrantes migrante grupo victimas victima afectadas hombres mujeres menores
  hecho hechos reporte reporto reportan reportaron denuncia denuncian denuncio nota agencia informo informa
  testimonio recibido registro monitoreo carpeta investigacion inicio agravio habla bordo carga alrededores zona
  punto lugar precisado precisada algun tramo altura costado orillas cerca rumbo afuera kilometro carretera colonia
  municipio estado ciudad localidad poblado comunidad ejido estacion central people person migrants migrant group
  victims victim reported reports report unit area`;

const COMMON: ReadonlySet<string> = new Set(
  [
    FUNCTION_WORDS,
    USUAL_WORDS,
    ...[es, en].flatMap((words) => Object.values(words).flatMap((group) => Object.values(group))),
    ...STATES.flatMap(({ name, longName }) => [name, longName ?? '']),
  ].flatMap((text) => tokenise(text).map(({ word }) => word)),
);
