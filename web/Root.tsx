import { Suspense } from 'react';
import type { Me } from '../api/contract-session.ts';
import { PAGES } from '../domain/pages.ts';
import { getJson } from './data/requests.ts';
import { useLoaded } from './data/useLoaded.ts';
import { useWords } from './format.ts';
import { VIEWS } from './pages.ts';
import { SessionContext } from './session.ts';

const loadMe = (path: string, signal: AbortSignal) => getJson<Me>(path, signal);

/** The page that the address names, for whoever has the session. */
export function Root() {
  const { t } = useWords();
  const me = useLoaded('/api/me', loadMe);
  const page = PAGES.find(({ path }) => path === window.location.pathname) ?? PAGES[0];
  const View = VIEWS[page.id];
  return (
    <SessionContext value={me.value}>
      <Suspense fallback={<p className="busy">{t('panel.loading')}</p>}>
        <View />
      </Suspense>
    </SessionContext>
  );
}
