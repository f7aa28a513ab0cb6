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
    expect(result.ok ? [] : result.errors.map(({ key }) => key)).toEqual([
      'VIGIA_PORT',
      'VIGIA_HOST',
      'VIGIA_LANG',
    ]);
  });

  it('never repeats a database address, which may hold a password', () => {
    const result = readConfig({ VIGIA_DATABASE_URL: 'mysql://me:secret@x/y' });
    expect(JSON.stringify(result)).not.toContain('secret');
    expect(result.ok).toBe(false);
  });

  it('ignores keys of other programs', () => {
    expect(readConfig({ PATH: '/bin', HOME: '/root' }).ok).toBe(true);
  });
});
