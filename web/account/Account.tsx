import type { Account as AccountAnswer } from '../../api/contract-account.ts';
import { getJson } from '../data/requests.ts';
import { useLoaded } from '../data/useLoaded.ts';
import { useWords } from '../format.ts';
import { LoadState } from '../panel/LoadState.tsx';
import { PageShell } from '../shell/PageShell.tsx';
import { PasswordForm } from './PasswordForm.tsx';
import { SecondFactor } from './SecondFactor.tsx';
import { SessionList } from './SessionList.tsx';
import { TokenList } from './TokenList.tsx';

const load = (path: string, signal: AbortSignal) => getJson<AccountAnswer>(path, signal);

/** The reader's own account: sessions, password, second factor, tokens for programs. */
export default function Account() {
  const { t } = useWords();
  const loaded = useLoaded('/api/account', load);
  const { value: account, retry } = loaded;
  return (
    <PageShell title={t('access:account.title')}>
      <LoadState loaded={loaded} />
      {account && (
        <div className="sections">
          <SessionList />
          <PasswordForm hasPassword={account.hasPassword} onChanged={retry} />
          <SecondFactor account={account} onChanged={retry} />
          <TokenList />
        </div>
      )}
    </PageShell>
  );
}
