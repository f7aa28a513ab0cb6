import { describe, expect, it } from 'vitest';
import { readConfig } from '../../data/config.ts';

describe('the configuration', () => {
  it('has defaults that start on this machine only', () => {
    const result = readConfig({});
    expect(result).toMatchObject({ ok: true, config: { port: 8080, host: '127.0.0.1', databaseUrl: null } });
  });

  it('names an unknown key', () => {
    expect(readConfig({ VIGIA_PROT: '1' })).toMatchObject({
      ok: false,
      errors: [{ key: 'VIGIA_PROT', reason: 'unknown-key' }],
    });
  });

  it('names every wrong value, not only the first', () => {
    const result = readConfig({ VIGIA_PORT: 'abc', VIGIA_LANG: 'fr', VIGIA_HOST: '0.0.0.0' });
    expect(result.ok ? [] : result.errors.map(({ key }) => key).sort()).toEqual([
      'VIGIA_HOST',
      'VIGIA_LANG',
      'VIGIA_PORT',
    ]);
  });

  it('never repeats a database address, which may hold a password', () => {
    const result = readConfig({ VIGIA_DATABASE_URL: 'mysql://me:secret@x/y' });
    expect(JSON.stringify(result)).not.toContain('secret');
    expect(result.ok).toBe(false);
  });

  it('listens beyond this machine only where everything travels encrypted', () => {
    const beyond = { VIGIA_HOST: '0.0.0.0', VIGIA_PUBLIC_URL: 'https://vigia.example.org' };
    const tls = { VIGIA_TLS_CERT_FILE: '/c.pem', VIGIA_TLS_KEY_FILE: '/k.pem' };
    const proxy = { VIGIA_TRUSTED_PROXY: 'loopback, 10.0.0.0/8' };
    const cases: [env: Record<string, string>, wrong: string[]][] = [
      [beyond, ['VIGIA_HOST']],
      [{ ...beyond, ...tls }, []],
      [{ ...beyond, ...proxy }, []],
      [{ ...beyond, ...tls, VIGIA_PUBLIC_URL: 'http://vigia.example.org' }, ['VIGIA_HOST']],
      [{ ...tls, VIGIA_HOST: '0.0.0.0' }, ['VIGIA_HOST']],
      [{ VIGIA_TLS_CERT_FILE: '/c.pem' }, ['VIGIA_TLS_KEY_FILE']],
      [{ VIGIA_TRUSTED_PROXY: 'everybody' }, ['VIGIA_TRUSTED_PROXY']],
      [{ VIGIA_TRUSTED_PROXY: '10.0.0.0/64' }, ['VIGIA_TRUSTED_PROXY']],
    ];
    for (const [env, wrong] of cases) {
      const result = readConfig(env);
      expect(result.ok ? [] : result.errors.map(({ key }) => key), JSON.stringify(env)).toEqual(wrong);
    }
  });

  it('takes a secret from a file, and never repeats one', () => {
    const key = '0123456789abcdef'.repeat(4);
    const result = readConfig({ VIGIA_SECRET_KEY_FILE: '/key' }, () => `${key}\n`);
    expect(result.ok && result.config.secretKey?.toString('hex')).toBe(key);
    const short = readConfig({ VIGIA_SECRET_KEY: 'secret' });
    expect(short.ok).toBe(false);
    expect(JSON.stringify(short)).not.toContain('secret"');
    const both = readConfig({ VIGIA_SECRET_KEY: key, VIGIA_SECRET_KEY_FILE: '/key' }, () => key);
    expect(both).toMatchObject({ ok: false, errors: [{ key: 'VIGIA_SECRET_KEY_FILE' }] });
    const missing = readConfig({ VIGIA_DATABASE_URL_FILE: '/nowhere/at/all' });
    expect(missing).toMatchObject({ ok: false, errors: [{ key: 'VIGIA_DATABASE_URL_FILE' }] });
  });

  it('ignores keys of other programs', () => {
    expect(readConfig({ PATH: '/bin', HOME: '/root' }).ok).toBe(true);
  });
});
