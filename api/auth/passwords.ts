import { randomUUID } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** OWASP's recommendation for argon2id (2: 19 MiB, two passes); libuv's four threads bound how many run at once. */
const COST = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** argon2id in its own notation, with a random salt. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), COST);
}

/**
 * Whether a password is the one of a hash. Without a hash (no such user, none set) it works as long as with one and
 * answers no, so that time does not tell who is a user.
 */
export async function isPassword(known: string | null, password: string): Promise<boolean> {
  const right = await verify(known ?? (await dummy()), password.normalize('NFKC'));
  return right && known !== null;
}

let made: Promise<string> | null = null;

function dummy(): Promise<string> {
  made ??= hashPassword(randomUUID());
  return made;
}
