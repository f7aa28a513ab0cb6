import { describe, expect, it } from 'vitest';
import { judgeNewPassword } from '../../../api/auth/new-password.ts';
import type { PasswordFault } from '../../../domain/access/password-rule.ts';

const cases: [password: string, verdict: PasswordFault | null][] = [
  ['corta', 'too-short'],
  ['onceletras1', 'too-short'],
  [`${'palabra diferente '.repeat(8)}`, 'too-long'],
  ['tren lento de medianoche', null],
  ['correct horse battery staple', null],
  ['ñandú-42-¡güiro!', null],
  ['🚂🌵🦅🐍🌽🎺🪅🌮🥑🌶🪇🏜', null],
  ['qwerty123456', 'common'],
  ['QWERTY123456', 'common'],
  ['Password2026!', 'common'],
  ['  contraseña 2026', 'common'],
  ['passwordpassword', 'repeats'],
  ['dragonbaseball', 'common'],
  ['aaaaaaaaaaaa', 'repeats'],
  ['abcdeabcdeabcde', 'repeats'],
  ['123456789012', 'repeats'],
  ['zyxwvutsrqponm', 'repeats'],
  ['!!María Ruiz!!', 'contains-name'],
  ['vigia-2026-2026', 'contains-name'],
];

describe('the password rule', () => {
  it.each(cases)('%s: %s', (password, verdict) => {
    expect(judgeNewPassword(password, 'María Ruiz')).toBe(verdict);
  });
});
