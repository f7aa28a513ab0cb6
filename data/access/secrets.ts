import { createHash, randomBytes, randomUUID } from 'node:crypto';

/** 256 random bits in base64url: what a session, link or token is opened with. Given out once, never stored. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of a secret (hexadecimal SHA-256). The secret is random, so nothing slower is needed. */
export function secretHash(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** A name for something that opens nothing. */
export function newId(): string {
  return randomUUID();
}
