import {
  DAY_PARTS,
  type DayPart,
  LEAVING_REASONS,
  type LeavingReason,
  VULNERABILITIES,
  type Vulnerability,
} from '../../domain/circumstances.ts';
import enIntake from '../../domain/locales/en/intake.json' with { type: 'json' };
import en from '../../domain/locales/en/taxonomy.json' with { type: 'json' };
import esIntake from '../../domain/locales/es/intake.json' with { type: 'json' };
import es from '../../domain/locales/es/taxonomy.json' with { type: 'json' };
import { RESPONSES, type Response, WITHHELD, type Withheld } from '../../domain/sharing.ts';
import { STATES } from '../../domain/states.ts';
import {
  CRIMES,
  type Crime,
  HOW_KNOWN,
  type HowKnown,
  PERPETRATORS,
  type Perpetrator,
  PLACE_TYPES,
  type PlaceType,
} from '../../domain/taxonomy.ts';
import { plainWords } from '../plain-words.ts';

/**
 * What a coded cell may say for each word of a vocabulary: our code, the labels of both catalogues, and the
 * words below that sources use. A word with no single meaning is not here: it goes to quarantine.
 */
function words<T extends string>(
  codes: readonly T[],
  catalogues: readonly Readonly<Record<T, string>>[],
  more: Partial<Record<T, readonly string[]>>,
): ReadonlyMap<string, T> {
  const meaning = new Map<string, T>();
  for (const code of codes) {
    const said = [code, ...catalogues.map((catalogue) => catalogue[code]), ...(more[code] ?? [])];
    for (const word of said) {
      const key = plainWords(word);
      const other = meaning.get(key);
      if (other !== undefined && other !== code) throw new Error(`${word} means ${other} and ${code}`);
      meaning.set(key, code);
    }
  }
  return meaning;
}

export const CRIME_WORDS: ReadonlyMap<string, Crime> = words(CRIMES, [es.crime, en.crime], {
  smuggling: ['tráfico de migrantes', 'people smuggling'],
  drug_carrying: ['drug smuggling', 'transporte de drogas'],
  passage_tax: ['cuota de piso', 'derecho de piso', 'cobro de cuota', 'cuota', 'toll'],
  human_trafficking: ['trata', 'trafficking', 'transporte forzado de droga', 'forced drug carrying'],
  kidnapping: ['plagio', 'privación ilegal de la libertad', 'abduction'],
  extortion: ['extorsion'],
  robbery: ['asalto', 'robo con violencia', 'theft'],
  assault: ['agresión', 'lesiones', 'golpes', 'physical assault'],
  sexual_assault: ['violación', 'abuso sexual', 'agresión sexual', 'rape'],
  abandonment: ['abandonado'],
  homicide: ['asesinato', 'murder', 'killing'],
  disappearance: ['desaparición forzada', 'enforced disappearance', 'desaparecido'],
});

export const PERPETRATOR_WORDS: ReadonlyMap<string, Perpetrator> = words(
  PERPETRATORS,
  [es.perpetrator, en.perpetrator],
  {
    local_actor: [
      'actores locales',
      'asaltantes',
      'bandidos',
      'delincuentes locales',
      'bandits',
      'local actors',
    ],
    gang: ['pandillas', 'maras', 'mara', 'gangs'],
    tco: ['odt', 'crimen organizado', 'delincuencia organizada', 'cártel', 'organised crime', 'cartel'],
    smuggler: ['coyote', 'pollero', 'traficante', 'presunto coyote', 'smugglers'],
    official: [
      'autoridad',
      'policía',
      'agente de migración',
      'servidores públicos',
      'police',
      'public servant',
    ],
    unknown: ['se desconoce', 'sin dato', 'desconocidos', 'no data', 'no identificado'],
  },
);

export const PLACE_TYPE_WORDS: ReadonlyMap<string, PlaceType> = words(
  PLACE_TYPES,
  [es.placeType, en.placeType],
  {
    train: ['la bestia', 'a bordo del tren', 'tren de carga'],
    train_tracks: ['vías', 'vías férreas', 'tracks'],
    bus: ['camión', 'autobus'],
    car: ['vehículo', 'taxi', 'auto'],
    highway: ['carretera federal', 'autopista', 'road'],
    rural_path: ['camino', 'vereda', 'brecha', 'path'],
    shelter: ['casa del migrante', 'refugio'],
    holding_house: ['casa de retención', 'safe house', 'stash house'],
    border_crossing: ['frontera', 'garita', 'puente fronterizo', 'river crossing'],
    checkpoint: ['retén', 'punto de control', 'volanta'],
    urban: ['ciudad', 'calle', 'colonia', 'street'],
    unknown: ['desconocido', 'se desconoce', 'unknown'],
  },
);

export const HOW_KNOWN_WORDS: ReadonlyMap<string, HowKnown> = words(HOW_KNOWN, [es.howKnown, en.howKnown], {
  reported: ['denuncia', 'denunciado', 'prensa', 'albergue', 'reportado', 'testimonio', 'press', 'shelter'],
  discovered: ['operativo', 'patrullaje', 'descubierto', 'patrol'],
  unknown: ['desconocido', 'se desconoce'],
});

export const DAY_PART_WORDS: ReadonlyMap<string, DayPart> = words(
  DAY_PARTS,
  [esIntake.dayPart, enIntake.dayPart],
  {
    small_hours: ['before dawn'],
    afternoon: ['mediodía', 'noon'],
    night: ['medianoche', 'evening', 'midnight'],
  },
);

export const LEAVING_WORDS: ReadonlyMap<string, LeavingReason> = words(
  LEAVING_REASONS,
  [esIntake.leaving, enIntake.leaving],
  {
    extortion: ['cuota', 'renta'],
    forced_recruitment: ['maras', 'reclutamiento'],
    poverty: ['trabajo', 'desempleo', 'work'],
    disaster: ['huracán', 'sequía', 'hurricane', 'drought'],
    family_reunification: ['familia', 'family'],
  },
);

export const VULNERABILITY_WORDS: ReadonlyMap<string, Vulnerability> = words(
  VULNERABILITIES,
  [esIntake.vulnerability, enIntake.vulnerability],
  {
    without_documents: ['indocumentado', 'undocumented'],
    pregnant: ['embarazo', 'pregnancy'],
    other_language: ['lengua indígena', 'indigenous language'],
    sexual_diversity: ['lgbt', 'lgbti'],
  },
);

export const RESPONSE_WORDS: ReadonlyMap<string, Response> = words(
  RESPONSES,
  [esIntake.response, enIntake.response],
  {},
);

export const WITHHELD_WORDS: ReadonlyMap<string, Withheld> = words(
  WITHHELD,
  [esIntake.withheld, enIntake.withheld],
  {},
);

export const STATE_WORDS: ReadonlyMap<string, string> = new Map(
  STATES.flatMap(({ code, name, longName, abbreviation }) =>
    [code, name, abbreviation, ...(longName ? [longName] : [])].map((word): [string, string] => [
      plainWords(word),
      code,
    ]),
  ).concat([
    ['distrito_federal', '09'],
    ['d_f', '09'],
    ['df', '09'],
    ['edomex', '15'],
    ['qroo', '23'],
  ]),
);

export const YES_WORDS: ReadonlySet<string> = new Set(['si', 'yes', 'true', '1', 'x', 'verdadero']);
