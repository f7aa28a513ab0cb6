import { randomUUID } from 'node:crypto';
import argon2 from 'argon2';

/** OWASP's recommendation for argon2id (19 MiB, two passes); libuv's four threads bound how many run at once. */
const COST = { type: argon2.argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** argon2id in its own notation, with a random salt. */
export function hashPassword(password: string): Promise<string> {
  return argon2.hash(password.normalize('NFKC'), COST);
}

/**
 * Whether a password is the one of a hash. Without a hash (no such user, none set) it works as long as with one and
 * answers no, so that time does not tell who is a user.
 */
export async function isPassword(hash: string | null, password: string): Promise<boolean> {
  const right = await argon2.verify(hash ?? (await dummy()), password.normalize('NFKC'));
  return right && hash !== null;
}

let made: Promise<string> | null = null;

function dummy(): Promise<string> {
  made ??= hashPassword(randomUUID());
  return made;
}
