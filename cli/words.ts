import i18next, { type TFunction } from 'i18next';
import enAccess from '../domain/locales/en/access.json' with { type: 'json' };
import enAudit from '../domain/locales/en/audit.json' with { type: 'json' };
import enBacktest from '../domain/locales/en/backtest.json' with { type: 'json' };
import enBackup from '../domain/locales/en/backup.json' with { type: 'json' };
import enCli from '../domain/locales/en/cli.json' with { type: 'json' };
import enGeocoding from '../domain/locales/en/geocoding.json' with { type: 'json' };
import enIngest from '../domain/locales/en/ingest.json' with { type: 'json' };
import enIntake from '../domain/locales/en/intake.json' with { type: 'json' };
import enNetwork from '../domain/locales/en/network.json' with { type: 'json' };
import enPatrolLog from '../domain/locales/en/patrolLog.json' with { type: 'json' };
import enPatrolPlan from '../domain/locales/en/patrolPlan.json' with { type: 'json' };
import enPatterns from '../domain/locales/en/patterns.json' with { type: 'json' };
import enRelease from '../domain/locales/en/release.json' with { type: 'json' };
import enReview from '../domain/locales/en/review.json' with { type: 'json' };
import enTaxonomy from '../domain/locales/en/taxonomy.json' with { type: 'json' };
import esAccess from '../domain/locales/es/access.json' with { type: 'json' };
import esAudit from '../domain/locales/es/audit.json' with { type: 'json' };
import esBacktest from '../domain/locales/es/backtest.json' with { type: 'json' };
import esBackup from '../domain/locales/es/backup.json' with { type: 'json' };
import esCli from '../domain/locales/es/cli.json' with { type: 'json' };
import esGeocoding from '../domain/locales/es/geocoding.json' with { type: 'json' };
import esIngest from '../domain/locales/es/ingest.json' with { type: 'json' };
import esIntake from '../domain/locales/es/intake.json' with { type: 'json' };
import esNetwork from '../domain/locales/es/network.json' with { type: 'json' };
import esPatrolLog from '../domain/locales/es/patrolLog.json' with { type: 'json' };
import esPatrolPlan from '../domain/locales/es/patrolPlan.json' with { type: 'json' };
import esPatterns from '../domain/locales/es/patterns.json' with { type: 'json' };
import esRelease from '../domain/locales/es/release.json' with { type: 'json' };
import esReview from '../domain/locales/es/review.json' with { type: 'json' };
import esTaxonomy from '../domain/locales/es/taxonomy.json' with { type: 'json' };
import { withWholeMillions } from '../domain/plurals.ts';

/** The words of the terminal in a language; `t('cli:serve.ready', {...})`. */
export function wordsOf(language: 'es' | 'en'): TFunction {
  const instance = i18next.createInstance();
  void instance.init({
    lng: language,
    fallbackLng: 'es',
    initAsync: false,
    interpolation: { escapeValue: false },
    resources: {
      es: withWholeMillions({
        access: esAccess,
        audit: esAudit,
        backtest: esBacktest,
        backup: esBackup,
        cli: esCli,
        geocoding: esGeocoding,
        ingest: esIngest,
        intake: esIntake,
        network: esNetwork,
        patrolLog: esPatrolLog,
        patrolPlan: esPatrolPlan,
        patterns: esPatterns,
        release: esRelease,
        review: esReview,
        taxonomy: esTaxonomy,
      }),
      en: {
        access: enAccess,
        audit: enAudit,
        backtest: enBacktest,
        backup: enBackup,
        cli: enCli,
        geocoding: enGeocoding,
        ingest: enIngest,
        intake: enIntake,
        network: enNetwork,
        patrolLog: enPatrolLog,
        patrolPlan: enPatrolPlan,
        patterns: enPatterns,
        release: enRelease,
        review: enReview,
        taxonomy: enTaxonomy,
      },
    },
  });
  return instance.t;
}
