import { type ReactNode, useEffect } from 'react';
import { useHealth } from '../data/useHealth.ts';
import { useWords } from '../format.ts';
import { useTheme } from '../theme.ts';
import { useLanguageOfView } from '../useLanguageOfView.ts';
import { Header } from './Header.tsx';
import { Strips } from './Strips.tsx';

/** Header, strips and a column of reading width: every page but the map. */
export function PageShell({ title, children }: { title: string; children: ReactNode }) {
  const { t } = useWords();
  const { theme, toggle } = useTheme();
  const { health, unreachable } = useHealth();
  useLanguageOfView(title);
  useEffect(() => {
    window.scrollTo(0, 0);
  }, []);
  return (
    <div className="sheet-page">
      <a className="skip" href="#content">
        {t('app.skipToContent')}
      </a>
      <Header asOf={health?.asOf ?? null} theme={theme} onTheme={toggle} />
      <Strips
        unreachable={unreachable}
        loadedAtMs={null}
        synthetic={health?.synthetic ?? 0}
        shown={health?.incidents ?? 0}
      />
      <main id="content" className="sheet" tabIndex={-1}>
        <h2 className="page-title">{title}</h2>
        {children}
      </main>
    </div>
  );
}
