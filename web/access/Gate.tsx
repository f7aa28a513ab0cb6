import type { ReactNode } from 'react';
import { useWords } from '../format.ts';
import { Header } from '../shell/Header.tsx';
import { useTheme } from '../theme.ts';
import { useLanguageOfView } from '../useLanguageOfView.ts';

/** What stands before the product: a header and one narrow column. */
export function Gate({ title, children }: { title: string; children: ReactNode }) {
  const { t } = useWords();
  const { theme, toggle } = useTheme();
  useLanguageOfView(title);
  return (
    <div className="sheet-page">
      <a className="skip" href="#content">
        {t('app.skipToContent')}
      </a>
      <Header asOf={null} theme={theme} onTheme={toggle} />
      <main id="content" className="sheet gate" tabIndex={-1}>
        <h2 className="page-title">{title}</h2>
        {children}
      </main>
    </div>
  );
}
