import { Suspense, useEffect, useState } from 'react';
import type { Me } from '../api/contract-session.ts';
import { PAGES } from '../domain/pages.ts';
import { NoPermission } from './access/NoPermission.tsx';
import { Notice } from './access/Notice.tsx';
import { SignIn } from './access/SignIn.tsx';
import { getJson, SESSION_ENDED } from './data/requests.ts';
import { useLoaded } from './data/useLoaded.ts';
import { useWords } from './format.ts';
import { VIEWS } from './pages.ts';
import { Failed } from './panel/Failed.tsx';
import { mayOpen, SessionContext } from './session.ts';

const loadMe = (path: string, signal: AbortSignal) => getJson<Me>(path, signal);

/** Sign-in, purpose notice, then the page that the address names, for whoever has the session. */
export function Root() {
  const { t } = useWords();
  const { value: me, failure, loading, retry } = useLoaded('/api/me', loadMe);
  // A link signs in whoever opens it, also where somebody else is signed in.
  const [byLink] = useState(() => window.location.pathname === '/entrar' && window.location.hash !== '');
  useSessionEnd(retry, me !== null && !loading && failure === null);

  const page = PAGES.find(({ path }) => path === window.location.pathname) ?? PAGES[0];
  if (failure?.code === 'no_session' || byLink) {
    const enter = () => {
      if (page.id === 'signIn') window.location.replace('/');
      else retry();
    };
    return <SignIn ended={me !== null && !byLink} onSignedIn={enter} />;
  }
  if (me === null) return failure ? <Failed failure={failure} onRetry={retry} /> : null;
  if (!me.notice.acknowledged) return <Notice me={me} onAcknowledged={retry} />;

  const View = mayOpen(me, page.required) ? VIEWS[page.id] : NoPermission;
  return (
    <SessionContext value={me}>
      <Suspense fallback={<p className="busy">{t('panel.loading')}</p>}>
        <View />
      </Suspense>
    </SessionContext>
  );
}

/** Asks anew who is there when some answer said that nobody is. */
function useSessionEnd(ask: () => void, isKnown: boolean): void {
  useEffect(() => {
    if (!isKnown) return;
    window.addEventListener(SESSION_ENDED, ask);
    return () => window.removeEventListener(SESSION_ENDED, ask);
  }, [ask, isKnown]);
}
