import { lazy, Suspense, useEffect, useState } from 'react';
import type { Me } from '../api/contract-session.ts';
import { PAGES, pathOf } from '../domain/pages.ts';
import { GoHome } from './access/GoHome.tsx';
import { NoPermission } from './access/NoPermission.tsx';
import { Notice } from './access/Notice.tsx';
import { SignIn } from './access/SignIn.tsx';
import { ME_PATH } from './data/paths.ts';
import { getJson, SESSION_ENDED } from './data/requests.ts';
import { useLoaded } from './data/useLoaded.ts';
import { useWords } from './format.ts';
import { forget, readKept } from './offline/kept.ts';
import { VIEWS } from './pages.ts';
import { Failed } from './panel/Failed.tsx';
import { mayOpen, SessionContext } from './session.ts';
import { forgetSteps } from './view/address.ts';
import { forgetRecentViews, useRecentViews } from './views/recent.ts';

const MAP = PAGES.find(({ id }) => id === 'map') as (typeof PAGES)[number];
const Keeping = lazy(() => import('./offline/Keeping.ts'));
const OfflinePage = lazy(() => import('./offline/OfflinePage.tsx'));

const loadMe = (path: string, signal: AbortSignal) => getJson<Me>(path, signal);

/** Sign-in, purpose notice, then the page that the address names, for whoever has the session. */
export function Root() {
  const { t } = useWords();
  const { value: me, failure, loading, retry } = useLoaded(ME_PATH, loadMe);
  // A link signs in whoever opens it, also where somebody else is signed in.
  const [byLink] = useState(() => window.location.pathname === '/entrar' && window.location.hash !== '');
  const isNobody = failure?.code === 'no_session';
  useRecentViews(me !== null && !isNobody);
  useSessionEnd(retry, me !== null && !loading && failure === null);

  useEffect(() => {
    if (!isNobody) return;
    forget();
    forgetSteps();
    forgetRecentViews();
  }, [isNobody]);

  const page = PAGES.find(({ path }) => path === window.location.pathname) ?? MAP;
  if (isNobody || byLink) {
    const enter = () => {
      // Who asked for nothing in particular begins where their roles do.
      if (page.id === 'signIn') window.location.reload();
      else if (page.id === 'map' && window.location.search === '') window.location.replace(pathOf('signIn'));
      else retry();
    };
    return <SignIn ended={me !== null && !byLink} onSignedIn={enter} />;
  }
  const kept = me === null && failure?.reason === 'unreachable' ? readKept(Date.now()) : null;
  if (kept) {
    return (
      <Suspense>
        <OfflinePage kept={kept} onRetry={retry} />
      </Suspense>
    );
  }
  if (me === null) return failure ? <Failed failure={failure} onRetry={retry} /> : null;
  if (!me.notice.acknowledged) return <Notice me={me} onAcknowledged={retry} />;

  const View = mayOpen(me, page.required) ? VIEWS[page.id] : page.id === 'map' ? GoHome : NoPermission;
  return (
    <SessionContext value={me}>
      <Suspense fallback={<p className="busy">{t('panel.loading')}</p>}>
        <View />
      </Suspense>
      {mayOpen(me, 'map.read') && (
        <Suspense>
          <Keeping />
        </Suspense>
      )}
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
