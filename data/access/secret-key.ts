import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Config } from '../config.ts';

const KEY_FILE = 'secret-key.hex';

/**
 * The key that seals second factors: the configured one, else the one in the data folder, made at its first use
 * (mode 0600). It stays outside the database, so that a copy of that alone opens no second factor.
 *
 * @throws when the file holds no key.
 */
export function readSecretKey({ secretKey, dataDir }: Pick<Config, 'secretKey' | 'dataDir'>): Buffer {
  if (secretKey !== null) return secretKey;
  const file = path.join(dataDir, KEY_FILE);
  if (!existsSync(file)) makeKey(file);
  const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'hex');
  if (key.length !== 32) throw new Error(`${file} holds no key of 32 bytes`);
  return key;
}

/** Written whole under another name first: of two processes that start at once one wins, and both read the same. */
function makeKey(file: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const making = `${file}.${process.pid}`;
  writeFileSync(making, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600 });
  try {
    linkSync(making, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(making);
  }
}
