import i18next, { type TFunction } from 'i18next';
import type { Translate } from '../../domain/alerts/text.ts';
import enAlerts from '../../domain/locales/en/alerts.json' with { type: 'json' };
import enMessages from '../../domain/locales/en/messages.json' with { type: 'json' };
import enRelease from '../../domain/locales/en/release.json' with { type: 'json' };
import enTaxonomy from '../../domain/locales/en/taxonomy.json' with { type: 'json' };
import esAlerts from '../../domain/locales/es/alerts.json' with { type: 'json' };
import esMessages from '../../domain/locales/es/messages.json' with { type: 'json' };
import esRelease from '../../domain/locales/es/release.json' with { type: 'json' };
import esTaxonomy from '../../domain/locales/es/taxonomy.json' with { type: 'json' };
import { withWholeMillions } from '../../domain/plurals.ts';

const i18n = i18next.createInstance();
void i18n.init({
  lng: 'es',
  fallbackLng: 'es',
  initAsync: false,
  // Whoever writes HTML or XML escapes what it writes.
  interpolation: { escapeValue: false },
  resources: {
    es: withWholeMillions({
      alerts: esAlerts,
      messages: esMessages,
      release: esRelease,
      taxonomy: esTaxonomy,
    }),
    en: withWholeMillions({
      alerts: enAlerts,
      messages: enMessages,
      release: enRelease,
      taxonomy: enTaxonomy,
    }),
  },
});
const fixed: Readonly<Record<'es' | 'en', TFunction>> = {
  es: i18n.getFixedT('es'),
  en: i18n.getFixedT('en'),
};

/** The words of messages in a language. */
export function messageWords(language: 'es' | 'en'): Translate {
  return (key, values = {}) => String(fixed[language](key, values));
}
