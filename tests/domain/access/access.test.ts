import { describe, expect, it } from 'vitest';
import { seal, unseal } from '../../../api/auth/seal.ts';
import { createReader, may, restrictReader } from '../../../domain/access/reader.ts';
import { waitAfterFailuresS } from '../../../domain/access/sign-in-delay.ts';
import { parseSignInName } from '../../../domain/access/sign-in-name.ts';

describe('the wait after failures', () => {
  it('is nothing for five, then doubles up to a quarter of an hour', () => {
    const waits = [0, 4, 5, 6, 7, 10, 11, 1000].map(waitAfterFailuresS);
    expect(waits).toEqual([0, 0, 15, 30, 60, 480, 900, 900]);
  });
});

describe('a name to sign in with', () => {
  it.each([
    ['María Ruiz', 'maría ruiz'],
    [' ANA.P@example.org ', 'ana.p@example.org'],
    ['ｆｕｌｌ', 'full'],
    ['two  spaces', null],
    ['', null],
    ['a\nb', null],
    ['<b>', null],
    ['x'.repeat(65), null],
  ])('%j is %j', (text, key) => {
    expect(parseSignInName(text)?.key ?? null).toBe(key);
  });
});

describe('a token', () => {
  it('opens what is in its scopes and open to its owner, and no more', () => {
    const reader = createReader({
      userId: '1',
      name: 'a',
      roles: ['planner'],
      agencyId: null,
      hasOversight: false,
    });
    const narrow = restrictReader(reader, ['map.read', 'incidents.read', 'officials.read']);
    expect([...narrow.permissions]).toEqual(['map.read']);
    expect(may(narrow, 'release.read')).toBe(false);
  });
});

describe('a seal', () => {
  const key = Buffer.alloc(32, 7);

  it('opens with its key and place alone, and not when a bit changed', () => {
    const sealed = seal(key, 'totp 1', 'secret');
    expect(sealed).not.toContain('secret');
    expect(unseal(key, 'totp 1', sealed)).toBe('secret');
    expect(unseal(key, 'totp 2', sealed)).toBeNull();
    expect(unseal(Buffer.alloc(32, 8), 'totp 1', sealed)).toBeNull();
    const bytes = Buffer.from(sealed, 'base64url');
    bytes[bytes.length - 1] ^= 1;
    expect(unseal(key, 'totp 1', bytes.toString('base64url'))).toBeNull();
    expect(unseal(key, 'totp 1', 'x')).toBeNull();
    expect(seal(key, 'totp 1', 'secret')).not.toBe(sealed);
  });
});
