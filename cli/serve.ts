import { Command } from 'commander';
import type { TFunction } from 'i18next';
import { createAlertEngine } from '../api/alerting/engine.ts';
import { createApp } from '../api/app.ts';
import { accessSettings } from '../api/auth/settings.ts';
import { createContext } from '../api/context.ts';
import { openLog } from '../api/log.ts';
import { createMessenger } from '../api/messaging/messenger.ts';
import { messagingSettings } from '../api/messaging/settings.ts';
import { startNightlyScan } from '../api/nightly-scan.ts';
import { startReleasing } from '../api/releasing.ts';
import { listen } from '../api/server.ts';
import { firstSignInLink } from '../data/access/first-administrator.ts';
import { addShippedRules } from '../data/alerts/shipped-rules.ts';
import { addShippedReferrals } from '../data/alerts/texts.ts';
import { readAuditKey } from '../data/audit-key.ts';
import type { Config } from '../data/config.ts';
import { loadSampleOnce } from '../etl/sample.ts';
import { startSealing } from './audit/sealing.ts';
import { openReady } from './open.ts';
import { buildPage, isPageStale, WEB_DIR } from './page-build.ts';
import { signInAddress } from './user/sign-in-address.ts';

/** `vigia serve` (npm start): database, sample on the first start, API and page. */
export function serveCommand(config: Config, t: TFunction): Command {
  return new Command('serve').description(t('cli:serve.description')).action(() => serve(config, t));
}

async function serve(config: Config, t: TFunction): Promise<void> {
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const fail = (message: string): never => {
    process.stderr.write(`${message}\n`);
    process.exit(2);
  };
  // A signal during the slow start must not leave a half-made database behind: it is heard once all stands.
  let asked = false;
  let stop = () => {
    asked = true;
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop());

  const auditKey = readAuditKey(config);
  if (!auditKey.ok) return fail(t(`audit:cli.${auditKey.reason}`, { file: auditKey.file }));
  const building = isPageStale()
    ? buildPage().then(
        () => null,
        (error: Error) => error,
      )
    : null;
  if (building) say(t('cli:serve.building'));
  const opened = await openReady(config, t, { join: false, say });
  if (!opened.ok) return fail(opened.message);
  const { database } = opened;
  if (config.sample) {
    const today = new Date().toISOString().slice(0, 10);
    const sample = await loadSampleOnce(database, today, () => say(t('cli:database.sample')));
    if (sample) say(t('cli:database.sampleDone', { loaded: sample.loaded, quarantined: sample.quarantined }));
  }
  const buildError = await building;
  if (buildError) {
    await database.close();
    return fail(t('cli:serve.buildFailed', { message: buildError.message }));
  }

  await database.transaction(async (db) => {
    await addShippedRules(db, new Date());
    await addShippedReferrals(db);
  });
  const log = openLog(config.logLevel);
  const context = await createContext(
    database,
    log,
    () => new Date(),
    accessSettings(config),
    auditKey.key,
    config.uploadLimitMb,
    config,
    config.shelterDistanceKm,
    config.delayHours,
    config.fewestDisclosed,
  );
  const listening = await listen(createApp(context, WEB_DIR), config.host, config.port, config.tls);
  if (!listening.ok) {
    await database.close();
    return fail(t(`cli:serve.${listening.reason}`, { ...config, message: listening.message }));
  }
  const endSealing = startSealing(database, auditKey.key, log);
  const url = config.publicUrl?.href ?? listening.server.url;
  const messenger = await createMessenger(context, messagingSettings(config, context.access, url));
  messenger.start();
  const alerting = createAlertEngine(context, messenger.onEvents);
  alerting.start();
  const endNightlyScan = startNightlyScan(context);
  const endReleasing = startReleasing(context);
  stop = () => {
    stop = () => {};
    say(t('cli:serve.stopping'));
    context.alertEvents.close();
    endNightlyScan();
    void listening.server
      .stop()
      .then(() => alerting.close())
      .then(() => messenger.close())
      .then(endReleasing)
      .then(endSealing)
      .then(() => context.uploads.close())
      .then(() => context.jobs.close())
      .then(() => database.close())
      .then(() => process.exit(0));
  };
  if (asked) return stop();
  say(t('cli:serve.ready', { url }));
  const first = await firstSignInLink(database, new Date());
  if (first) say(t('access:cli.firstLink', { link: signInAddress(url, first.token) }));
}
