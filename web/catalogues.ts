import { type Catalogue, withWholeMillions } from '../domain/plurals.ts';
import { remembered } from './remembered.ts';
import { LANGUAGES, type Language } from './view/view.ts';

/** Each language is a file of its own: who reads one does not load the other. */
const CATALOGUES: Readonly<Record<Language, () => Promise<{ default: Record<string, Catalogue> }>>> = {
  es: () => import('./locales/es.ts'),
  en: () => import('./locales/en.ts'),
};

const known = new Map<Language, Promise<Record<string, Catalogue>>>();

/** All texts of a language, by namespace; loaded when they are asked for first. */
export function cataloguesOf(language: Language): Promise<Record<string, Catalogue>> {
  const before = known.get(language);
  if (before) return before;
  const catalogues = load(language);
  known.set(language, catalogues);
  // What could not be loaded is tried again.
  catalogues.catch(() => known.delete(language));
  return catalogues;
}

async function load(language: Language): Promise<Record<string, Catalogue>> {
  const { default: files } = await CATALOGUES[language]();
  return Object.fromEntries(
    Object.entries(files).map(([path, catalogue]) => {
      const [, namespace] = /([\w-]+)\.json$/.exec(path) ?? [];
      if (!namespace) throw new Error(`not a catalogue: ${path}`);
      return [namespace, withWholeMillions(catalogue)];
    }),
  );
}

/** That of the link that this tab was opened with, else what the reader chose last, else Spanish, the product's first. */
export function preferredLanguage(): Language {
  const stored = remembered('language', 'sessionStorage') ?? remembered('language');
  return LANGUAGES.find((language) => language === stored) ?? 'es';
}
