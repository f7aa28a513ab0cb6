import { type FormEvent, useState } from 'react';
import type { Account, RecoveryCodes, TotpProposal } from '../../api/contract-account.ts';
import { postJson } from '../data/requests.ts';
import { useWords } from '../format.ts';
import { ActionFailure } from './ActionFailure.tsx';
import { QrCode } from './QrCode.tsx';
import { useAction } from './useAction.ts';

/** Sets the second factor up, shows the recovery codes once, takes it away. */
export function SecondFactor({ account, onChanged }: { account: Account; onChanged: () => void }) {
  const { t } = useWords();
  const action = useAction();
  const [proposal, setProposal] = useState<TotpProposal | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);

  const propose = async () =>
    setProposal(await action.run(() => postJson<TotpProposal>('/api/account/totp', {})));
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const body = { code: String(new FormData(event.currentTarget).get('code')) };
    if (account.hasSecondFactor) {
      if ((await action.run(() => postJson('/api/account/totp/remove', body))) === null) return;
      setCodes(null);
    } else {
      const made = await action.run(() => postJson<RecoveryCodes>('/api/account/totp/confirm', body));
      if (made === null) return;
      setCodes(made.recoveryCodes);
      setProposal(null);
    }
    onChanged();
  };

  return (
    <section>
      <h3>{t('access:account.secondFactor')}</h3>
      <p className="quiet">
        {account.hasSecondFactor
          ? t('access:account.secondFactorOn', { n: account.recoveryCodesLeft })
          : t('access:account.secondFactorOff')}
      </p>
      <ActionFailure failure={action.failure} />
      {codes && (
        <div role="status">
          <p>{t('access:account.recoveryCodes')}</p>
          <ul className="codes">
            {codes.map((code) => (
              <li key={code}>
                <code>{code.replaceAll(/(.{5})(?=.)/g, '$1-')}</code>
              </li>
            ))}
          </ul>
        </div>
      )}
      {proposal && (
        <div className="proposal">
          <p>{t('access:account.scan')}</p>
          <QrCode text={proposal.uri} label={t('access:account.qr')} />
          <p>
            {t('access:account.typeInstead')} <code>{proposal.secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</code>
          </p>
        </div>
      )}
      {account.hasSecondFactor || proposal ? (
        <form className="form" onSubmit={(event) => void submit(event)}>
          <label>
            {t('access:account.code')}
            <input name="code" autoComplete="one-time-code" spellCheck={false} required />
          </label>
          <button type="submit" className={proposal ? 'primary' : 'secondary'} disabled={action.busy}>
            {t(proposal ? 'access:account.confirm' : 'access:account.secondFactorRemove')}
          </button>
        </form>
      ) : (
        <div className="form-actions">
          <button type="button" className="primary" disabled={action.busy} onClick={() => void propose()}>
            {t('access:account.secondFactorSet')}
          </button>
        </div>
      )}
    </section>
  );
}
