import { readFileSync } from 'node:fs';
import type { TFunction } from 'i18next';
import type { Config } from '../data/config.ts';
import { askSecret } from './ask-secret.ts';
import { UsageError } from './usage-error.ts';

/** Shorter ones are guessed offline; age's authors ask for 8 to 10 random characters, or 4 to 5 random words. */
const LEAST_LENGTH = 12;

/** The passphrase for a new backup: of the configured file, else asked for twice where `ask`; null for none. */
export async function newPassphrase(config: Config, t: TFunction, ask: boolean): Promise<string | null> {
  const configured = fromFile(config, t);
  if (configured === null && !ask) return null;
  const passphrase = configured ?? (await asked(t, 'backup:passphrase.new'));
  if (passphrase.length < LEAST_LENGTH)
    throw new UsageError(t('backup:passphrase.short', { least: LEAST_LENGTH }));
  if (configured === null && (await asked(t, 'backup:passphrase.again')) !== passphrase)
    throw new UsageError(t('backup:passphrase.differ'));
  return passphrase;
}

/** The passphrase of a backup that has one: of the configured file, else asked for. */
export async function knownPassphrase(config: Config, t: TFunction): Promise<string> {
  return fromFile(config, t) ?? (await asked(t, 'backup:passphrase.ask'));
}

function fromFile({ backupPassphraseFile: file }: Config, t: TFunction): string | null {
  if (file === null) return null;
  try {
    return readFileSync(file, 'utf8').split(/\r?\n/)[0] ?? '';
  } catch (error) {
    throw new UsageError(t('backup:passphrase.unreadable', { file, detail: (error as Error).message }));
  }
}

async function asked(t: TFunction, key: string): Promise<string> {
  const answer = await askSecret(t(key));
  if (answer === null) throw new UsageError(t('backup:passphrase.noTerminal'));
  return answer;
}
