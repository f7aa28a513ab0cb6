import { type FormEvent, useState } from 'react';
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from '../../domain/access/password-rule.ts';
import { postJson } from '../data/requests.ts';
import { useWords } from '../format.ts';
import { ActionFailure } from './ActionFailure.tsx';
import { useAction } from './useAction.ts';

/** Sets or changes the reader's password. */
export function PasswordForm({ hasPassword, onChanged }: { hasPassword: boolean; onChanged: () => void }) {
  const { t } = useWords();
  const action = useAction();
  const [done, setDone] = useState(false);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    const body = {
      password: String(data.get('password')),
      ...(hasPassword ? { current: String(data.get('current')) } : {}),
    };
    setDone(false);
    if ((await action.run(() => postJson('/api/account/password', body))) === null) return;
    form.reset();
    setDone(true);
    onChanged();
  };

  return (
    <section>
      <h3>{t(hasPassword ? 'access:account.passwordChange' : 'access:account.passwordSet')}</h3>
      <p className="quiet">
        {t('access:account.passwordRule', { n: SHORTEST_PASSWORD, most: LONGEST_PASSWORD })}
      </p>
      <ActionFailure failure={action.failure} />
      {done && <p role="status">{t('access:account.passwordDone')}</p>}
      <form className="form" onSubmit={(event) => void submit(event)}>
        {hasPassword && (
          <label>
            {t('access:account.passwordCurrent')}
            <input name="current" type="password" autoComplete="current-password" required />
          </label>
        )}
        <label>
          {t('access:account.passwordNew')}
          <input name="password" type="password" autoComplete="new-password" required />
        </label>
        <button type="submit" className="primary" disabled={action.busy}>
          {t('access:account.save')}
        </button>
      </form>
    </section>
  );
}
