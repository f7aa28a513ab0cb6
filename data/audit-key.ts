import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { VerifyTools } from '../domain/audit/verify.ts';
import type { Config } from './config.ts';

/** Ed25519: signs checkpoints and tombstones of the audit. */
export interface AuditKey {
  /** First 16 hexadecimal digits of the SHA-256 of the public key (DER, SubjectPublicKeyInfo). */
  keyId: string;
  publicKeyPem: string;
  /** Signature in base64url. */
  sign(text: string): string;
  /** By this key, by those of the trusted file beside it, and by more that are given. */
  checkSignature: VerifyTools['checkSignature'];
}

export type AuditKeyResult =
  | { ok: true; key: AuditKey }
  | { ok: false; reason: 'key-missing' | 'key-wrong'; file: string };

const KEY_FILE = 'audit-key.pem';
/** Public keys of earlier installations whose chains came here by restore, one PEM block after the other. */
const TRUSTED_FILE = 'audit-trusted-keys.pem';

/**
 * The key that the configuration names, else the one in the data folder, made at its first use (mode 0600).
 *
 * @param more public keys (PEM) to trust besides.
 */
export function readAuditKey(
  config: Pick<Config, 'dataDir' | 'auditKeyFile'>,
  more: readonly string[] = [],
): AuditKeyResult {
  const file = config.auditKeyFile ?? path.join(config.dataDir, KEY_FILE);
  if (config.auditKeyFile !== null && !existsSync(file)) return { ok: false, reason: 'key-missing', file };
  if (!existsSync(file)) makeKey(file);
  try {
    const secret = createPrivateKey(readFileSync(file));
    if (secret.asymmetricKeyType !== 'ed25519') return { ok: false, reason: 'key-wrong', file };
    const own = createPublicKey(secret);
    const trustedFile = path.join(config.dataDir, TRUSTED_FILE);
    const trusted = existsSync(trustedFile) ? pemBlocks(readFileSync(trustedFile, 'utf8')) : [];
    const keys = new Map(
      [own, ...[...trusted, ...more].map((pem) => createPublicKey(pem))].map((key) => [idOf(key), key]),
    );
    return {
      ok: true,
      key: {
        keyId: idOf(own),
        publicKeyPem: own.export({ type: 'spki', format: 'pem' }).toString(),
        sign: (text) => sign(null, Buffer.from(text), secret).toString('base64url'),
        checkSignature: (keyId, text, signature) => {
          const key = keys.get(keyId);
          if (!key) return 'unknown-key';
          const isGood = verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64url'));
          return isGood ? 'good' : 'bad';
        },
      },
    };
  } catch {
    return { ok: false, reason: 'key-wrong', file };
  }
}

/** Two processes may start at once: the file appears whole, and the first one's stays. */
function makeKey(file: string): void {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const { privateKey } = generateKeyPairSync('ed25519');
  const made = `${file}.${process.pid}`;
  writeFileSync(made, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  try {
    linkSync(made, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(made);
  }
}

function idOf(key: KeyObject): string {
  return createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 16);
}

function pemBlocks(text: string): string[] {
  return text.match(/-----BEGIN PUBLIC KEY-----[^-]+-----END PUBLIC KEY-----/g) ?? [];
}
