import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import type { TFunction } from 'i18next';
import { judgeNewPassword } from '../../api/auth/new-password.ts';
import { hashPassword } from '../../api/auth/passwords.ts';
import { setPasswordHash } from '../../data/access/passwords.ts';
import { removeSecondFactor } from '../../data/access/second-factor.ts';
import { endSessions } from '../../data/access/sessions.ts';
import { makeSignInLink } from '../../data/access/sign-in-links.ts';
import { appendAudit } from '../../data/audit.ts';
import type { Config } from '../../data/config.ts';
import type { Database } from '../../data/database.ts';
import { UsageError } from '../usage-error.ts';
import { byTerminal, userOrThrow } from './accounts.ts';
import { publicAddress, signInAddress } from './sign-in-address.ts';

/** `vigia user link`: a new one-time link; the one before stops working. */
export async function linkVerb(
  database: Database,
  config: Config,
  t: TFunction,
  name: string,
): Promise<void> {
  const user = await userOrThrow(database, t, name);
  if (user.disabled) throw new UsageError(t('access:cli.isDisabled', { name: user.name }));
  const now = new Date();
  const { token } = await database.transaction(async (db) => {
    const made = await makeSignInLink(db, user.userId, now);
    await appendAudit(db, { ...byTerminal(user), action: 'sign-in-link-made' }, now);
    return made;
  });
  print(t('access:cli.linkMade', { name: user.name, link: signInAddress(publicAddress(config), token) }));
}

/** `vigia user password`: asks for it without showing it, or reads one line from a pipe. Ends all sessions. */
export async function passwordVerb(database: Database, t: TFunction, name: string): Promise<void> {
  const user = await userOrThrow(database, t, name);
  const password = await askPassword(t('access:cli.askPassword', { name: user.name }));
  const fault = judgeNewPassword(password, user.name);
  if (fault !== null) throw new UsageError(t(`access:password.${fault}`));
  const hash = await hashPassword(password);
  const now = new Date();
  await database.transaction(async (db) => {
    await setPasswordHash(db, user.userId, hash);
    await endSessions(db, user.userId);
    await appendAudit(db, { ...byTerminal(user), action: 'password-changed' }, now);
  });
  print(t('access:cli.passwordSet', { name: user.name }));
}

/** `vigia user reset-totp`: for who lost authenticator and recovery codes. */
export async function resetSecondFactorVerb(database: Database, t: TFunction, name: string): Promise<void> {
  const user = await userOrThrow(database, t, name);
  const now = new Date();
  await database.transaction(async (db) => {
    await removeSecondFactor(db, user.userId);
    await endSessions(db, user.userId);
    const details = { what: 'reset' };
    await appendAudit(db, { ...byTerminal(user), action: 'second-factor-changed', details }, now);
  });
  print(t('access:cli.totpReset', { name: user.name }));
}

async function askPassword(question: string): Promise<string> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  process.stderr.write(question);
  const lines = createInterface({ input: process.stdin, output: silent, terminal: process.stdin.isTTY });
  const line = await new Promise<string>((resolve) => {
    lines.once('line', resolve);
    lines.once('close', () => resolve(''));
  });
  lines.close();
  process.stderr.write('\n');
  return line;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
