import { createInstance } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { type Catalogue, withWholeMillions } from '../domain/plurals.ts';
import { remembered } from './remembered.ts';
import { LANGUAGES, type Language } from './view/view.ts';

/** The catalogues that the page speaks from. */
const files = import.meta.glob<Catalogue>(
  ['../domain/locales/*/*.json', '!../domain/locales/*/{cli,stats}.json'],
  { eager: true, import: 'default' },
);

function resources(): Record<string, Record<string, Catalogue>> {
  const byLanguage: Record<string, Record<string, Catalogue>> = {};
  for (const [path, catalogue] of Object.entries(files)) {
    const [, language, namespace] = /locales\/(\w+)\/([\w-]+)\.json$/.exec(path) ?? [];
    if (!language || !namespace) throw new Error(`not a catalogue: ${path}`);
    byLanguage[language] ??= {};
    byLanguage[language][namespace] = withWholeMillions(catalogue);
  }
  return byLanguage;
}

/** What the reader chose last time, else Spanish: the product speaks it first. */
export function preferredLanguage(): Language {
  const stored = remembered('language');
  return LANGUAGES.find((language) => language === stored) ?? 'es';
}

/** The translator, ready at once because every catalogue is in the bundle. */
export function startTranslator(language: Language) {
  const i18n = createInstance();
  const catalogues = resources();
  void i18n.use(initReactI18next).init({
    resources: catalogues,
    lng: language,
    fallbackLng: 'es',
    ns: Object.keys(catalogues.es ?? {}),
    defaultNS: 'web',
    initAsync: false,
    // React escapes what it renders.
    interpolation: { escapeValue: false },
  });
  return i18n;
}
