import en from '../../domain/locales/en/stats.json' with { type: 'json' };
import es from '../../domain/locales/es/stats.json' with { type: 'json' };
import type { Fault } from './outcome.ts';

export type Language = 'es' | 'en';
type Catalogue = typeof es;
const CATALOGUES: Record<Language, Catalogue> = { es, en };

/** The texts of `vigia stats` in one language. */
export function textsOf(language: Language): Catalogue {
  return CATALOGUES[language];
}

/** Puts values into the {{places}} of a text; a place without a value stays empty. */
export function filled(text: string, values: Readonly<Record<string, string | number | undefined>>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''));
}

/** One line that says where the fault lies, what it is, and its machine name. */
export function faultText(fault: Fault, texts: Catalogue): string {
  const { file, row, column, value, needed, reason } = fault;
  const places = [
    file,
    row === undefined ? undefined : filled(texts.fault.row, { row }),
    column === undefined ? undefined : columnText(column, texts),
    value === undefined ? undefined : filled(texts.fault.value, { value }),
  ].filter((part) => part !== undefined);
  const sentence = filled(texts.reasons[reason], { value, needed, column });
  return `${places.length > 0 ? `${places.join(', ')}: ` : ''}${sentence} [${reason}]`;
}

function columnText(column: string, texts: Catalogue): string {
  return column.startsWith('--')
    ? filled(texts.fault.option, { option: column })
    : filled(texts.fault.column, { column });
}
