import type { TFunction } from 'i18next';
import type { Failure } from '../data/requests.ts';

const KNOWN = ['sign_in_refused', 'linkRefused', 'too_many_requests', 'oidc'];

/** Why a sign-in did not work, in words. */
export function failureText({ code, reason, details }: Failure, t: TFunction): string {
  if (reason === 'unreachable') return t('web:error.unreachable');
  if (code === 'wait') {
    const { seconds } = details as { seconds: number };
    return t('access:signInError.wait', { seconds });
  }
  return KNOWN.includes(code) ? t(`access:signInError.${code}`) : t('access:signInError.other', { code });
}
