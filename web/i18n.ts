import { createInstance, type i18n as Translator } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { cataloguesOf } from './catalogues.ts';
import type { Language } from './view/view.ts';

/** The translator with one language, ready when it comes. */
export async function startTranslator(language: Language): Promise<Translator> {
  const i18n = createInstance();
  const catalogues = await cataloguesOf(language);
  await i18n.use(initReactI18next).init({
    resources: { [language]: catalogues },
    lng: language,
    // A test holds the catalogues to the same keys: nothing is missing in one of them.
    fallbackLng: false,
    ns: Object.keys(catalogues),
    defaultNS: 'web',
    initAsync: false,
    // React escapes what it renders.
    interpolation: { escapeValue: false },
  });
  return i18n;
}

/** Changes to a language, which is loaded when it is spoken first. */
export async function speak(i18n: Translator, language: Language): Promise<void> {
  if (!i18n.hasResourceBundle(language, 'web')) {
    for (const [namespace, catalogue] of Object.entries(await cataloguesOf(language))) {
      i18n.addResourceBundle(language, namespace, catalogue);
    }
  }
  await i18n.changeLanguage(language);
}
