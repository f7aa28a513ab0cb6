import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { readSecondFactor, takeRecoveryCode, takeTotpStep } from '../../data/access/second-factor.ts';
import type { Queryable } from '../../data/database.ts';
import { seal, unseal } from './seal.ts';

const PERIOD_S = 30;
/** Steps to either side of now: clocks differ, people type slowly. */
const WINDOW = 1;
const RECOVERY_CODES = 10;

/** A new secret for an authenticator, with the address that its QR code holds. */
export function newTotp(name: string): { secret: string; uri: string } {
  const secret = new Secret({ size: 20 });
  return { secret: secret.base32, uri: totpOf(secret.base32, name).toString() };
}

export function sealTotp(key: Buffer, userId: string, secret: string): string {
  return seal(key, `totp ${userId}`, secret);
}

/** The time step whose code was given, or null. */
export function totpStep(
  key: Buffer,
  userId: string,
  sealed: string,
  code: string,
  now: Date,
): number | null {
  const secret = unseal(key, `totp ${userId}`, sealed);
  if (secret === null || !/^\d{6}$/.test(code)) return null;
  const delta = totpOf(secret, '').validate({ token: code, timestamp: now.getTime(), window: WINDOW });
  return delta === null ? null : Math.floor(now.getTime() / 1000 / PERIOD_S) + delta;
}

/**
 * Checks the second factor of a sign-in and uses its code up, so that nobody who saw it can use it again. Takes the
 * six digits of an authenticator or a recovery code, with or without spaces and hyphens.
 */
export async function checkSecondFactor(
  db: Queryable,
  key: Buffer,
  userId: string,
  given: string | undefined,
  now: Date,
): Promise<'none-set' | 'missing' | 'right' | 'wrong'> {
  const { sealed } = await readSecondFactor(db, userId);
  if (sealed === null) return 'none-set';
  const code = (given ?? '').replaceAll(/[\s-]/g, '').toLowerCase();
  if (code === '') return 'missing';
  const step = totpStep(key, userId, sealed, code, now);
  const right =
    step === null ? await takeRecoveryCode(db, userId, code) : await takeTotpStep(db, userId, step);
  return right ? 'right' : 'wrong';
}

/** Recovery codes as they are compared: ten times 80 random bits in small letters and digits. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: RECOVERY_CODES }, () => randomBytes(10).toString('hex'));
}

function totpOf(secret: string, label: string): TOTP {
  return new TOTP({
    issuer: 'Vigía',
    label,
    algorithm: 'SHA1',
    digits: 6,
    period: PERIOD_S,
    secret: Secret.fromBase32(secret),
  });
}
