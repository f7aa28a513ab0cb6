/**
 * Short forms by which a place is also called: "Juárez" for Ciudad Juárez, "Tlacolula" for Tlacolula de
 * Matamoros, "Telixtlahuaca" for San Francisco Telixtlahuaca. They weigh less than a full name.
 */

const TITLES = new Set([
  'ciudad',
  'villa',
  'puerto',
  'heroica',
  'heroico',
  'h',
  'ejido',
  'rancho',
  'rancheria',
  'colonia',
  'congregacion',
  'estacion',
  'poblado',
  'pueblo',
  'hacienda',
  'comunidad',
  'nuevo',
  'nueva',
  'fraccionamiento',
]);
/** Dropped titles that leave the same place; "Nuevo Laredo" is not "Laredo". */
const NEVER_DROPPED = new Set(['nuevo', 'nueva']);
const SAINTS = new Set(['san', 'santa', 'santo', 'santiago', 'santos', 'magdalena', 'asuncion', 'natividad']);
const GIVEN_NAMES = new Set([
  'gustavo',
  'general',
  'adolfo',
  'lazaro',
  'manuel',
  'venustiano',
  'doctor',
  'licenciado',
]);
const LINKS = new Set(['de', 'del', 'la', 'las', 'los', 'el', 'y']);
const FEATURES = new Set([
  'loma',
  'lomas',
  'cerro',
  'valle',
  'isla',
  'playa',
  'laguna',
  'barrio',
  'plan',
  'arroyo',
  'barranca',
  'bajos',
  'boca',
  'punta',
  'paso',
  'rincon',
  'cruz',
  'rio',
  'mesa',
  'cañada',
  'canada',
  'palma',
  'palmas',
  'ojo',
  'agua',
  'cuesta',
  'cabeza',
  'tierra',
  'monte',
  'sierra',
  'puente',
  'joya',
  'piedra',
  'piedras',
  'corral',
  'costa',
  'llano',
  'mineral',
  'unidad',
  'campo',
  'tres',
  'cuatro',
  'primera',
  'segunda',
  'tercera',
  'casas',
  'centro',
  'presa',
  'estancia',
  'molino',
  'ampliacion',
  'banco',
  'hidalgo',
  'morelos',
  'guerrero',
  'tabasco',
  'puebla',
  'jalisco',
  'chiapas',
  'sonora',
  'oaxaca',
  'veracruz',
  'michoacan',
]);

const DISTINCTIVE_LETTERS = 6;

export interface ShortForm {
  words: readonly string[];
  /** Only a title is left out: "Juárez" of Ciudad Juárez is as good as another name. */
  isTitleOnly: boolean;
}

/** The short forms of a folded name; none equals the name. */
export function shortForms(words: readonly string[]): ShortForm[] {
  const forms: ShortForm[] = [];
  const add = (form: readonly string[], isTitleOnly = false): void => {
    if (form.length > 0 && form.join(' ') !== words.join(' ')) forms.push({ words: form, isTitleOnly });
  };
  let core = words;
  while (core.length > 1 && TITLES.has(core[0]!) && !NEVER_DROPPED.has(core[0]!)) {
    core = core.slice(1);
    if (core.length > 1 && core[0] === 'de') core = core.slice(1);
    add(core, true);
  }
  if (core.length >= 3 && GIVEN_NAMES.has(core[0]!)) add(core.slice(1));
  const untilLink = core.findIndex((word, at) => at > 0 && LINKS.has(word));
  if (untilLink >= 1 && isDistinctive(core.slice(0, untilLink))) add(core.slice(0, untilLink));
  const afterSaint = withoutSaint(core, untilLink);
  if (afterSaint !== undefined) add(afterSaint);
  const named = withoutSaintName(core);
  if (named !== undefined) add(named);
  return forms;
}

/** "Comitán" of Comitán de Domínguez, "San Juan Bautista" of ... de X; not "Loma" of Loma de Y, nor "San Juan". */
function isDistinctive(head: readonly string[]): boolean {
  if (SAINTS.has(head[0]!) || TITLES.has(head[0]!)) return head.length >= 3;
  if (head.length >= 2) return !FEATURES.has(head[0]!);
  return head[0]!.length >= DISTINCTIVE_LETTERS && !FEATURES.has(head[0]!);
}

/** "Jalapa del Marqués" of Santa María Jalapa del Marqués. */
function withoutSaintName(core: readonly string[]): string[] | undefined {
  if (!SAINTS.has(core[0]!)) return undefined;
  const rest = core.slice(2);
  return rest.length >= 2 && rest[0]!.length >= DISTINCTIVE_LETTERS && !FEATURES.has(rest[0]!)
    ? rest
    : undefined;
}

/** "Telixtlahuaca" of San Francisco Telixtlahuaca: the native name after saint and given name. */
function withoutSaint(core: readonly string[], untilLink: number): string[] | undefined {
  if (!SAINTS.has(core[0]!)) return undefined;
  const end = untilLink > 1 ? untilLink : core.length;
  const skip = core[0] === 'magdalena' || core[0] === 'asuncion' || core[0] === 'santiago' ? 1 : 2;
  const rest = core.slice(skip, end);
  const last = rest[rest.length - 1];
  return rest.length === 1 && last!.length >= DISTINCTIVE_LETTERS && !FEATURES.has(last!) ? rest : undefined;
}
