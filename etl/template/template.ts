import { DAY_PARTS, LEAVING_REASONS, VULNERABILITIES } from '../../domain/circumstances.ts';
import enIntake from '../../domain/locales/en/intake.json' with { type: 'json' };
import enTaxonomy from '../../domain/locales/en/taxonomy.json' with { type: 'json' };
import esIntake from '../../domain/locales/es/intake.json' with { type: 'json' };
import esTaxonomy from '../../domain/locales/es/taxonomy.json' with { type: 'json' };
import { RESPONSES, WITHHELD } from '../../domain/sharing.ts';
import { STATES } from '../../domain/states.ts';
import { CRIMES, HOW_KNOWN, PERPETRATORS, PLACE_TYPES } from '../../domain/taxonomy.ts';
import { CAMRD_COLUMN_LIST, type CamrdCells, type CamrdColumn } from '../sources/camrd-columns.ts';

export const TEMPLATE_LANGUAGES = ['es', 'en'] as const;
export type TemplateLanguage = (typeof TEMPLATE_LANGUAGES)[number];

export interface TemplateColumn {
  column: CamrdColumn;
  header: string;
  required: boolean;
  meaning: string;
  /** How a cell is written. */
  cells: string;
  kind: CamrdCells;
  /** The words a cell may hold, in the template's language; empty where it is free. */
  words: readonly string[];
  /** Several words, with semicolons. */
  several: boolean;
}

/** All that a template says, in one language; every file format writes the same. */
export interface Template {
  columns: readonly TemplateColumn[];
  /** The coding rules, one sentence or a few each. */
  rules: readonly string[];
  /** Each crime with its definition. */
  crimes: readonly { word: string; means: string }[];
  texts: (typeof esIntake)['template'];
}

const TEXTS = {
  es: { intake: esIntake, taxonomy: esTaxonomy },
  en: { intake: enIntake, taxonomy: enTaxonomy },
} as const;

const SEVERAL: ReadonlySet<CamrdCells> = new Set([
  'crime',
  'perpetrator',
  'leaving',
  'vulnerability',
  'response',
  'withhold',
]);

/** The CAMRD template in a language, from the same columns and vocabularies that the reader knows. */
export function templateOf(language: TemplateLanguage): Template {
  const { intake, taxonomy } = TEXTS[language];
  const { template } = intake;
  const wordsOf = (cells: CamrdCells): readonly string[] => {
    if (cells === 'crime') return CRIMES.map((code) => taxonomy.crime[code]);
    if (cells === 'perpetrator') return PERPETRATORS.map((code) => taxonomy.perpetrator[code]);
    if (cells === 'placeType') return PLACE_TYPES.map((code) => taxonomy.placeType[code]);
    if (cells === 'howKnown') return HOW_KNOWN.map((code) => taxonomy.howKnown[code]);
    if (cells === 'dayPart') return DAY_PARTS.map((code) => intake.dayPart[code]);
    if (cells === 'leaving') return LEAVING_REASONS.map((code) => intake.leaving[code]);
    if (cells === 'vulnerability') return VULNERABILITIES.map((code) => intake.vulnerability[code]);
    if (cells === 'response') return RESPONSES.map((code) => intake.response[code]);
    if (cells === 'withhold') return WITHHELD.map((code) => intake.withheld[code]);
    if (cells === 'state') return STATES.map(({ name }) => name);
    return cells === 'yes' ? [template.yes] : [];
  };
  return {
    columns: CAMRD_COLUMN_LIST.map(({ column, headers, required, cells }) => ({
      column,
      header: headers[language][0],
      required,
      meaning: template.column[column],
      cells: template.cells[cells],
      kind: cells,
      words: wordsOf(cells),
      several: SEVERAL.has(cells),
    })),
    rules: Object.values(template.rule),
    crimes: CRIMES.map((code) => ({ word: taxonomy.crime[code], means: intake.crimeMeans[code] })),
    texts: template,
  };
}
