import { dictionary } from '@zxcvbn-ts/language-common';
import { judgePassword, type PasswordFault } from '../../domain/access/password-rule.ts';

/** The 49,233 passwords that zxcvbn-ts (MIT) lists as the most common in leaks. */
const COMMON = new Set(dictionary['passwords-common']);

/** Words that people of this product's languages and trade would think of, which that list lacks. */
const OURS = ['contraseña', 'contrasena', 'migrante', 'migrantes', 'labestia', 'bestia', 'mexico', 'méxico'];
for (const word of OURS) COMMON.add(word);

/** Why a new password is refused, or null. */
export function judgeNewPassword(password: string, userName: string): PasswordFault | null {
  return judgePassword(password, userName, (word) => COMMON.has(word));
}
