import type { Failure } from '../data/requests.ts';
import { useWords } from '../format.ts';

const KNOWN = [
  'wrong_password',
  'wrong_code',
  'name_taken',
  'wrong_name',
  'last_administrator',
  'no_such_user',
  'no_such_agency',
  'disabled',
  'not_yours_to_give',
];

/** Why a change of an account did not work. */
export function ActionFailure({ failure }: { failure: Failure | null }) {
  const { t } = useWords();
  if (failure === null) return null;
  const { code, details } = failure;
  const text =
    code === 'password_refused'
      ? t(`access:password.${(details as { fault: string }).fault}`)
      : code === 'wait'
        ? t('access:signInError.wait', { seconds: (details as { seconds: number }).seconds })
        : KNOWN.includes(code)
          ? t(`access:failure.${code}`)
          : t('access:failure.other', { code });
  return (
    <p className="form-error" role="alert">
      {text}
    </p>
  );
}
