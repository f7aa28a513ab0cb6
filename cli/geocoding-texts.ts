import i18next from 'i18next';
import type { Translate } from '../domain/geocoding/explain.ts';
import en from '../domain/locales/en/geocoding.json' with { type: 'json' };
import es from '../domain/locales/es/geocoding.json' with { type: 'json' };

/** The geocoding catalogue in one language, for the terminal: nothing is escaped. */
export async function geocodingTexts(language: 'es' | 'en'): Promise<Translate> {
  const instance = i18next.createInstance();
  await instance.init({
    lng: language,
    resources: { es: { geocoding: es }, en: { geocoding: en } },
    defaultNS: 'geocoding',
    interpolation: { escapeValue: false },
  });
  return (key, values) => instance.t(key, values);
}
