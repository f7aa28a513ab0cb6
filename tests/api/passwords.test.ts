import { expect, it } from 'vitest';
import { hashPassword, isPassword } from '../../api/auth/passwords.ts';

it('keeps a password as argon2id at the cost that docs/access.md states', async () => {
  const hash = await hashPassword('tren lento de medianoche');
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await isPassword(hash, 'tren lento de medianoche')).toBe(true);
  expect(await isPassword(hash, 'tren lento de mediodía')).toBe(false);
  expect(await isPassword(null, 'tren lento de medianoche')).toBe(false);
});

it('knows the hashes that version 0.1 made with another library, and one letter however it was typed', async () => {
  const made =
    '$argon2id$v=19$m=19456,p=1,t=2$5g1UQIoDUyhoZcXMXZhW6Q$qC7anf20Ca1d2uYo2aKd14KcYrRv1s1n/1Hh3pQAW/Y';
  expect(await isPassword(made, 'tren lento ñ')).toBe(true);
  expect(await isPassword(made, 'tren lento n\u0303')).toBe(true);
  expect(await isPassword(made, 'tren lento n')).toBe(false);
});
