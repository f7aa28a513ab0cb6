import { type FormEvent, useCallback, useEffect, useRef, useState } from 'react';
import type { Liveness } from '../../api/contract.ts';
import type { SignedIn } from '../../api/contract-session.ts';
import { type Failure, getJson, postJson } from '../data/requests.ts';
import { useLoaded } from '../data/useLoaded.ts';
import { useWords } from '../format.ts';
import { failureText } from './failureText.ts';
import { Gate } from './Gate.tsx';

interface Props {
  /** Somebody was signed in here, and is no longer. */
  ended: boolean;
  onSignedIn: () => void;
}

const loadLiveness = (path: string, signal: AbortSignal) => getJson<Liveness>(path, signal);

/** The way back from the OpenID provider ended here. */
function refusedElsewhere(): Failure | null {
  const isRefused = new URLSearchParams(window.location.search).has('oidc');
  return isRefused ? { reason: 'bad-request', code: 'oidc' } : null;
}

function linkToken(): string | null {
  return /^#([\w-]{43})$/.exec(window.location.hash)?.[1] ?? null;
}

/** Sign-in by link, or by name and password; asks for the second factor once all else was right. */
export function SignIn({ ended, onSignedIn }: Props) {
  const { t } = useWords();
  const [link, setLink] = useState(linkToken);
  const [needsCode, setNeedsCode] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(refusedElsewhere);
  const provider = useLoaded('/api/health', loadLiveness).value?.signInAt ?? null;
  const [busy, setBusy] = useState(false);
  const error = useRef<HTMLParagraphElement>(null);

  const ask = useCallback(
    async (path: string, body: Record<string, string>) => {
      setBusy(true);
      setFailure(null);
      const answer = await postJson<SignedIn>(path, body);
      setBusy(false);
      if (answer.ok) return onSignedIn();
      if (answer.failure.code === 'second_factor_needed') return setNeedsCode(true);
      if (path.endsWith('link') && answer.failure.code === 'sign_in_refused' && !('code' in body)) {
        setLink(null);
        return setFailure({ ...answer.failure, code: 'linkRefused' });
      }
      setFailure(answer.failure);
    },
    [onSignedIn],
  );

  // A link is used up by its first use; React's strict mode would use it twice.
  const tried = useRef<string | null>(null);
  useEffect(() => {
    if (link === null || tried.current === link) return;
    tried.current = link;
    // It must not stay in the address or the history.
    window.history.replaceState(null, '', window.location.pathname);
    void ask('/api/session/link', { token: link });
  }, [link, ask]);

  useEffect(() => {
    if (failure) error.current?.focus();
  }, [failure]);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '');
    const code: Record<string, string> = needsCode ? { code: text('code') } : {};
    if (link !== null) void ask('/api/session/link', { token: link, ...code });
    else void ask('/api/session', { name: text('name'), password: text('password'), ...code });
  };

  return (
    <Gate title={t('access:signIn.title')}>
      {ended && !failure && <p className="quiet">{t('access:ended')}</p>}
      {failure && (
        <p ref={error} className="form-error" role="alert" tabIndex={-1}>
          {failureText(failure, t)}
        </p>
      )}
      {link !== null && busy && !needsCode ? (
        <p>{t('access:signIn.byLink')}</p>
      ) : (
        <form className="form" onSubmit={submit}>
          {link === null && (
            <>
              <label>
                {t('access:signIn.name')}
                <input
                  name="name"
                  autoComplete="username"
                  autoCapitalize="none"
                  spellCheck={false}
                  required
                />
              </label>
              <label>
                {t('access:signIn.password')}
                <input name="password" type="password" autoComplete="current-password" required />
              </label>
            </>
          )}
          {needsCode && (
            <>
              <p>{t('access:signIn.codeNote')}</p>
              <label>
                {t('access:signIn.code')}
                <input
                  name="code"
                  autoComplete="one-time-code"
                  autoCapitalize="none"
                  spellCheck={false}
                  required
                />
              </label>
            </>
          )}
          <button type="submit" className="primary" disabled={busy}>
            {busy
              ? t('access:signIn.working')
              : t(link !== null && !needsCode ? 'access:signIn.retryLink' : 'access:signIn.submit')}
          </button>
        </form>
      )}
      {provider && (
        <p>
          <a className="link" href="/api/oidc">
            {t('access:signIn.oidc', { name: provider })}
          </a>
        </p>
      )}
      <p className="quiet">{t('access:signIn.help', { command: 'npm run vigia -- user link local' })}</p>
    </Gate>
  );
}
