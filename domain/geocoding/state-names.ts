import { STATES } from '../states.ts';
import { tokenise } from './text.ts';

/** How states and countries are written in Spanish and English, as folded token sequences. */

export interface Alias {
  words: readonly string[];
  /** INEGI's two digits for a state, ISO 3166-1 alpha-2 for a country. */
  code: string;
  /** Counts only where an abbreviation can stand: dotted or in capitals as written, or alone between commas. */
  abbreviation: boolean;
}

/** Beside name, longName and abbreviation of domain/states.ts. */
const MORE_STATE_NAMES: Readonly<Record<string, readonly string[]>> = {
  '02': ['Baja California Norte'],
  '05': ['Coahuila de Zaragosa'],
  '09': ['Distrito Federal', 'Mexico City', 'Cd. de México', 'México Distrito Federal'],
  '15': ['Edo. de México', 'Edo. Méx.', 'Edomex', 'State of Mexico', 'Mexico State', 'Edo. de Méx.'],
  '16': ['Michoacán de Ocampo'],
  '22': ['Querétaro de Arteaga', 'Querétaro Arteaga'],
  '24': ['San Luis de Potosí'],
  '30': ['Veracruz Llave'],
};

const MORE_ABBREVIATIONS: Readonly<Record<string, readonly string[]>> = {
  '02': ['BC', 'B.C.N.'],
  '03': ['BCS'],
  '09': ['D.F.', 'DF', 'Méx. D.F.'],
  '12': ['Guerr.'],
  '15': ['Edoméx.'],
  '19': ['NL', 'N. León', 'Nvo. León'],
  '22': ['Quer.'],
  '23': ['Q.R.', 'QRoo', 'Q. R.', 'Qroo'],
  '24': ['SLP'],
  '28': ['Tam.', 'Tamps'],
};

/** México is the country; the state is always called Estado de México or abbreviated in the press. */
const COUNTRY_NAMES: Readonly<Record<string, readonly string[]>> = {
  MX: ['México', 'Estados Unidos Mexicanos', 'República Mexicana', 'Mexican Republic'],
  GT: ['Guatemala'],
  BZ: ['Belice', 'Belize'],
  SV: ['El Salvador'],
  HN: ['Honduras'],
  NI: ['Nicaragua'],
  CR: ['Costa Rica'],
  PA: ['Panamá', 'Panama'],
  US: [
    'Estados Unidos',
    'Estados Unidos de América',
    'United States',
    'United States of America',
    'EE.UU.',
    'EE. UU.',
    'EUA',
    'USA',
    'U.S.A.',
    'Texas',
    'Arizona',
    'California',
    'New Mexico',
    'Nuevo México',
    'Tex.',
    'Ariz.',
  ],
};

function wordsOf(text: string): string[] {
  return tokenise(text).map((token) => token.word);
}

/** Every way a state is named. The bare "México" is left out of the State of Mexico's names. */
export function stateAliases(): Alias[] {
  return STATES.flatMap(({ code, name, longName, abbreviation }) => {
    const full = [name, longName, ...(MORE_STATE_NAMES[code] ?? [])];
    const short = [abbreviation, ...(MORE_ABBREVIATIONS[code] ?? [])];
    return [
      ...full
        .filter((text) => text !== undefined && text !== 'México')
        .map((text) => alias(text!, code, false)),
      ...short.map((text) => alias(text, code, code !== '09' && code !== '15')),
    ];
  });
}

/** Every way a country is named, the US states at the border among them. */
export function countryAliases(): Alias[] {
  return Object.entries(COUNTRY_NAMES).flatMap(([code, names]) =>
    names.map((text) => alias(text, code, false)),
  );
}

function alias(text: string, code: string, abbreviation: boolean): Alias {
  return { words: wordsOf(text), code, abbreviation };
}
